import type { AlertRevision } from './alert.ts';

/** A language tag as it may stand in an address; anything else is nobody's page. */
const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/** The languages a bulletin has words in, the one shown by default first. */
export function languagesOf(revision: AlertRevision): string[] {
  const tags = revision.parts.flatMap(({ bulletins }) => bulletins.map(({ language }) => language));
  return [...new Set(tags.filter((tag) => TAG.test(tag)))];
}

/** The language an address asks for; the default where it names none, null where the bulletin has no such words. */
export function askedLanguage(revision: AlertRevision, asked: string | undefined): string | null {
  const languages = languagesOf(revision);
  if (asked === undefined || asked === '') return languages[0] ?? 'zh-CN';
  return languages.find((tag) => tag.toLowerCase() === asked.toLowerCase()) ?? null;
}
