import type { CaseFile } from '../../src/domain/case-file.ts';
import { failed, type Result } from '../../src/domain/problem.ts';
import { brokenCap, capsOf, capText, type Cap, type CapUse } from '../../src/domain/reward-caps.ts';
import { profileOf, type RewardDeps } from './reward-deps.ts';

type CapDeps = Pick<RewardDeps, 'rewards' | 'profiles' | 'now'>;

/**
 * The caps that hold for a case and what is used of them by others. Before it is promised what was promised counts;
 * before it is paid what was paid, else two promises that fit alone would keep each other from being paid.
 */
export async function capUses(
  deps: CapDeps,
  file: CaseFile,
  personTag: string | null,
  rule: string | null = null,
): Promise<CapUse[]> {
  const kind = ['approved', 'notified', 'claimed', 'paid'].includes(file.reward) ? 'pay' : 'approve';
  const caps = capsOf(profileOf(deps, file, rule), deps.profiles, file.adcode, deps.now());
  const used = async ({ scope, since }: Cap): Promise<number | null> => {
    if (scope.of === 'case' || since === null) return 0;
    if (scope.of === 'office') return deps.rewards.spent({ adcode: scope.adcode }, kind, since, file.id);
    return personTag === null ? null : deps.rewards.spent({ tag: personTag }, kind, since, file.id);
  };
  return Promise.all(caps.map(async (cap) => ({ ...cap, usedFen: await used(cap) })));
}

/** Null when the sum fits; else which cap it breaks and what is left of it. Never lowered silently. */
export async function overCap(
  deps: CapDeps,
  file: CaseFile,
): Promise<Extract<Result<never>, { ok: false }> | null> {
  const { personTag } = await deps.rewards.readBasis(file.id);
  const broken = brokenCap(await capUses(deps, file, personTag), file.assessment?.fen ?? 0);
  return broken === null ? null : failed('reward-over-cap', 'sum', capText(broken));
}
