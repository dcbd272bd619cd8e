import type { Finding, PublicationState } from './case-state.ts';
import type { Day } from './deadline.ts';
import { failed, ok, type Result } from './problem.ts';
import { redact, REDACTION_NAME, type RedactionKind } from './redaction.ts';
import { normaliseAdcode, type Adcode } from './region.ts';
import type { Quarter, QuarterStatistics } from './results-statistics.ts';
import type { StaffMember } from './staff.ts';
import { cleanLines } from './tip-off-text.ts';

/** What the bureau tells the public about a closed case, in its own words: never what was reported, or by whom. */
export interface ResultWords {
  /** 查到了什么. */
  found: string;
  /** 怎么改的; empty when nothing was wrong. */
  done: string;
}

export const MAX_RESULT_WORDS = 500;

/** One closed case as everybody sees it. Not its number, not the day, not the sum of a reward. */
export interface PublishedResult extends ResultWords {
  /** Made for the public; says nothing of the case. */
  id: string;
  category: string;
  categoryName: string;
  /** Of a county, never finer; null when the tip-off named none. */
  adcode: Adcode | null;
  regionName: string;
  finding: Finding;
  /** The Monday of the week in which it was closed. */
  closedWeek: Day;
}

export interface ResultFilter {
  adcode: Adcode | null;
  category: string | null;
}

export interface ResultPage {
  results: readonly PublishedResult[];
  /** 1 is the first. */
  page: number;
  pages: number;
  total: number;
  filter: ResultFilter;
  /** What can be chosen: only what is published. */
  regions: readonly { key: string; name: string }[];
  categories: readonly { key: string; name: string }[];
}

/** `region` and `category` of an address; what is none of ours filters nothing away by mistake: it finds nothing. */
export function readResultAsk(query: URLSearchParams): { filter: ResultFilter; page: number } {
  const page = Number(/^[1-9]\d{0,5}$/.exec(query.get('page') ?? '')?.[0] ?? 1);
  const region = query.get('region') ?? '';
  const category = query.get('category') ?? '';
  return {
    filter: {
      adcode: region === '' ? null : (normaliseAdcode(region) ?? '-'),
      category: category === '' ? null : category,
    },
    page,
  };
}

/** A quarter's tables with the names of their rows. */
export interface NamedStatistics extends QuarterStatistics {
  /** Row keys of the tables by category and by region → what people read. */
  nameOf: Readonly<Record<string, string>>;
}

/** What the pages under /report/results/ read. */
export interface ResultsReader {
  results(filter: ResultFilter, page: number): Promise<ResultPage>;
  /** Quarters that are published, newest first. */
  quarters(): Promise<readonly Quarter[]>;
  /** Null: not published. */
  statistics(quarter: Quarter): Promise<NamedStatistics | null>;
}

/** A closed case as the editor's list shows it. */
export interface ResultTask {
  id: string;
  caseNo: string;
  version: number;
  categoryName: string;
  regionName: string;
  finding: Finding | null;
  closedWeek: Day;
  publication: PublicationState;
  words: ResultWords | null;
}

/** What became of a form on the editor's page. */
export interface ResultAnswer {
  result: Result<'previewed' | 'published' | 'withdrawn'>;
  typed: ResultWords;
}

/** What the pages under /staff/results/ read and do. Part of `Astro.locals.staffPages`. */
export interface ResultPages {
  resultTasks(member: StaffMember): Promise<readonly ResultTask[]>;
  resultTask(member: StaffMember, id: string): Promise<Result<ResultTask>>;
  /** Field `do`: preview, publish or unpublish; `found`, `done`, `version`; `seenFound`, `seenDone` as previewed. */
  changeResult(member: StaffMember, id: string, request: Request): Promise<ResultAnswer>;
}

/** The typed words without what a public page cannot hold. */
export function readResultWords(typed: ResultWords): Result<ResultWords> {
  const found = cleanLines(typed.found, MAX_RESULT_WORDS, 'found');
  if (!found.ok) return found;
  const done = cleanLines(typed.done, MAX_RESULT_WORDS, 'done');
  if (!done.ok) return done;
  return ok({ found: found.value, done: done.value });
}

/** So many characters in a row are no coincidence. */
const COPIED_RUN = 12;

/**
 * Whether these words may stand before everybody, as far as a machine can see: something is said, nobody can be
 * reached or recognised by it, the person who reported is not spoken of, and none of it is copied from the tip-off
 * (未经举报人同意，不得以任何方式透露举报人身份、举报内容和奖励等情况).
 */
export function checkResultWords(
  words: ResultWords,
  finding: Finding | null,
  reported: readonly string[],
): Result<ResultWords> {
  const isWrong = finding === 'substantiated' || finding === 'partly';
  if (words.found === '' || (isWrong && words.done === ''))
    return failed('field-invalid', words.found === '' ? 'found' : 'done', '这一项要写。');
  for (const field of ['found', 'done'] as const) {
    const text = words[field];
    const traces = Object.keys(redact(text).counts) as RedactionKind[];
    if (traces.length > 0)
      return failed(
        'result-traced',
        field,
        `里面有${traces.map((kind) => REDACTION_NAME[kind]).join('、')}。`,
      );
    const spoken = /举报人|举报者|报料人|奖金|奖励/.exec(text)?.[0];
    if (spoken !== undefined) return failed('result-traced', field, `里面有“${spoken}”。`);
    const copied = copiedRun(text, reported);
    if (copied !== null) return failed('result-copied', field, `“${copied}”`);
  }
  return ok(words);
}

/** The first run of the text that stands in what was reported too, blanks and signs apart; null: none. */
export function copiedRun(text: string, reported: readonly string[]): string | null {
  const bare = (one: string): string => one.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '');
  const letters = [...bare(text)];
  const sources = reported.map(bare);
  for (let from = 0; from + COPIED_RUN <= letters.length; from += 1) {
    const run = letters.slice(from, from + COPIED_RUN).join('');
    if (sources.some((source) => source.includes(run))) return run;
  }
  return null;
}
