import type { AlertAction } from './alert.ts';
import { actsOnAnother, issuesAnother, isSameHazard, readAction, replacedBy } from './bulletin-action.ts';
import type { IssuingClause, Lexicon } from './bulletin-clause.ts';
import type { DateMention } from './bulletin-date.ts';
import type { Header } from './bulletin-header.ts';
import { readIssuers, type Issuer } from './bulletin-issuer.ts';
import { readLevel } from './bulletin-level.ts';
import { readWarningObject } from './bulletin-object.ts';
import { textProblem } from './bulletin-problem.ts';
import type { TextProblem } from './bulletin-reading.ts';
import type { Label } from './bulletin-sections.ts';
import type { Level } from './level.ts';

/** Title, issuing sentence and labelled fields made one. */
export interface Merged {
  title: IssuingClause | null;
  lead: IssuingClause | null;
  titleLine: { start: number; end: number } | null;
  issuers: readonly Issuer[];
  isIssuerDisputed: boolean;
  action: AlertAction | null;
  actionWord: string | null;
  hazard: { code: string | null; name: string } | null;
  level: Level | null;
  previousLevel: Level | null;
  dates: readonly DateMention[];
  scope: string;
  bodyStart: number;
  problems: readonly TextProblem[];
}

const places = (clause: IssuingClause) =>
  clause.issuers.flatMap((issuer) => issuer.places.map((p) => p.adcode));
const isBare = (clause: IssuingClause) => clause.issuers.every((issuer) => issuer.isBarePlace);

/** Whether two clauses can be one office's: a title may shorten 浦东新区气象台 to 浦东新区. */
function isSameIssuer(title: IssuingClause, lead: IssuingClause): boolean {
  const a = places(title);
  const b = places(lead);
  if (a.length === 0 || b.length === 0) return true;
  const matches = (x: string, y: string) =>
    isBare(title) || isBare(lead) ? x.startsWith(y) || y.startsWith(x) : x === y;
  return a.some((x) => b.some((y) => matches(x, y)));
}

const isNamed = (list: readonly Issuer[]) => list.length > 0 && !list.every((one) => one.isBarePlace);
const isGeneric = (list: readonly Issuer[]) => list.every((one) => one.genericTier !== null);
/** 「市气象台」 in the sentence is 北京市气象台 of the title above it. */
const isFull = (list: readonly Issuer[]) => isNamed(list) && !isGeneric(list);

const isAtLineStart = (text: string, at: number) =>
  /(?:^|[\n\]"])[^\n。]{0,6}$/.test(text.slice(Math.max(0, at - 12), at));

interface Chosen {
  title: IssuingClause | null;
  lead: IssuingClause | null;
  isDisputed: boolean;
}

/** Whether the place of one lies inside that of the other: 上海市气象台 over 奉贤区气象台. */
function isWithin(title: IssuingClause, lead: IssuingClause): boolean {
  return places(lead).some((inner) => places(title).some((outer) => inner.startsWith(outer)));
}

/**
 * The clause that issues (with its date), and the title before it; later clauses are mentions. A dated first line
 * is still only a title when the same office's sentence follows with its own date: 「23日09时」 rounds 9时25分.
 */
function choose(text: string, clauses: readonly IssuingClause[]): Chosen {
  const signed = clauses.filter((clause) => clause.issuers.length > 0);
  const first = signed[0] ?? null;
  if (first === null) return { title: null, lead: null, isDisputed: false };
  const isComplete = first.date !== null && !isBare(first);
  if (isComplete && ownLine(text, first) === null) return { title: null, lead: first, isDisputed: false };
  for (const next of signed.slice(1)) {
    if (isBare(next) || (isComplete && next.date === null)) continue;
    const isLead = isAtLineStart(text, next.start);
    if (isSameIssuer(first, next) && (isLead || isSameHazard(first.hazard, next.hazard)))
      return { title: first, lead: next, isDisputed: false };
    if (isLead && next.date !== null && !isComplete)
      return { title: first, lead: next, isDisputed: !isWithin(first, next) };
  }
  return { title: null, lead: first, isDisputed: false };
}

function lineAround(text: string, start: number, end: number): { start: number; end: number } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return { start: from, end: to === -1 ? text.length : to };
}

