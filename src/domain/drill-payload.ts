import { alertTitle } from './alert-title.ts';
import { bulletinIn } from './bulletin-view.ts';
import type { Drill } from './drill.ts';
import { beijingParts, type Instant } from './instant.ts';
import { firstSentence, sentenceForPeople } from './instruction.ts';
import { fitList, fitText, oneLine } from './short-text.ts';
import { DRILL_MARK, drillTopic } from './topic.ts';

/**
 * What a device that asked for drills gets: the form of a push, never its data. Nothing in it names an alert, a level
 * or a validity, so that no reader of payloads can take it for a warning; 【演练】 is the first thing to be read.
 */
export interface DrillPayload {
  web_push: 8030;
  notification: {
    title: string;
    body: string;
    lang: 'zh-CN';
    dir: 'auto';
    tag: string;
    navigate: string;
    requireInteraction: false;
    data: { drill: string };
  };
  mutable: true;
}

const NO_WARNING = '这是演练，不是真实预警。';
const ROOM = { hazard: 60, area: 150, instruction: 300, reason: 150, source: 75 };

/** `phase`: its beginning, or its end, told to who was told of the beginning. */
export function drillPayload(drill: Drill, phase: 'start' | 'end', publicUrl: string): DrillPayload {
  const [part] = drill.parts;
  if (part === undefined) throw new Error(`drill ${drill.id} has no part`);
  const hazard = fitText(oneLine(part.hazard.name), ROOM.hazard);
  const areas = drill.parts.flatMap(({ areas }) => areas.map(({ description }) => oneLine(description)));
  const where = fitList([...new Set(areas)], ROOM.area);
  const what = phase === 'start' ? `${alertTitle(hazard, part.level)}演练` : endWords(drill);
  return {
    web_push: 8030,
    notification: {
      title: `${DRILL_MARK}${what} · ${where}`,
      body: [NO_WARNING, ...(phase === 'start' ? startLines(drill) : endLines(drill))].join('\n'),
      lang: 'zh-CN',
      dir: 'auto',
      tag: drillTopic(drill.id),
      navigate: new URL(`/drills/${encodeURIComponent(drill.id)}/`, publicUrl).href,
      requireInteraction: false,
      data: { drill: drill.id },
    },
    mutable: true,
  };
}

const endWords = ({ state }: Drill): string => (state === 'cancelled' ? '演练取消' : '演练结束');

function startLines(drill: Drill): string[] {
  const [part] = drill.parts;
  const instruction = part === undefined ? '' : bulletinIn(part, 'zh-CN').instruction.replace(DRILL_MARK, '');
  const step = sentenceForPeople(instruction) ?? firstSentence(instruction);
  return [
    ...(step.trim() === '' ? [] : [`演练内容：${fitText(oneLine(step), ROOM.instruction)}`]),
    `演练时间：${clock(drill.startAt)}至${clock(drill.endAt)}`,
    fitText(oneLine(drill.source), ROOM.source),
  ];
}

function endLines(drill: Drill): string[] {
  const reason = oneLine(drill.cancelledReason ?? '');
  return [
    `${endWords(drill)}，不用再做任何动作。`,
    ...(reason === '' ? [] : [fitText(reason, ROOM.reason)]),
    fitText(oneLine(drill.source), ROOM.source),
  ];
}

function clock(at: Instant): string {
  const { month, day, hour, minute } = beijingParts(at);
  return `${month}月${day}日 ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
