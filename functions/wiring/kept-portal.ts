import { toMs } from '../../src/domain/instant.ts';
import { noticePhase } from '../../src/domain/notice.ts';
import type { Portal } from '../../src/domain/portal.ts';
import { lastKnown } from '../use-cases/last-known.ts';
import type { Base } from './base.ts';

/** Lists that pages need first are asked for now and then, so that an answer is there when the database goes. */
const WARM_EVERY_MS = 60_000;
/** As their pages ask. */
const PAST_NOTICES = 50;
const PAST_DRILLS = 20;
/** And soon after a change, once for all that come together. */
const WARM_AFTER_CHANGE_MS = 2_000;

/**
 * The pages' door to the data, with an answer kept for every question of a reading page. Alerts keep theirs already;
 * what concerns one person (tip-offs, staff) is not among it.
 */
export function keepPortal(base: Base, portal: Portal): { portal: Portal; nextChangeAt(): number | null } {
  const deps = {
    now: base.now,
    isAway: () => base.keptSince() !== null,
    suspect: () => base.checkDatabase(),
  };
  const kept: Portal = {
    ...portal,
    shelters: lastKnown(deps, portal.shelters),
    sources: lastKnown(deps, portal.sources),
    notices: lastKnown(deps, portal.notices, (notices, now) => {
      return notices.filter((notice) => noticePhase(notice, now) === 'in-force');
    }),
    findNotice: lastKnown(deps, portal.findNotice),
    pastNotices: lastKnown(deps, portal.pastNotices),
    drills: lastKnown(deps, portal.drills, (drills, now) => drills.filter(({ endAt }) => now < endAt)),
    findDrill: lastKnown(deps, portal.findDrill),
    pastDrills: lastKnown(deps, portal.pastDrills),
  };
  let moments: readonly number[] = [];
  const warm = async (): Promise<void> => {
    const [notices, drills] = await Promise.all([
      kept.notices(null),
      kept.drills(),
      kept.shelters(null),
      kept.sources(),
      kept.pastNotices(PAST_NOTICES),
      kept.pastDrills(PAST_DRILLS),
      kept.openness(),
    ]);
    moments = [...notices.map(({ endsAt }) => endsAt), ...drills.flatMap((one) => [one.startAt, one.endAt])].map(toMs); // prettier-ignore
  };
  let timer: NodeJS.Timeout | undefined;
  const warmIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        void warm()
          .catch(() => undefined)
          .then(() => warmIn(WARM_EVERY_MS)),
      ms,
    );
    timer.unref();
  };
  base.onClose(() => Promise.resolve(clearTimeout(timer)));
  base.onChange(() => warmIn(WARM_AFTER_CHANGE_MS));
  warmIn(0);
  return {
    portal: kept,
    /** When a notice or a drill on a page begins or ends by itself, as far as is known. */
    nextChangeAt: () => {
      const ahead = moments.filter((moment) => moment > Date.now());
      return ahead.length === 0 ? null : Math.min(...ahead);
    },
  };
}
