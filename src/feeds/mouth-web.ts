import { bulletinView } from '../domain/bulletin-view.ts';
import { bulletinWords } from '../domain/bulletin-words.ts';
import { LEVEL_NAME } from '../domain/level.ts';
import { dayClock } from '../domain/mouth-clock.ts';
import { hazardWords, type AlertView } from '../domain/mouth-view.ts';
import { marksOf, titleOf } from '../domain/mouth-words.ts';
import type { MouthText, MouthTexts } from '../domain/mouth.ts';
import { partEndsAt } from '../domain/alert-state.ts';
import { oneLine } from '../domain/short-text.ts';
import { runningText } from './cap-xml-text.ts';

/**
 * The bulletin's own page as text, from the very view its components set: what differs there differs here. Clock times
 * carry the day, for the page itself says 今天.
 */
export function webText(view: AlertView, texts: MouthTexts): MouthText {
  const { revision, now } = view;
  const living =
    view.isOver || view.action === 'cancel'
      ? revision.parts
      : revision.parts.filter((part) => now < partEndsAt(part, revision.sentAt));
  const blocks = living.map((part) => {
    const shown = bulletinView(revision, part, now, texts.guideInstruction, texts.nameOf, view.language);
    const words = bulletinWords(shown);
    const start = part.onsetAt !== null && part.onsetAt > revision.sentAt ? part.onsetAt : null;
    const until = shown.isEndStated ? '至 ' : '没有写明到什么时候，本站展示至 ';
    return {
      lines: [
        titleOf({ hazard: hazardWords(shown.hazardName), level: shown.level }),
        shown.level === null ? '' : `级别：${LEVEL_NAME[shown.level]}`,
        `范围：${oneLine(shown.areaText)}`,
        shown.state === 'all-clear' || view.action === 'cancel'
          ? ''
          : `时间：${start === null ? '' : `${dayClock(start, now)} 起，`}${until}${dayClock(shown.endsAt, now)}`,
        words.lead === null
          ? ''
          : `${shown.isDoThisFromGuide ? '本站提示' : '怎么做'}：${oneLine(words.lead)}`,
      ],
      closing: words.closing,
      verbatim: [shown.headline, shown.description, shown.instruction],
      source: shown.source,
      sent: `${dayClock(shown.sentAt, now)} ${shown.actionWord}`,
    };
  });
  const [first] = blocks;
  const [title = '', ...lines] = blocks.flatMap((block) => block.lines);
  const verbatim = [...new Set(blocks.flatMap((block) => block.verbatim))].filter((text) => text !== '');
  return {
    mouth: 'web',
    language: view.language,
    mediaType: 'text/plain',
    text: [
      `${marksOf(view).join('')}${title}`,
      ...lines,
      first?.closing == null ? '' : `说明：${first.closing}`,
      `发布单位：${oneLine(first?.source ?? '')}`,
      `发布时间：${first?.sent ?? ''}`,
      `最新情况：${view.pageUrl}`,
      verbatim.length === 0 ? '' : `原文：\n${verbatim.map(shownText).join('\n')}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  };
}

/** Verbatim but for what no page shows: control characters and what turns the reading direction. */
const shownText = (text: string): string => runningText(text).replace(/(?!\n)\p{Cc}/gu, '');
