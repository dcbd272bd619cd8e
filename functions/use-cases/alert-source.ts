import type { AlertRevision } from '../../src/domain/alert.ts';
import { compareForDisplay, partEndsAt, partsFor, revisionEndsAt } from '../../src/domain/alert-state.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { AlertHistory } from '../../src/domain/portal.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { AlertStore } from '../store/store.ts';

/** The readers' side of alerts, the same for pages, feeds and the API. */
export interface AlertSource {
  now(): Instant;
  /** In display order; those that concern `chosen`, or all. */
  current(chosen: Adcode | null): Promise<readonly AlertRevision[]>;
  find(alertId: string): Promise<AlertHistory | null>;
  past(limit: number, before: Instant | null): Promise<readonly AlertRevision[]>;
  /** The next moment, in epoch ms, at which a current bulletin changes by itself; null when nothing is current. */
  nextChangeAt(): Promise<number | null>;
}

const ID = /^[0-9a-z]{4,40}$/;

export function alertSource(store: AlertStore, now: () => Instant): AlertSource {
  return {
    now,
    current: async (chosen) => {
      const revisions = await store.listCurrent(now());
      return revisions
        .filter((revision) => partsFor(revision.parts, chosen).length > 0)
        .sort(compareForDisplay);
    },
    find: async (alertId) => (ID.test(alertId) ? store.findHistory(alertId) : null),
    past: (limit, before) => store.listPast(now(), limit, before),
    nextChangeAt: async () => {
      const at = now();
      const moments = (await store.listCurrent(at)).flatMap((revision) => [
        revisionEndsAt(revision),
        ...revision.parts.map((part) => partEndsAt(part, revision.sentAt)),
      ]);
      const ahead = moments.filter((moment) => moment > at).map((moment) => Date.parse(moment));
      return ahead.length === 0 ? null : Math.min(...ahead);
    },
  };
}
