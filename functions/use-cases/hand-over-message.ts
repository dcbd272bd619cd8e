import type { Instant } from '../../src/domain/instant.ts';
import { gravest } from '../../src/domain/level.ts';
import type { MouthText } from '../../src/domain/mouth.ts';
import { isLanguageWanted, TEST_MARK, type OutletWish } from '../../src/domain/outlet.ts';
import { DRILL_MARK, NOTICE_MARK } from '../../src/domain/topic.ts';
import type { HandOver } from '../channels/outlet-contract.ts';
import type { Subject } from './hand-over-subject.ts';

/** What stands in every text of what is no warning. */
const MARK = { alert: '', drill: DRILL_MARK, notice: NOTICE_MARK } as const;

/** All one outlet asked for of a bulletin. Of several languages those it wants; when it wants none, the first. */
export function handOverMessage(
  subject: Subject,
  outlet: OutletWish & { id: string },
  topic: string,
  now: Instant,
  done: readonly string[],
): HandOver {
  const wanted = subject.languages.filter((language) => isLanguageWanted(outlet, language));
  const languages = wanted.length > 0 ? wanted : subject.languages.slice(0, 1);
  const facts = subject.facts(languages[0] ?? 'zh-CN', now);
  const message: HandOver = {
    ...facts,
    key: `${topic}/${subject.revision}/${outlet.id}`,
    kind: subject.kind,
    revision: subject.revision,
    level: gravest(facts.parts.map(({ level }) => level)),
    endsAt: subject.until(now),
    texts: textsFor(subject, outlet, languages, now),
    done,
  };
  // The last door out of the house: whatever made the texts, an unmarked one must not pass as a warning.
  const mark = MARK[subject.kind];
  if (![message.title, ...message.texts.map(({ text }) => text)].every((text) => text.includes(mark)))
    throw new Error(`a ${subject.kind} without ${mark}`);
  return message;
}

/** CAP holds all languages in one document, and some mouths only one: the same text is handed over once. */
function textsFor(
  subject: Subject,
  outlet: OutletWish,
  languages: readonly string[],
  now: Instant,
): MouthText[] {
  const all = languages
    .flatMap((language) => subject.textsIn(language, now))
    .filter(({ mouth, text }) => text !== '' && outlet.mouths.includes(mouth));
  return all.filter(
    (one, index) => all.findIndex(({ mouth, text }) => mouth === one.mouth && text === one.text) === index,
  );
}

const SPOKEN: readonly MouthText['mouth'][] = ['sms', 'sms-long', 'loudspeaker', 'screen', 'notice', 'push'];

/**
 * A message that tries a channel out. It has no level, no part, no time of an event and no CAP or EBM: a machine that
 * reads any of those finds nothing to broadcast, and a person reads first that nothing has happened.
 */
export function testMessage(
  outlet: OutletWish & { id: string },
  id: string,
  now: Instant,
  publicUrl: string,
): HandOver {
  const words = `${TEST_MARK}这是安澜系统的渠道测试，不是预警，没有灾害发生。请勿播出、转发。`;
  return {
    key: `${id}/1/${outlet.id}`,
    kind: 'test',
    id,
    revision: 1,
    action: 'issue',
    isWithdrawal: false,
    title: `${TEST_MARK}安澜渠道测试，不是预警`,
    source: '安澜渠道测试',
    level: null,
    parts: [],
    sentAt: now,
    endsAt: now,
    pageUrl: publicUrl,
    texts: outlet.mouths
      .filter((mouth) => SPOKEN.includes(mouth))
      .map((mouth) => ({ mouth, language: 'zh-CN', mediaType: 'text/plain', text: words })),
    done: [],
  };
}
