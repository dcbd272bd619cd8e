import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import {
  compareForDisplay,
  livingParts,
  partEndsAt,
  partsFor,
  revisionEndsAt,
} from '../../src/domain/alert-state.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { AlertHistory } from '../../src/domain/portal.ts';
import type { Adcode } from '../../src/domain/region.ts';
import type { AlertReading } from './alert-memory.ts';
import { isAlertId } from './alert-identity.ts';

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

export function alertSource(store: AlertReading, now: () => Instant): AlertSource {
  return {
    now,
    current: async (chosen) => {
      const at = now();
      const revisions = await store.listCurrent(at);
      return (
        revisions
          // A part that has ended, or that is for somewhere else, neither keeps an alert here nor lifts its rank.
          .map((revision) => ({ revision, shown: partsFor(livingParts(revision, at), chosen) }))
          .filter(({ shown }) => shown.length > 0)
          .sort((a, b) => compareForDisplay(withParts(a), withParts(b)))
          .map(({ revision }) => revision)
      );
    },
    find: async (alertId) => (isAlertId(alertId) ? store.findHistory(alertId) : null),
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

function withParts({ revision, shown }: { revision: AlertRevision; shown: readonly AlertPart[] }) {
  return { ...revision, parts: shown };
}
