import { alertTitle } from '../domain/alert-title.ts';
import { bulletinIn } from '../domain/bulletin-view.ts';
import type { Drill } from '../domain/drill.ts';
import type { Instant } from '../domain/instant.ts';
import { drillSubject } from '../domain/mouth-drill.ts';
import { DRILL_MARK } from '../domain/topic.ts';
import { writeExerciseCap } from './cap-write.ts';
import { writePlainAtom, type PlainEntry } from './plain-atom.ts';

const STATE_NAME: Record<Drill['state'], string> = {
  scheduled: '将要进行',
  running: '正在进行',
  ended: '已结束',
  cancelled: '已取消',
};

/** The drills' own feed; no reader of the alerts' feed ever sees one. */
export function writeDrillAtom(drills: readonly Drill[], baseUrl: string, now: Instant): string {
  const base = baseUrl.replace(/\/+$/, '');
  const feed = {
    selfUrl: `${base}/feeds/drills.atom`,
    pageUrl: `${base}/drills/`,
    title: `${DRILL_MARK}安澜 · 应急演练，不是真实预警`,
    now,
  };
  return writePlainAtom(
    feed,
    drills.map((drill) => entryOf(drill, base)),
  );
}

/** CAP with status Exercise, which every reader of CAP keeps from its live pages. */
export function writeDrillCap(drill: Drill, baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  const pageUrl = new URL(`/drills/${encodeURIComponent(drill.id)}/`, baseUrl).href;
  return writeExerciseCap(drillSubject(drill, `anlan-drill@${hostname}`), { pageUrl });
}

function entryOf(drill: Drill, base: string): PlainEntry {
  const [part] = drill.parts;
  const what = part === undefined ? '' : alertTitle(part.hazard.name, part.level);
  const id = encodeURIComponent(drill.id);
  const words = drill.parts.flatMap((one) => {
    const { headline, description, instruction } = bulletinIn(one, 'zh-CN');
    return [headline, description, instruction].filter((text) => text !== '');
  });
  return {
    id: `urn:anlan:drill:${id}`,
    title: `${DRILL_MARK}${what}演练（${STATE_NAME[drill.state]}）`,
    updatedAt: drill.endedAt ?? drill.startedAt ?? drill.startAt,
    author: drill.source,
    pageUrl: `${base}/drills/${id}/`,
    document: { mediaType: 'application/cap+xml', url: `${base}/feeds/drills/${id}.cap.xml` },
    category: { scheme: 'urn:anlan:drill', term: drill.state, label: STATE_NAME[drill.state] },
    text: [`${DRILL_MARK}这是演练，不是真实预警。`, ...new Set(words)].join('\n'),
  };
}
