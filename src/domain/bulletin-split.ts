import { findClauses, type IssuingClause, type Lexicon } from './bulletin-clause.ts';
import { findIdentifier } from './bulletin-identifier.ts';
import { isHostile, MAX_BULLETIN_BYTES, scanOf, visibleText } from './bulletin-scan.ts';

const RULE = /^[-=*_─—#~\s]{3,}$/;
const NUMBERED = /^[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]/;

interface Line {
  start: number;
  end: number;
  clause: IssuingClause | null;
  isIdentifier: boolean;
  isBlank: boolean;
}

const isBare = (clause: IssuingClause) => clause.issuers.every((issuer) => issuer.isBarePlace);
const hasLead = (clause: IssuingClause) => clause.date !== null && !isBare(clause);

/** A title and its sentence are one bulletin: same hazard, same new level or none. */
function belongs(title: IssuingClause, lead: IssuingClause): boolean {
  if (hasLead(title) || !hasLead(lead)) return false;
  const levels = new Set([title.level.level, lead.level.level].filter((level) => level !== null));
  const names = [title.hazard?.name ?? '', lead.hazard?.name ?? ''];
  return (
    levels.size <= 1 &&
    (names[0] === '' ||
      names[1] === '' ||
      (names[0] as string).includes(names[1] as string) ||
      (names[1] as string).includes(names[0] as string))
  );
}

/**
 * The bulletins of one paste, verbatim and in order. A new one begins at a title or issuing sentence that cannot
 * belong to the one before, at a ruled line, or after the source note of the one before. A text without any
 * issuing sentence, or with one, is one piece.
 */
export function splitBulletins(raw: string, lexicon: Lexicon): readonly string[] {
  if (isHostile(raw) || raw.length > MAX_BULLETIN_BYTES) return [raw];
  const visible = visibleText(raw);
  const scan = scanOf(visible);
  const { text } = scan;
  const clauses = findClauses(text, 0, text.length, lexicon).filter((clause) => clause.issuers.length > 0);
  if (clauses.length < 2) return [visible];

  const cuts: number[] = [];
  const lines = linesOf(text, clauses);
  const isIdentifierFirst = lines.find((line) => !line.isBlank)?.isIdentifier === true;
  let open: IssuingClause | null = null;
  let openLine = -1;
  let pending: number | null = null;
  for (const [order, line] of lines.entries()) {
    if (RULE.test(text.slice(line.start, line.end)) && open !== null) pending ??= line.start;
    if (line.isIdentifier && open !== null && isIdentifierFirst && order > openLine) pending ??= line.start;
    if (line.clause === null) continue;
    if (
      open !== null &&
      !(order === openLine + 1 + blanksBetween(lines, openLine, order) && belongs(open, line.clause))
    ) {
      cuts.push(pending ?? line.start);
    }
    open = line.clause;
    openLine = order;
    pending = null;
  }
  // Two in one paragraph: only after a source note, so that a mention in a forecast is never cut out.
  for (const found of text.matchAll(/来源:[^()\n]{1,30}[)\]]/g)) {
    const end = found.index + found[0].length;
    const next = clauses.find((clause) => clause.start >= end && clause.start - end <= 3);
    if (next !== undefined && hasLead(next) && !text.slice(end, next.start).includes('\n')) cuts.push(end);
  }
  const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), text.length];
  return edges
    .slice(0, -1)
    .map((from, i) =>
      scan.original(from, edges[i + 1] as number).replace(/^[\s\-=*_─—#~]+|[\s\-=*_─—#~]+$/g, ''),
    )
    .filter((piece) => piece !== '');
}

function blanksBetween(lines: readonly Line[], from: number, to: number): number {
  return lines
    .slice(from + 1, to)
    .filter((line) => line.isBlank || line.isIdentifier || line.end - line.start <= 40).length;
}

function linesOf(text: string, clauses: readonly IssuingClause[]): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    let clause: IssuingClause | null = null;
    while (next < clauses.length && (clauses[next] as IssuingClause).start < end) {
      const candidate = clauses[next] as IssuingClause;
      const lead = text.slice(start, candidate.start).replace(NUMBERED, '');
      // Only at the head of a line, or in a sentence with its own date: 「过去3小时…，某台于…将…」.
      if (clause === null && !/[。!?]/.test(lead) && (lead.length <= 8 || hasLead(candidate)))
        clause = candidate;
      next += 1;
    }
    lines.push({
      start,
      end,
      clause,
      isIdentifier: line.length < 60 && findIdentifier(line) !== null,
      isBlank: line.trim() === '',
    });
    start = end + 1;
  }
  return lines;
}
