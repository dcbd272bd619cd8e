import { findClauses, type Lexicon } from './bulletin-clause.ts';
import { findHeader } from './bulletin-header.ts';
import { findIdentifier } from './bulletin-identifier.ts';
import { readIssue } from './bulletin-issue-time.ts';
import { mergeClauses } from './bulletin-merge.ts';
import { textProblem } from './bulletin-problem.ts';
import type { MissingItem, TextProblem, TextReading } from './bulletin-reading.ts';
import { readWhere } from './bulletin-where.ts';
import { isHostile, MAX_BULLETIN_BYTES, scanOf, visibleText } from './bulletin-scan.ts';
import { findLabels, findSections, isSecondHand, readDrill, readExpiry } from './bulletin-sections.ts';
import type { Instant } from './instant.ts';

export interface TextContext extends Lexicon {
  /** When the text arrived: completes a date without year or month. Without it such a date stays missing. */
  receivedAt?: Instant;
}

const ITEMS: readonly MissingItem[] = ['issuer', 'hazard', 'level', 'regions', 'issuedAt', 'action'];

function unread(description: string, problem: TextProblem): TextReading {
  return {
    isBulletin: false, issuer: null, issuers: [], action: null, actionWord: null, hazard: null, level: null,
    previousLevel: null, regions: [], jurisdiction: [], issuedAt: null, expiresAt: null, headline: '',
    description, instruction: '', sourceNote: null, identifier: null, parts: [], isDrill: false,
    isMeteorological: false, missing: ITEMS, problems: [problem],
  }; // prettier-ignore
}

/**
 * Reads one Chinese plain-text bulletin: who warns of what, how gravely, where, since when. Everything is as
 * written; nothing is graded or guessed: what the text does not say, or says twice differently, is in `missing`.
 * Never throws on any text; linear in its length.
 */
export function readBulletinText(raw: string, context: TextContext): TextReading {
  if (isHostile(raw)) return unread('', textProblem('text-invalid'));
  if (raw.length > MAX_BULLETIN_BYTES || new TextEncoder().encode(raw).length > MAX_BULLETIN_BYTES)
    return unread('', textProblem('text-too-long'));
  const visible = visibleText(raw);
  const scan = scanOf(visible);
  const { text } = scan;
  const labels = findLabels(text);
  const clauses = findClauses(text, 0, text.length, context);
  const merged = mergeClauses(text, clauses, labels, findHeader(text, clauses, context), context);
  if (merged === null) return unread(visible, textProblem('bulletin-unreadable'));

  const problems: TextProblem[] = [...merged.problems];
  const identifier = findIdentifier(text);
  const sections = findSections(scan, merged.bodyStart);
  const time = readIssue(text, merged, labels, identifier, context.receivedAt ?? null);
  const where = readWhere(text, merged, clauses, labels, sections, identifier, context);
  problems.push(...time.problems, ...where.problems);

  const { title, lead } = merged;
  const span = merged.titleLine ?? title ?? lead ?? { start: 0, end: 0 };
  const headline = bareHeadline(scan.original(span.start, span.end));
  const drill = readDrill(text, headline);
  if (drill !== null) problems.push(textProblem(drill === 'drill' ? 'drill' : 'drill-mentioned'));
  const secondHand = isSecondHand(text);
  if (secondHand) problems.push(textProblem('second-hand', 'issuer'));

  const issuers = merged.issuers.map((issuer) => issuer.name);
  const isIssuerSure = issuers.length > 0 && !secondHand && !merged.isIssuerDisputed;
  const row = merged.hazard === null ? null : context.eventCodes.findHazard(merged.hazard.name);
  const absent: Readonly<Record<MissingItem, boolean>> = {
    issuer: !isIssuerSure,
    hazard: merged.hazard === null,
    level: merged.level === null,
    regions: where.regions.length === 0,
    issuedAt: time.issuedAt === null,
    // Whether it is real is for a person to say: a drill pushed as a warning is the costliest mistake of all.
    action: merged.action === null || drill === 'mentioned',
  };
  const missing = ITEMS.filter((item) => absent[item]);
  if (missing.length > 0)
    problems.push(textProblem('bulletin-incomplete', missing.join(' '), missing.map(itemName).join('、')));
  return {
    isBulletin: true,
    issuer: isIssuerSure ? issuers.join('、') : null,
    issuers,
    action: merged.action,
    actionWord: merged.actionWord,
    hazard: merged.hazard,
    level: merged.level,
    previousLevel: merged.previousLevel,
    regions: where.regions,
    jurisdiction: where.jurisdiction,
    issuedAt: time.issuedAt,
    expiresAt: readExpiry(text, time.issuedAt),
    headline,
    description:
      merged.titleLine === null ? visible : scan.original(merged.titleLine.end, text.length).trim(),
    instruction: sections.instruction,
    sourceNote:
      sections.sourceNote === null ? null : scan.original(sections.sourceNote.start, sections.sourceNote.end),
    identifier: identifier?.text ?? null,
    parts: where.parts,
    isDrill: drill === 'drill',
    isMeteorological: row === null ? issuers.some((name) => name.includes('气象')) : row.group === '气象',
    missing,
    problems,
  };
}

/** A title without the brackets around it and the full stop after it. */
function bareHeadline(line: string): string {
  const words = line.trim().replace(/[。；;]$/, '');
  return /^[【[][^【】[\]]*[】\]]$/.test(words) ? words.slice(1, -1).trim() : words;
}

const ITEM_NAME: Readonly<Record<MissingItem, string>> = {
  issuer: '发布单位', hazard: '灾种', level: '级别', regions: '地区', issuedAt: '发布时间', action: '发布、更新还是解除',
}; // prettier-ignore

/** The item's name for people. */
export function itemName(item: MissingItem): string {
  return ITEM_NAME[item];
}
