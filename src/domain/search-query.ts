/**
 * People type sentences; an index wants words, and pagefind answers nothing when one word of many is not found.
 * So a question is reduced to what it is about before anything is asked.
 */

/** Words of asking, without a subject. Longest first, so that 怎么办 goes before 怎么. */
const STOP_WORDS = [
  '应该怎么办', '该怎么办', '怎么处理', '怎么预防', '怎么避险', '怎么逃生', '怎么自救', '怎么办', '怎么做', '怎么样', '如何应对', '如何',
  '怎么', '什么时候', '为什么', '是什么', '什么', '能不能', '可不可以', '要不要', '该不该', '是不是', '可以', '应该', '发生时', '发生了',
  '发生', '的时候', '时候', '遇到', '碰到', '出现', '请问', '哪些', '哪里', '哪儿', '多少', '有没有', '需要', '注意', '事项', '家里', '突然',
  '了', '吗', '呢', '吧', '啊', '的', '时', '该', '我', '你', '他', '她', '人', '在', '有', '是', '会', '要', '就', '和', '跟', '与', '把', '被',
]; // prettier-ignore

/** A guide as the search knows it: its words, best first. */
export interface SearchEntry {
  slug: string;
  name: string;
  keywords: readonly string[];
  questions: readonly string[];
}

/** Folds width and case and drops everything but letters, digits and Han characters. */
export function foldQuery(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 100);
}

/** What is left of a question without its words of asking; the question itself when nothing is left. */
export function subjectOf(query: string): string {
  const folded = foldQuery(query);
  let rest = folded;
  for (const word of STOP_WORDS) rest = rest.replaceAll(word, ' ');
  const subject = rest.trim().replace(/\s+/g, ' ');
  return subject === '' ? folded : subject;
}

function pairs(text: string): Set<string> {
  const characters = [...text.replaceAll(' ', '')];
  const found = new Set<string>();
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    if (next !== undefined) found.add(character + next);
  });
  return found;
}

/** How many pairs of neighbouring characters two texts share, relative to the shorter: 1 when it is all there. */
function likeness(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const smaller = Math.min(left.size, right.size);
  if (smaller === 0) return a !== '' && b.includes(a) ? 1 : 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return shared / smaller;
}

const NAME_POINTS = 8;
const KEYWORD_POINTS = 3;
const QUESTION_POINTS = 6;
const LEAST_LIKENESS = 0.34;
const LEAST_POINTS = 1.5;

/** Guides that answer a question, best first; empty when none is near. */
export function rankGuides<E extends SearchEntry>(query: string, entries: readonly E[]): E[] {
  const folded = foldQuery(query);
  const subject = subjectOf(query).replaceAll(' ', '');
  if (folded === '') return [];
  const scored = entries.map((entry) => {
    let points =
      folded.includes(foldQuery(entry.name)) || foldQuery(entry.name).includes(subject) ? NAME_POINTS : 0;
    for (const keyword of entry.keywords.map(foldQuery))
      if (keyword !== '' && (folded.includes(keyword) || (subject.length > 1 && keyword.includes(subject))))
        points += KEYWORD_POINTS + Math.min(keyword.length, 4) / 2;
    const best = Math.max(0, ...entry.questions.map((question) => likeness(subject, foldQuery(question))));
    if (best >= LEAST_LIKENESS) points += best * QUESTION_POINTS;
    return { entry, points };
  });
  return scored
    .filter(({ points }) => points >= LEAST_POINTS)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry);
}
