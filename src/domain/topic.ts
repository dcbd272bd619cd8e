declare const kind: unique symbol;

/** What pushes about one real alert share: the notification's tag and, hashed, the push service's topic. */
export type AlertTopic = string & { readonly [kind]: 'alert' };
/** What pushes about one drill share. No function turns one into the other: a drill cannot reach a real topic. */
export type DrillTopic = string & { readonly [kind]: 'drill' };
/** 通告: asked for separately, never a warning. */
export type NoticeTopic = string & { readonly [kind]: 'notice' };
/** This portal to one device about itself: a test somebody asked for, a reminder. Never a warning. */
export type DeviceTopic = string & { readonly [kind]: 'device' };
export type Topic = AlertTopic | DrillTopic | NoticeTopic | DeviceTopic;

const DRILL = 'drill:';
const NOTICE = 'notice:';
const DEVICE = 'device:';
/** How ids of drills and notices begin; no alert's does. */
const OTHERS: readonly string[] = ['drill-', 'notice-'];

/** Throws when the id looks like another kind's: then somebody mixed them up, and nothing may go out. */
export function alertTopic(alertId: string): AlertTopic {
  if ([...OTHERS, DRILL, NOTICE, DEVICE].some((prefix) => alertId.startsWith(prefix)))
    throw new Error(`${alertId} is no alert's id`);
  return alertId as AlertTopic;
}

export const drillTopic = (drillId: string): DrillTopic => `${DRILL}${drillId}` as DrillTopic;
export const noticeTopic = (noticeId: string): NoticeTopic => `${NOTICE}${noticeId}` as NoticeTopic;
export const deviceTopic = (id: string): DeviceTopic => `${DEVICE}${id}` as DeviceTopic;
export const isDrillTopic = (topic: Topic): topic is DrillTopic => topic.startsWith(DRILL);
export const isNoticeTopic = (topic: Topic): topic is NoticeTopic => topic.startsWith(NOTICE);

/** First in every text of a notice that leaves for an institution: it is no warning. */
export const NOTICE_MARK = '【通告】';
/** First in every text of a drill, on every surface: it must be read before anything that looks real. */
export const DRILL_MARK = '【演练】';
