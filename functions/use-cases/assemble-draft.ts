import type { DeskDraft, FieldProblem } from '../../src/domain/alert-desk.ts';
import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import { toCapTime, wholeSecond, type Instant } from '../../src/domain/instant.ts';
import { checkForm } from '../../src/domain/officer-check.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Adcode } from '../../src/domain/region.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import { isAlertId } from './alert-identity.ts';
import { bulletinsOf, composeParts, signalProblems } from './compose-parts.ts';
import type { DeskDeps } from './desk-deps.ts';
import { reachProblem } from './desk-reach.ts';
import { foreseeRevision, type IncomingRevision } from './publish-revision.ts';
import { readRelay, type Planned } from './read-relay.ts';
import { withdrawalParts } from './update-alert.ts';

/** A draft as it would go out now: the decision, what it would be stored as, and every reason why it may not. */
export interface Assembled {
  planned: Planned | { kind: 'own'; incoming: IncomingRevision } | null;
  /** Null when not even that much can be told. Stored already: it went out before. */
  revision: AlertRevision | null;
  isKnown: boolean;
  /** What it replaces, oldest first. */
  history: readonly AlertRevision[];
  problems: readonly FieldProblem[];
}

/**
 * Puts a draft together for `member` at `now`. Reach is asked for its own regions, for those its drawn areas touch
 * and for all that any earlier revision named: whoever was warned there will be told.
 */
export async function assembleDraft(
  deps: DeskDeps,
  draft: DeskDraft,
  member: StaffMember,
  now: Instant,
): Promise<Assembled> {
  const problems: FieldProblem[] = [];
  const history = draft.alertId === null ? [] : await historyOf(deps, draft.alertId);
  const planned =
    draft.relay !== null
      ? await planRelay(deps, draft, problems)
      : planOwn(deps, draft, history, member, now, problems);
  const foreseen = planned === null ? null : await foreseeRevision(deps.alerts, planned.incoming);
  if (foreseen?.ok === false) tellForeseen(foreseen.problem, problems);
  const revision = foreseen?.ok === true ? foreseen.value.revision : null;
  const before = foreseen?.ok === true ? foreseen.value.history : history;
  const isKnown = foreseen?.ok === true && foreseen.value.isKnown;
  const told = [...before, ...(revision === null ? [] : [revision])].flatMap(codesOf);
  const outside = reachProblem(deps.alerts, member, told, 'parts');
  if (outside !== null && !problems.some(isOutside)) problems.unshift(outside);
  // Who may not do it at all need not know what else is wrong with it.
  const sorted = [...problems.filter(isOutside), ...problems.filter((one) => !isOutside(one))];
  return { planned, revision, isKnown, history: before, problems: sorted };
}

const isOutside = ({ word }: FieldProblem): boolean => word === 'region-outside-tree';

/** The message of an own draft: begun again at the same instant it is the same message. */
export function messageOf(deps: DeskDeps, draft: DeskDraft, sentAt: Instant) {
  const { sender } = deps.alerts;
  return { sender, identifier: `${sender}-${draft.id}`, sent: toCapTime(sentAt) };
}

export async function historyOf(deps: DeskDeps, alertId: string): Promise<readonly AlertRevision[]> {
  const history = isAlertId(alertId) ? await deps.alerts.store.findHistory(alertId) : null;
  return history?.revisions ?? [];
}

const codesOf = (revision: AlertRevision): readonly Adcode[] =>
  revision.parts.flatMap((part) => part.adcodes);

/** The sentence of a word stands in the interface's strings. */
const asField = ({ word, path }: Problem): FieldProblem => ({ path: path ?? '', word, message: '' });

/** What became of the alert meanwhile comes first; what only follows from a mistake already named is not repeated. */
function tellForeseen(problem: Problem, problems: FieldProblem[]): void {
  if (problems.some(({ word }) => word === problem.word)) return;
  if (problem.word.startsWith('alert-')) problems.unshift(asField(problem));
  else if (problems.length === 0) problems.push(asField(problem));
}

async function planRelay(
  deps: DeskDeps,
  draft: DeskDraft,
  problems: FieldProblem[],
): Promise<Planned | null> {
  if (draft.relay === null) return null;
  const read = await readRelay(deps.alerts, draft.relay.document, draft.relay.completion, draft.createdAt);
  if (!read.ok) {
    problems.push(asField(read.problem));
    return null;
  }
  if (read.value.isDrill) problems.push({ path: 'document', word: 'drill-not-alert', message: '' });
  else if (read.value.planned === null) {
    const open = read.value.relay.unread.filter((field) => draft.relay?.completion[field] === undefined);
    const fields = open.length > 0 ? open : (['adcodes'] as const);
    for (const field of fields)
      problems.push({
        path: field,
        word: 'bulletin-incomplete',
        message: '这一项没有读出来，请对照原文补填。',
      });
  }
  return read.value.planned;
}

