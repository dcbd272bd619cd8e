import type { DeskDraft, DeskPreview } from '../../src/domain/alert-desk.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { needsSecondPerson } from '../../src/domain/officer-rules.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { assembleDraft, type Assembled } from './assemble-draft.ts';
import type { DeskDeps } from './desk-deps.ts';

/** Everything a bulletin will be said as, before anyone hears it. Stores nothing. */
export async function previewDraft(
  deps: DeskDeps,
  draft: DeskDraft,
  member: StaffMember,
): Promise<DeskPreview> {
  const now = deps.alerts.now();
  const assembled = await assembleDraft(deps, draft, member, now);
  const { mouths, disagreements } = spoken(deps, assembled, now);
  const codes = [...new Set((assembled.revision?.parts ?? []).flatMap((part) => part.adcodes))].sort();
  return {
    version: draft.version,
    mouths,
    disagreements,
    needsSecond: needsSecond(deps, assembled),
    problems: assembled.problems,
    regions: codes.map((adcode) => ({
      adcode,
      name: deps.alerts.gazetteer.find(adcode)?.name ?? adcode,
    })),
  };
}

/** All texts of the revision a draft would become, in every language it has. */
export function spoken(
  deps: DeskDeps,
  { revision, history }: Pick<Assembled, 'revision' | 'history'>,
  now: Instant,
): ReturnType<DeskDeps['mouths']> {
  if (revision === null) return { mouths: [], disagreements: [] };
  return deps.mouths([...history, revision], languagesOf(revision), now);
}

export function needsSecond(deps: DeskDeps, { revision, history }: Assembled): boolean {
  return needsSecondPerson(deps.settings, revision?.parts ?? [], history.at(-1)?.parts ?? []);
}

function languagesOf(revision: AlertRevision): string[] {
  return [...new Set(revision.parts.flatMap(({ bulletins }) => bulletins.map(({ language }) => language)))];
}
