import type {
  DeskAlert,
  DeskDraft,
  DeskPurpose,
  OfficerBulletin,
  OfficerForm,
} from '../../src/domain/alert-desk.ts';
import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertState, livingParts, revisionEndsAt } from '../../src/domain/alert-state.ts';
import { alertTitle, bulletinView } from '../../src/domain/bulletin-view.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed } from '../../src/domain/problem.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { historyOf } from './assemble-draft.ts';
import { newDraft, store } from './compose-draft.ts';
import type { DeskDeps, DeskResult } from './desk-deps.ts';
import { reachProblem } from './desk-reach.ts';

type Revising = Exclude<DeskPurpose, 'issue'>;

/** A draft filled from the latest revision of an alert, to update, correct or end it. */
export async function reviseAlert(
  deps: DeskDeps,
  member: StaffMember,
  alertId: string,
  purpose: Revising,
): Promise<DeskResult<DeskDraft>> {
  const history = await historyOf(deps, alertId);
  const latest = history.at(-1);
  if (latest === undefined) return failed('alert-unknown', 'id');
  const codes = history.flatMap(({ parts }) => parts.flatMap(({ adcodes }) => adcodes));
  const outside = reachProblem(deps.alerts, member, codes, 'id');
  if (outside !== null) return failed(outside.word, outside.path, outside.message);
  if (latest.action === 'cancel') return failed('alert-already-cancelled', 'id', alertId);
  const now = deps.alerts.now();
  if (alertState(latest, now) === 'ended') return failed('alert-ended', 'id', alertId);
  if (!purposesOf(latest).includes(purpose)) return failed('relayed-not-editable', 'id', alertId);
  const draft = newDraft(deps, member, formOf(latest, purpose, now), now);
  return store(deps, { ...draft, purpose, alertId, baseRevision: latest.revision }, member);
}

/** What may be done with an alert: a relayed one can only be withdrawn, what is over nothing. */
export function purposesOf(latest: AlertRevision): readonly Revising[] {
  if (latest.action === 'cancel') return [];
  return latest.origin === 'relayed' ? ['cancel'] : ['update', 'correct', 'cancel'];
}

/** Current alerts with what this member may do about each. */
export async function listDeskAlerts(deps: DeskDeps, member: StaffMember): Promise<readonly DeskAlert[]> {
  const now = deps.alerts.now();
  const current = await deps.alerts.store.listCurrent(now);
  const listed: DeskAlert[] = [];
  for (const revision of current) {
    const [part] = livingParts(revision, now);
    if (part === undefined) continue;
    const history = await historyOf(deps, revision.alertId);
    const codes = history.flatMap(({ parts }) => parts.flatMap(({ adcodes }) => adcodes));
    const isMine = reachProblem(deps.alerts, member, codes, '') === null;
    listed.push(lineOf(deps, revision, part, now, isMine ? purposesOf(revision) : []));
  }
  return listed.sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
}

function lineOf(
  deps: DeskDeps,
  revision: AlertRevision,
  part: AlertPart,
  now: Instant,
  purposes: readonly Revising[],
): DeskAlert {
  const nameOf = (adcode: string): string | null => deps.alerts.gazetteer.find(adcode)?.name ?? null;
  const { headline, areaText } = bulletinView(revision, part, now, () => null, nameOf);
  return {
    alertId: revision.alertId,
    revision: revision.revision,
    headline,
    hazard: part.hazard,
    levels: revision.parts.map(({ level }) => level),
    source: revision.source,
    origin: revision.origin,
    areaText,
    sentAt: revision.sentAt,
    endsAt: revisionEndsAt(revision),
    isDemonstration: revision.isDemonstration,
    purposes,
  };
}

function formOf(latest: AlertRevision, purpose: Revising, now: Instant): OfficerForm {
  const living = livingParts(latest, now);
  const [first] = living;
  if (first === undefined) throw new Error(`alert ${latest.alertId} in force has no living part`);
  return {
    kind: 'alert',
    hazard: first.hazard,
    source: latest.source,
    parts: living.map((part) => {
      const [ring] = part.areas.flatMap(({ polygons }) => polygons);
      const byName = part.areas.filter(({ polygons }) => polygons.length === 0);
      return {
        level: part.level,
        adcodes: ring === undefined ? part.adcodes : byName.flatMap(({ adcodes }) => adcodes),
        polygon: ring ?? null,
      };
    }),
    onsetAt: first.onsetAt,
    expiresAt: first.expiresAt,
    bulletins: first.bulletins.map((bulletin) => wordsOf(bulletin, purpose, latest)),
  };
}

/**
 * A title that was made from level and hazard is made anew, one that a person wrote stays; into an all-clear nothing
 * is carried over but the languages.
 */
function wordsOf(bulletin: OfficerBulletin, purpose: Revising, latest: AlertRevision): OfficerBulletin {
  if (purpose === 'cancel')
    return { ...bulletin, headline: '', description: '', instruction: '', contact: null, web: null };
  const made = latest.parts.map(
    ({ hazard, level }) => `${latest.source}发布${alertTitle(hazard.name, level)}`,
  );
  return made.includes(bulletin.headline) ? { ...bulletin, headline: '' } : bulletin;
}
