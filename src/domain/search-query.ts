import { ASKING, BINDING, EDGE, SAID_AS } from './search-words.ts';

/**
 * People type sentences; an index wants words, and pagefind answers nothing when one word of many is not found.
 * So a question is reduced to what it is about before anything is asked.
 */

/** A guide as the search knows it: its words, best first. */
export interface SearchEntry {
  slug: string;
  name: string;
  keywords: readonly string[];
  questions: readonly string[];
}

const LONGEST_QUERY = 100;

/** Folds width and case and drops everything but letters, digits and Han characters. */
export function foldQuery(text: string): string {
  return text
    .slice(0, LONGEST_QUERY * 4)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, LONGEST_QUERY);
}

/** What is left of a question without its words of asking; the question itself when nothing is left. */
export function subjectOf(query: string): string {
  const folded = foldQuery(query);
  const subject = withoutAsking(folded)
    .map((piece) => trimmed(piece))
    .filter((piece) => piece !== '')
    .join(' ');
  return subject === '' ? folded : subject;
}

function withoutAsking(folded: string): string[] {
  let rest = folded;
  for (const word of ASKING) rest = rest.replaceAll(word, ' ');
  return rest.split(' ').filter((piece) => piece !== '');
}

/** Without the binding characters at both ends: 「我被山火」 is 山火. Inside a word they may belong to it. */
function trimmed(piece: string): string {
  const characters = [...piece];
  const first = characters.findIndex((character) => !EDGE.has(character));
  const last = characters.findLastIndex((character) => !EDGE.has(character));
  return first < 0 ? '' : characters.slice(first, last + 1).join('');
}

function asGuidesSay(folded: string): string {
  return SAID_AS.reduce((text, [said, as]) => text.replace(said, as), folded);
}

/** Pairs of neighbouring characters; those of binding characters alone say nothing. */
function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).flatMap((character, index) => {
    const before = characters[index] ?? '';
    return BINDING.has(before) && BINDING.has(character) ? [] : [before + character];
  });
}

interface IndexedEntry<E> {
  entry: E;
  name: string;
  keywords: readonly string[];
  /** Pair → how much it counts here: most in the name, less in a keyword, least in a question. */
  weights: ReadonlyMap<string, number>;
  questions: readonly ReadonlySet<string>[];
}

interface Index<E> {
  entries: readonly IndexedEntry<E>[];
  /** How telling a pair is: the fewer guides have it, the more. */
  rarity: ReadonlyMap<string, number>;
}

const IN_NAME = 3;
const IN_KEYWORD = 2;
const IN_QUESTION = 1;
/** A whole keyword in the question, for each of its characters up to four. */
const WHOLE_KEYWORD = 2.5;
const WHOLE_NAME = 8;
const LIKE_QUESTION = 8;
/** A question that shares less than this of its pairs with a guide is not about it, unless it names a keyword. */
const LEAST_COVERAGE = 0.25;
/** One pair that few guides have, in a question of theirs. */
const LEAST_POINTS = 1.5;

const indexes = new WeakMap<readonly SearchEntry[], Index<SearchEntry>>();

function indexOf<E extends SearchEntry>(entries: readonly E[]): Index<E> {
  const known = indexes.get(entries);
  if (known !== undefined) return known as Index<E>;
  const said = (text: string): string => asGuidesSay(foldQuery(text));
  const indexed = entries.map((entry): IndexedEntry<E> => {
    const name = said(entry.name);
    const keywords = [...new Set(entry.keywords.map(said))].filter((word) => word !== '');
    const questions = entry.questions.map((text) => withoutAsking(said(text)).flatMap(pairsOf));
    const weights = new Map<string, number>();
    for (const pair of questions.flat()) weights.set(pair, IN_QUESTION);
    for (const pair of keywords.flatMap(pairsOf)) weights.set(pair, IN_KEYWORD);
    for (const pair of pairsOf(name)) weights.set(pair, IN_NAME);
    return { entry, name, keywords, weights, questions: questions.map((pairs) => new Set(pairs)) };
  });
  const rarity = new Map<string, number>();
  for (const pair of new Set(indexed.flatMap(({ weights }) => [...weights.keys()]))) {
    const having = indexed.filter(({ weights }) => weights.has(pair)).length;
    rarity.set(pair, Math.log(1 + indexed.length / having));
  }
  const index = { entries: indexed, rarity };
  indexes.set(entries, index);
  return index;
}

/** Guides that answer a question, best first; empty when none is near. */
export function rankGuides<E extends SearchEntry>(query: string, entries: readonly E[]): E[] {
  const said = asGuidesSay(foldQuery(query));
  const pieces = withoutAsking(said)
    .map(trimmed)
    .filter((piece) => piece !== '');
  const subject = pieces.join('');
  if (subject === '') return [];
  const { entries: indexed, rarity } = indexOf(entries);
  const pairs = [...new Set(pieces.flatMap(pairsOf))];
  return indexed
    .map((one) => ({ entry: one.entry, points: pointsOf(one, said, subject, pairs, rarity) }))
    .filter(({ points }) => points >= LEAST_POINTS)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry);
}

function pointsOf(
  one: IndexedEntry<SearchEntry>,
  said: string,
  subject: string,
  pairs: readonly string[],
  rarity: ReadonlyMap<string, number>,
): number {
  const isNamed = said.includes(one.name) || one.name.includes(subject);
  // 晃 alone is a keyword; a single character asked for is looked for inside keywords too.
  const whole = one.keywords.filter((word) => said.includes(word) || word === subject);
  const partly = one.keywords.filter((word) => word.includes(subject) && !whole.includes(word));
  const shared = pairs.filter((pair) => one.weights.has(pair));
  const rare = (pair: string): number => rarity.get(pair) ?? 0;
  const isNear =
    whole.length > 0 || isNamed || partly.length > 0 || shared.length >= pairs.length * LEAST_COVERAGE;
  if (!isNear) return 0;
  const likeness = Math.max(0, ...one.questions.map((question) => likenessOf(pairs, question, rare)));
  return (
    (isNamed ? WHOLE_NAME : 0) +
    whole.reduce((sum, word) => sum + WHOLE_KEYWORD * Math.min(word.length, 4), 0) +
    (partly.length > 0 ? WHOLE_KEYWORD : 0) +
    shared.reduce((sum, pair) => sum + rare(pair) * (one.weights.get(pair) ?? 0), 0) +
    likeness * LIKE_QUESTION
  );
}

/** How much of what is telling the question asked shares with one of the guide's: 1 when they are the same. */
function likenessOf(
  pairs: readonly string[],
  question: ReadonlySet<string>,
  rare: (pair: string) => number,
): number {
  const sum = (all: Iterable<string>): number => [...all].reduce((total, pair) => total + rare(pair), 0);
  const shared = sum(pairs.filter((pair) => question.has(pair)));
  const both = sum(pairs) + sum(question) - shared;
  return both === 0 ? 0 : shared / both;
}
