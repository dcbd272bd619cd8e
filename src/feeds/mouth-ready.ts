import type { AlertHistory } from '../domain/portal.ts';
import type { Instant } from '../domain/instant.ts';
import { askedLanguage, languagesOf } from '../domain/mouth-language.ts';
import { alertView, type AlertView } from '../domain/mouth-view.ts';
import { titleOf } from '../domain/mouth-words.ts';
import type { Disagreement, MouthText, MouthTexts } from '../domain/mouth.ts';
import { disagreements, mouthsOf } from './mouths.ts';

/** What the page of ready texts shows. */
export interface ReadyPage {
  view: AlertView;
  title: string;
  texts: readonly MouthText[];
  found: readonly Disagreement[];
  languages: readonly string[];
  language: string;
  isDefaultLanguage: boolean;
  /** The picture's words, to know whether a font has them. */
  pictureText: string;
  adcode: string | null;
}

/** Null: no such alert, or it has no words in the language asked for. */
export function readyPage(
  history: AlertHistory | null,
  asked: string | undefined,
  now: Instant,
  texts: MouthTexts,
): ReadyPage | null {
  const latest = history?.revisions.at(-1);
  const language = latest === undefined ? null : askedLanguage(latest, asked);
  if (history === null || latest === undefined || language === null) return null;
  const view = alertView(history.revisions, language, now, texts);
  const ready = mouthsOf(history.revisions, language, now, texts);
  const languages = languagesOf(latest);
  return {
    view,
    title: view.parts.map(titleOf).join('；'),
    texts: ready,
    found: disagreements(latest, ready, texts, now),
    languages,
    language,
    isDefaultLanguage: language === (languages[0] ?? language),
    pictureText: ready.find(({ mouth }) => mouth === 'picture')?.text ?? '',
    adcode: latest.parts[0]?.adcodes[0] ?? null,
  };
}