/** Joins what title, lead, labels and header say; null when nothing issues a warning here. */
export function mergeClauses(
  text: string,
  clauses: readonly IssuingClause[],
  labels: readonly Label[],
  header: Header,
  lexicon: Lexicon,
): Merged | null {
  const problems: TextProblem[] = [];
  const chosen = choose(text, clauses);
  const { title } = chosen;
  const label = (name: Label['name']) => labels.find((one) => one.name === name)?.value ?? null;
  // A sentence without its issuer counts when the issuer signs on a line or in a field of its own.
  const signature = readIssuers(label('issuer') ?? '', lexicon.gazetteer) ?? header.issuers;
  const orphan = clauses.find((clause) => clause.issuers.length === 0 && isAtLineStart(text, clause.start));
  const lead = replacedBy(text, chosen.lead ?? orphan ?? null, clauses);
  const form = formObject(label('hazard'), label('level'), label('title'), lexicon);
  const nominal = lead === null ? (form ?? header.nominal) : null;
  // A title without a verb over an issuing sentence: it must not say another level.
  const over =
    lead !== null && isSameHazard(lead.hazard, header.nominal?.hazard ?? null) ? header.nominal : null;
  if (lead === null && (nominal === null || signature.length === 0)) return null;
  if (lead !== null && lead.issuers.length === 0 && signature.length === 0 && lead.hazard === null)
    return null;

  const isNobodys = isAnonymous(lead) && signature.length === 0;
  if (isNobodys) return null;

  if (chosen.isDisputed) problems.push(textProblem('issuers-disagree', 'issuer'));
  const said = [title, lead].filter((clause) => clause !== null);
  const hazards = [
    ...said.map((clause) => clause.hazard),
    form?.hazard ?? null,
    nominal?.hazard ?? null,
  ].filter((h) => h !== null);
  let hazard = lead?.hazard ?? hazards[0] ?? null;
  if (hazards.some((one) => !isSameHazard(one, hazard))) {
    problems.push(textProblem('hazards-disagree', 'hazard', hazards.map((one) => one.name).join('、')));
    hazard = null;
  }
  const changes = clauses.filter(
    (clause) =>
      clause.isChange &&
      clause.issuers.length === 0 &&
      isSameHazard(clause.hazard, lead?.hazard ?? null) &&
      clause !== lead,
  );
  const whole = changes.filter((clause) => clause.scope === '' || /(?:的|上)$/.test(clause.scope));
  const readings = [
    ...said.map((clause) => clause.level),
    ...(form === null ? [] : [form.level]),
    ...(nominal === null ? [] : [nominal.level]),
    ...(over === null ? [] : [over.level]),
  ];
  const levels = new Set(
    [...readings, ...whole.map((clause) => clause.level)]
      .map((one) => one.level)
      .filter((one) => one !== null),
  );
  const isContradictory = readings.some((one) => one.isContradictory) || levels.size > 1;
  if (isContradictory) problems.push(textProblem('level-disagrees', 'level'));
  else if (levels.size === 0 && readings.some((one) => one.isUnclear))
    problems.push(textProblem('level-unclear', 'level'));
  const level = isContradictory
    ? null
    : (readings.find((one) => one.level !== null)?.level ?? statedLevel(text.slice(lead?.end ?? 0)));

  const acting = readAction(
    title,
    lead,
    whole.length > 0,
    label('status'),
    header.isSigned || signature.length > 0,
  );
  const isSeveral = lead !== null && (actsOnAnother(text, lead, clauses) || issuesAnother(lead, clauses));
  if (isSeveral) problems.push(textProblem('several-warnings', 'hazard'));
  const titleLine =
    title !== null
      ? ownLine(text, title)
      : lead !== null
        ? leadLine(text, lead)
        : nominal === header.nominal
          ? header.nominal
          : null;
  return {
    title,
    lead,
    titleLine,
    issuers:
      said
        .map((clause) => clause.issuers)
        .reverse()
        .find(
          (list, order, lists) => isNamed(list) && !(isGeneric(list) && lists.slice(order + 1).some(isFull)),
        ) ?? (signature.length > 0 ? signature : (lead?.issuers ?? [])),
    isIssuerDisputed: chosen.isDisputed,
    action: isSeveral || isLiftedAbove(text, lead, acting.action) ? null : acting.action,
    actionWord: acting.word,
    hazard: isSeveral ? null : hazard,
    level: isSeveral ? null : level,
    previousLevel:
      lead?.previousLevel ??
      title?.previousLevel ??
      whole.find((clause) => clause.level.level === level)?.previousLevel ??
      null,
    dates: [lead?.date ?? null, title?.date ?? null, ...header.dates].filter((date) => date !== null),
    scope: lead?.scope ?? nominal?.scope ?? '',
    bodyStart: lead?.end ?? titleLine?.end ?? 0,
    problems,
  };
}

/** 「气象台发布…」 without place or date says nothing of any one warning: textbooks and rules are written so. */
function isAnonymous(lead: IssuingClause | null): boolean {
  return (
    lead !== null &&
    lead.date === null &&
    lead.issuers.every(
      (one) => one.places.length === 0 && !one.isNational && one.genericTier === null && !one.isPlaceUnknown,
    )
  );
}

/** 「【预警解除】」 over a sentence that issues: one of the two is wrong, and which is not for us to say. */
function isLiftedAbove(text: string, lead: IssuingClause | null, action: AlertAction | null): boolean {
  const opening = text.slice(0, Math.min(60, lead?.start ?? 0)).split('。', 1)[0] ?? '';
  return action !== 'cancel' && /预警[^,]{0,6}解除|解除[^,]{0,20}预警|^[^\u3400-\u9fff]*解除/.test(opening);
}

function formObject(hazard: string | null, level: string | null, title: string | null, lexicon: Lexicon) {
  const before = (hazard ?? title ?? '').replace(/(?:预警|警报)(?:信号|信息)?.*$/, '');
  if (before === '') return null;
  return readWarningObject(before, level === null ? '' : `[${level}]`, lexicon.eventCodes, lexicon.gazetteer);
}

/** 「风险等级为黄色」 in the body of a bulletin whose title names no level; only when all such words agree. */
function statedLevel(body: string): Level | null {
  const said = [...body.matchAll(/(?:预警|风险)(?:级别|等级)(?:为|是|:)?([红橙黄蓝]色)/g)].map(
    (found) => found[1] as string,
  );
  return readLevel(said.join('、')).level;
}

/** The whole line of a title, when it holds no more than the title. */
function ownLine(text: string, title: IssuingClause): { start: number; end: number } | null {
  const line = lineAround(text, title.start, title.end);
  const bracket = /^["\]]/.exec(text.slice(title.end, title.end + 1));
  if (bracket !== null && text.slice(line.start, title.start).length <= 2)
    return { start: line.start, end: title.end + 1 };
  const rest = text.slice(title.end, line.end);
  return rest.length <= 12 ? line : null;
}

/** A first line that is the whole issuing sentence, with the forecast below it, is the title. */
function leadLine(text: string, lead: IssuingClause): { start: number; end: number } | null {
  const line = ownLine(text, lead);
  return line !== null && line.start === 0 && line.end < text.length ? line : null;
}