function planOwn(
  deps: DeskDeps,
  draft: DeskDraft,
  history: readonly AlertRevision[],
  member: StaffMember,
  now: Instant,
  problems: FieldProblem[],
): { kind: 'own'; incoming: IncomingRevision } | null {
  const latest = history.at(-1) ?? null;
  const { form, purpose } = draft;
  const isRevising = purpose !== 'issue';
  if (isRevising && latest === null) {
    problems.push({ path: 'alertId', word: 'alert-unknown', message: '' });
    return null;
  }
  if (isRevising && latest !== null) problems.push(...revisingProblems(latest, draft, now));
  const isRelayed = latest?.origin === 'relayed';
  if (!isRelayed) problems.push(...checkForm(form, purpose, now));
  const sources = [...deps.settings.offices, ...(latest === null ? [] : [latest.source])];
  if (!isRelayed && form.source.trim() !== '' && !sources.includes(oneLine(form.source)))
    problems.push({
      path: 'source',
      word: 'source-not-own',
      message: `不能以“${oneLine(form.source)}”的名义发布。`,
    });
  const reason = oneLine(draft.reason);
  if ((purpose === 'cancel' || purpose === 'correct') && reason === '')
    problems.push({ path: 'reason', word: 'reason-missing', message: '请写明理由，它会向公众公布。' });
  const parts = partsOf(deps, draft, latest, member, now, problems);
  const sentAt = wholeSecond(now);
  const at = latest !== null && latest.sentAt > sentAt ? latest.sentAt : sentAt;
  return {
    kind: 'own',
    incoming: {
      action: purpose === 'correct' ? 'update' : purpose,
      origin: latest?.origin ?? 'issued',
      source: isRelayed && latest !== null ? latest.source : oneLine(form.source),
      sentAt: at,
      message: messageOf(deps, draft, at),
      references: [],
      parts,
      document: { mediaType: 'application/json', body: JSON.stringify({ draft: draft.id, form, reason }) },
      previous: latest,
      ...(isRevising && draft.baseRevision !== null ? { basedOn: draft.baseRevision } : {}),
      ...(purpose === 'cancel' && isRelayed ? { isWithdrawal: true as const } : {}),
      ...(purpose === 'correct' && reason !== '' ? { correction: reason } : {}),
      notices: [],
    },
  };
}

function revisingProblems(latest: AlertRevision, draft: DeskDraft, now: Instant): FieldProblem[] {
  if (latest.action === 'cancel') return [{ path: 'alertId', word: 'alert-already-cancelled', message: '' }];
  if (latest.origin === 'relayed' && draft.purpose !== 'cancel')
    return [{ path: 'alertId', word: 'relayed-not-editable', message: '' }];
  // Its end needs no all-clear, and words for it would come when nobody heeds it any more.
  if (alertState(latest, now) === 'ended') return [{ path: 'alertId', word: 'alert-ended', message: '' }];
  return [];
}

function partsOf(
  deps: DeskDeps,
  draft: DeskDraft,
  latest: AlertRevision | null,
  member: StaffMember,
  now: Instant,
  problems: FieldProblem[],
): readonly AlertPart[] {
  const { form, purpose } = draft;
  if (purpose !== 'cancel' || latest === null) {
    const composed = composeParts(deps.alerts, form, purpose, member, now);
    problems.push(...composed.problems);
    return composed.parts;
  }
  const reason = oneLine(draft.reason);
  if (latest.origin === 'relayed') return withdrawalParts(latest, reason);
  problems.push(...signalProblems(deps.alerts, form));
  // The places are those of what ends; only the words are the officer's.
  return latest.parts.map((part) => ({
    ...part,
    responseTypes: ['AllClear'],
    urgency: 'Past' as const,
    expiresAt: null,
    bulletins: bulletinsOf(form, `${oneLine(form.source)}解除${part.hazard.name}预警`).map(
      (bulletin, index) =>
        index > 0
          ? bulletin
          : {
              ...bulletin,
              description: [reason, bulletin.description].filter((text) => text !== '').join('\n'),
            },
    ),
  }));
}
