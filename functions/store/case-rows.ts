import { newCase, type CaseFile } from '../../src/domain/case-file.ts';
import { toInstant, type Instant } from '../../src/domain/instant.ts';
import type { RewardEntry } from '../../src/domain/reward-ledger.ts';
import type { TipOffKind } from '../../src/domain/tip-off.ts';
import type { rewardEntry, tipOffCase } from './case-schema.ts';
import type { tipOff } from './tip-off-schema.ts';

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** 占用、堵塞、封闭疏散通道，擅自停用消防设施: 24 hours (消防监督检查规定). Ids of content/tip-off/categories.yaml, which never change. */
const URGENT_FIRE = ['fire-exit', 'fire-equipment'];

/** The case of a tip-off as it was just filed. */
export function firstCase(filed: typeof tipOff.$inferSelect, hasIdentity = false): CaseFile {
  return newCase({
    id: filed.id,
    caseNo: filed.caseNo,
    kind: filed.kind as TipOffKind,
    category: filed.category,
    adcode: filed.adcode,
    sequence: filed.sequence ?? 0,
    receivedAt: toInstant(filed.receivedAt),
    hasIdentity,
    isEvacuation: URGENT_FIRE.includes(filed.category),
  });
}

/** The row of a case; what is searched for is copied out of it. */
export function caseRow(
  file: CaseFile,
  nextDueAt: Instant | null = file.receivedAt,
): typeof tipOffCase.$inferInsert {
  return {
    tipOffId: file.id,
    version: file.version,
    state: file.state,
    reward: file.reward,
    kind: file.kind,
    adcode: file.adcode,
    nextDueAt: dateOf(nextDueAt),
    content: file,
  };
}

/** One line of the ledger. */
export function entryRow(file: CaseFile, entry: RewardEntry, at: Instant): typeof rewardEntry.$inferInsert {
  return {
    tipOffId: file.id,
    caseNo: file.caseNo,
    kind: entry.kind,
    fromAccount: entry.from,
    toAccount: entry.to,
    fen: entry.fen,
    at: new Date(at),
  };
}
