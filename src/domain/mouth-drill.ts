import type { AlertPart } from './alert.ts';
import { bulletinIn } from './bulletin-view.ts';
import type { Drill } from './drill.ts';
import { toCapTime, type Instant } from './instant.ts';
import { levelRank } from './level.ts';
import { saidPart, signedBy, type DrillView } from './mouth-view.ts';
import type { MouthTexts } from './mouth.ts';
import { DRILL_MARK } from './topic.ts';

/** A drill as all mouths see it at `now`. Its words come marked; each mouth marks its text anew, once and first. */
export function drillView(drill: Drill, language: string, now: Instant, texts: MouthTexts): DrillView {
  const sentAt = drill.startedAt ?? drill.startAt;
  const isDone = drill.state === 'ended' || drill.state === 'cancelled';
  const parts = drillParts(drill).map((part) => ({
    ...part,
    bulletins: part.bulletins.map((bulletin) => ({
      ...bulletin,
      headline: unmarked(bulletin.headline),
      description: unmarked(bulletin.description),
      instruction: unmarked(bulletin.instruction),
    })),
  }));
  const first = parts[0];
  if (first === undefined) throw new Error('a drill without a part says nothing');
  return {
    kind: 'drill',
    id: drill.id,
    language: bulletinIn(first, language).language,
    action: isDone ? 'cancel' : 'issue',
    isWithdrawal: false,
    isOver: false,
    isCalledOff: drill.state === 'cancelled',
    correction: null,
    isDemonstration: drill.isDemonstration,
    isRelayed: false,
    ...signedBy(drill.source, ''),
    sentAt: isDone ? (drill.endedAt ?? drill.endAt) : sentAt,
    now,
    parts: parts
      .map((part) => saidPart(part, now, language, isDone, { ...texts, guideInstruction: () => null }))
      .toSorted((a, b) => levelRank(a.level) - levelRank(b.level)),
    pageUrl: new URL(`/drills/${encodeURIComponent(drill.id)}/`, texts.publicUrl).href,
  };
}

/** Whatever a part says of its times: a drill's are its own. */
function drillParts(drill: Drill): AlertPart[] {
  return drill.parts.map((part) => ({
    ...part,
    effectiveAt: drill.startAt,
    onsetAt: drill.startAt,
    expiresAt: drill.endAt,
  }));
}

/** What an exercise's CAP message is made from; its key is the drill's own and never an alert's. */
export function drillSubject(drill: Drill, sender: string) {
  const isDone = drill.state === 'ended' || drill.state === 'cancelled';
  const opened = { sender, identifier: drill.id, sent: toCapTime(drill.startedAt ?? drill.startAt) };
  const closedAt = drill.endedAt ?? drill.endAt;
  return {
    action: isDone ? ('cancel' as const) : ('issue' as const),
    source: drill.source,
    sentAt: isDone ? closedAt : (drill.startedAt ?? drill.startAt),
    parts: drillParts(drill),
    message: isDone ? { sender, identifier: `${drill.id}-end`, sent: toCapTime(closedAt) } : opened,
    references: isDone ? [opened] : [],
    isDemonstration: drill.isDemonstration,
  };
}

const unmarked = (text: string): string =>
  text.trim().startsWith(DRILL_MARK) ? text.trim().slice(DRILL_MARK.length).trim() : text;
