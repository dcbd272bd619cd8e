import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { Adcode } from '../../src/domain/region.ts';
import { profileOfRegion, type RewardProfile } from '../../src/domain/reward-profile.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import type { ClaimGate } from '../store/custodian-contract.ts';
import type { RewardStore } from '../store/reward-contract.ts';
import type { StaffAccountStore } from '../store/staff-contract.ts';
import type { CaseDeps, NewNote } from './handle-case.ts';

export interface RewardDeps extends CaseDeps {
  rewards: RewardStore;
  claims: ClaimGate;
  profiles: readonly RewardProfile[];
  accounts: Pick<StaffAccountStore, 'listAccounts'>;
  regionName(adcode: Adcode | null): string;
}

const LONGEST_REASON = 200;

/** The standards that may hold for a region: its own, the national one, and those of one trade that hold everywhere. */
export function profilesFor(deps: Pick<RewardDeps, 'profiles'>, adcode: Adcode | null): RewardProfile[] {
  const own = profileOfRegion(deps.profiles, adcode);
  return deps.profiles.filter(
    ({ id, adcodes }) =>
      id === own.id || adcodes.length === 0 || adcodes.some((code) => adcode?.startsWith(code) === true),
  );
}

/** The standard a case goes by: the one asked for where it may hold, the one it was assessed by, or the region's own. */
export function profileOf(
  deps: Pick<RewardDeps, 'profiles'>,
  file: CaseFile,
  asked: string | null,
): RewardProfile {
  const offered = profilesFor(deps, file.adcode);
  return (
    offered.find(({ id }) => id === asked) ??
    deps.profiles.find(({ id }) => id === file.assessment?.profileId) ??
    profileOfRegion(deps.profiles, file.adcode)
  );
}

/** It goes into the audit log, which is never purged: no number by which somebody could be found belongs there. */
export function reasonOf(text: string): Result<string> {
  const reason = oneLine(text);
  if (reason === '') return failed('reason-missing', 'reason');
  if ([...reason].length > LONGEST_REASON)
    return failed('text-too-long', 'reason', `最多 ${LONGEST_REASON} 个字`);
  return /\d{11}/.test(reason.normalize('NFKC').replace(/[\s-]/g, ''))
    ? failed('reason-names-somebody', 'reason')
    : ok(reason);
}

/** A record of the reward: for the office only, sealed with the tip's own key. */
export const rewardNote = (...lines: readonly string[]): NewNote => ({
  audience: 'office',
  kind: 'reward',
  text: lines.join('\n'),
});
