import type {
  CaseState,
  DeclineReason,
  Finding,
  IdentityState,
  PublicationState,
  RewardState,
} from './case-state.ts';
import type { Day } from './deadline.ts';
import type { Instant } from './instant.ts';
import type { Fen } from './money.ts';
import type { Adcode } from './region.ts';
import type { TipOffKind } from './tip-off.ts';

/** Who did it: a staff id, `reporter` by receipt, or `system` for clocks. */
export type ActorId = string;

/**
 * Everything the rules need of a case, and nothing of what was reported or by whom: no word of the tip-off, no name.
 * Never changed in place; each command gives a new one with `version` one higher.
 */
export interface CaseFile {
  id: string;
  caseNo: string;
  kind: TipOffKind;
  category: string;
  adcode: Adcode | null;
  /** Order of receipt at the server: decides who was first. */
  sequence: number;
  version: number;
  state: CaseState;
  reward: RewardState;
  identity: IdentityState;
  publication: PublicationState;
  receivedAt: Instant;
  /** 占用、堵塞、封闭疏散通道或安全出口，擅自停用消防设施: checked within 24 hours. */
  isEvacuation: boolean;
  /** Death is involved: a government of county level or above leads the check (安全生产法 art. 73). */
  involvesDeath: boolean;
  intakeBy: ActorId | null;
  acceptedAt: Instant | null;
  declineReason: DeclineReason | null;
  /** 转交的单位. */
  transferredTo: string | null;
  transferredAt: Instant | null;
  firstCheckAt: Instant | null;
  finding: { finding: Finding; at: Instant; verifiers: readonly ActorId[] } | null;
  rectification: { orderedAt: Instant; dueDay: Day; leader: ActorId; recheckedAt: Instant | null } | null;
  extensionAsked: { days: number; reason: string; by: ActorId } | null;
  extension: { days: number; reason: string; approvedBy: ActorId; at: Instant } | null;
  duplicateOf: string | null;
  closedAt: Instant | null;
  assessment: {
    fen: Fen;
    profileId: string;
    by: ActorId;
    at: Instant;
    /** What it was before it was lowered to a cap. */
    loweredFromFen?: Fen;
  } | null;
  approvedBy: ActorId | null;
  notifiedAt: Instant | null;
  claimDays: number;
  claimExtendedDays: number;
  claimedAt: Instant | null;
  paidAt: Instant | null;
  /** When the reward axis came to its end; the identity is kept for a while after it. */
  rewardEndedAt: Instant | null;
  access: { by: ActorId; reason: string; grantedBy: ActorId | null; until: Instant | null } | null;
  isOnHold: boolean;
  /** The last time the reporter added something: nothing is purged soon after. */
  heardAt: Instant;
}

/** A case as it begins. */
export function newCase(
  filed: Pick<CaseFile, 'id' | 'caseNo' | 'kind' | 'category' | 'adcode' | 'sequence' | 'receivedAt'> & {
    hasIdentity: boolean;
    isEvacuation: boolean;
  },
): CaseFile {
  const { hasIdentity, ...known } = filed;
  return {
    ...known,
    version: 1,
    state: 'received',
    reward: 'none',
    identity: hasIdentity ? 'sealed' : 'none',
    publication: 'private',
    involvesDeath: false,
    intakeBy: null,
    acceptedAt: null,
    declineReason: null,
    transferredTo: null,
    transferredAt: null,
    firstCheckAt: null,
    finding: null,
    rectification: null,
    extensionAsked: null,
    extension: null,
    duplicateOf: null,
    closedAt: null,
    assessment: null,
    approvedBy: null,
    notifiedAt: null,
    claimDays: 60,
    claimExtendedDays: 0,
    claimedAt: null,
    paidAt: null,
    rewardEndedAt: null,
    access: null,
    isOnHold: false,
    heardAt: filed.receivedAt,
  };
}
