import type { AlertRevision } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import { HOUR_MS, SECOND_MS, toMs, type Instant } from '../../src/domain/instant.ts';
import type { AlertHistory } from '../../src/domain/portal.ts';
import type { AlertStore } from '../store/store.ts';
import { withPatience } from './patience.ts';

export type AlertReading = Pick<AlertStore, 'findHistory' | 'listCurrent' | 'listPast'>;

/** Together with the page cache's four seconds nobody sees anything older than five, even if no NOTIFY ever came. */
const FRESH_MS = SECOND_MS;
/** A database that hangs is as good as none: after so long what is known is told instead. */
const PATIENCE_MS = 2 * SECOND_MS;
/** While it is away, it is asked so often. */
const RETRY_MS = SECOND_MS;
/**
 * The longest that alerts are told from memory. A bulletin's own end comes first; this bounds what nobody could update
 * or lift meanwhile. The all-clear, too, stands for six hours.
 */
export const KEPT_CEILING_MS = 6 * HOUR_MS;
const MOST_HISTORIES = 400;
/** As many ended alerts as the feed of a place looks through; those on the first page of the archive can be opened. */
const PAST_KEPT = 200;
const PAST_OPENED = 50;

export interface AlertMemory extends AlertReading {
  /** Something changed: what was read before is not told again while the database answers. */
  forget(): void;
  /** Reads what is current, and in the background what belongs to it. Never throws. */
  refresh(): Promise<void>;
  /** Null while the database answers; else when what is told was last confirmed by it. */
  keptSince(): Instant | null;
}

interface Loaded {
  generation: number;
  at: Instant;
  revisions: readonly AlertRevision[];
}

/**
 * The readers' side of the store, read once for a crowd, and still told when the database is gone: what was current is
 * kept with the time it was last confirmed, ends when its own time is over and is never told past the ceiling.
 */
export function rememberAlerts(
  store: AlertReading,
  now: () => Instant,
  report: (error: unknown) => void,
): AlertMemory {
  let generation = 0;
  let kept: Loaded | null = null;
  let keptPast: readonly AlertRevision[] = [];
  const histories = new Map<string, AlertHistory>();
  let loading: { generation: number; result: Promise<Loaded> } | null = null;
  let failedAt: number | null = null;

  const alive = (loaded: Loaded, at: Instant): readonly AlertRevision[] =>
    loaded.revisions.filter((revision) => alertState(revision, at) !== 'ended');

  const load = (): Promise<Loaded> => {
    if (loading?.generation === generation) return loading.result;
    const mine = generation;
    const at = now();
    const result = store.listCurrent(at).then(
      (revisions) => {
        const loaded = { generation: mine, at, revisions };
        if (kept === null || kept.generation <= mine) kept = loaded;
        failedAt = null;
        return loaded;
      },
      (error: unknown) => {
        failedAt = toMs(now());
        report(error);
        throw error;
      },
    );
    const own = { generation: mine, result };
    loading = own;
    const over = (): void => void (loading === own && (loading = null));
    result.then(over, over);
    return result;
  };

  /** What may still be told without the database. */
  const usable = (at: Instant): Loaded | null =>
    kept !== null && toMs(at) - toMs(kept.at) <= KEPT_CEILING_MS ? kept : null;

  const orKept = async <T>(ask: Promise<T>, fallback: () => T | null): Promise<T> => {
    const known = fallback();
    if (known === null) return ask;
    return withPatience(ask, PATIENCE_MS).catch((error: unknown) => {
      failedAt ??= toMs(now());
      report(error);
      return fallback() ?? known;
    });
  };

  const remember = (id: string, history: AlertHistory): void => {
    histories.delete(id);
    histories.set(id, history);
    const oldest = histories.size > MOST_HISTORIES ? histories.keys().next().value : undefined;
    if (oldest !== undefined) histories.delete(oldest);
  };

  let warmedFor: string | null = null;
  /** So that every bulletin on the lists can still be opened when the database goes the next moment. */
  const warm = async (): Promise<void> => {
    const current = (kept?.revisions ?? []).map(({ alertId, revision }) => `${alertId} ${revision}`).join();
    if (current === warmedFor) return;
    keptPast = await store.listPast(now(), PAST_KEPT, null);
    for (const { alertId, revision } of [...(kept?.revisions ?? []), ...keptPast.slice(0, PAST_OPENED)]) {
      if ((histories.get(alertId)?.revisions.length ?? 0) >= revision) continue;
      const history = await store.findHistory(alertId);
      if (history !== null) remember(alertId, history);
    }
    warmedFor = current;
  };

  return {
    forget: () => void (generation += 1),
    keptSince: () => (failedAt === null ? null : (kept?.at ?? null)),
    async refresh() {
      await withPatience(load(), PATIENCE_MS)
        .then(warm)
        .catch(() => void (failedAt ??= toMs(now())));
    },
    async listCurrent(at) {
      const age = kept === null ? Number.NaN : toMs(at) - toMs(kept.at);
      if (kept?.generation === generation && age >= 0 && age < FRESH_MS) return alive(kept, at);
      const known = usable(at);
      if (known !== null && failedAt !== null) {
        // Known to be away: nobody waits for it. One asks again, for all.
        if (toMs(at) - failedAt >= RETRY_MS) load().catch(() => undefined);
        return alive(known, at);
      }
      const loaded = await orKept(load(), () => usable(at));
      return alive(loaded, at);
    },
    async findHistory(alertId) {
      const known = (): AlertHistory | null => {
        const current = usable(now());
        if (current === null) return null;
        const history = histories.get(alertId) ?? null;
        const latest = current.revisions.find((revision) => revision.alertId === alertId);
        if (latest === undefined || latest.revision === history?.revisions.at(-1)?.revision) return history;
        return { revisions: [...(history?.revisions ?? []), latest] };
      };
      const remembered = known();
      if (failedAt !== null && remembered !== null) return remembered;
      const found = await orKept(store.findHistory(alertId), known);
      if (found !== null) remember(alertId, found);
      return found;
    },
    async listPast(at, limit, before) {
      const known = (): readonly AlertRevision[] | null => {
        const current = before === null && limit <= PAST_KEPT ? usable(at) : null;
        if (current === null) return null;
        const over = current.revisions.filter((revision) => alertState(revision, at) === 'ended');
        return [...over, ...keptPast.filter((one) => !over.some(({ alertId }) => alertId === one.alertId))]
          .sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1))
          .slice(0, limit);
      };
      const remembered = known();
      if (failedAt !== null && remembered !== null) return remembered;
      return orKept(store.listPast(at, limit, before), known);
    },
  };
}
