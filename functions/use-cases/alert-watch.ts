import { createHash } from 'node:crypto';
import {
  alertMarks,
  changesBetween,
  type AlertChange,
  type AlertMark,
} from '../../src/domain/alert-change.ts';
import { toMs, type Instant } from '../../src/domain/instant.ts';
import type { AlertMemory } from './alert-memory.ts';
import type { AlertSource } from './alert-source.ts';

/** Everything current in so few bytes that a crowd can ask for it every few seconds. The key names this very state. */
export interface AlertSummary {
  key: string;
  changedAt: Instant;
  /** Null while the database answers. */
  keptSince: Instant | null;
  alerts: readonly AlertMark[];
}

/** What open pages are told. */
export interface AlertNews {
  /** The server's clock, by which pages correct a wrong device. */
  now: Instant;
  /** When the last change was noticed here; a page made before it is behind. */
  changedAt: Instant;
  key: string;
  /** Null: unknown, for the state last seen is not remembered here. */
  changes: readonly AlertChange[] | null;
  /** Null while the database answers. */
  keptSince: Instant | null;
}

/** A net below NOTIFY and below the job of each expiry: so often is looked without being told to. */
const LOOK_EVERY_MS = 5_000;
/** States whose readers can be told exactly what they missed. */
const REMEMBERED_STATES = 64;

export interface AlertWatchDeps {
  memory: AlertMemory;
  source: AlertSource;
  /** Drops what is held; called first, so that whoever asks from now on gets the new state. */
  drop(): void;
  tell(news: AlertNews): void;
  /** Revisions that have just become what readers get. */
  onShown(shown: readonly { alertId: string; revision: number }[], at: Instant): void;
}

export interface AlertWatch {
  /** Somebody changed something: hold nothing older, find out what, tell the open pages. */
  changed(): void;
  summary(): Promise<AlertSummary>;
  /** For a page that opens a stream; `lastKey` is the state it saw last. */
  greeting(lastKey: string | null): AlertNews;
  /** Waits for a look under way, so that the database can be let go of. */
  close(): Promise<void>;
}

export const keyOf = (marks: readonly AlertMark[]): string =>
  createHash('sha256').update(JSON.stringify(marks)).digest('base64url').slice(0, 16);

/** Follows what is current: by being told, at each moment a bulletin ends, and every few seconds in any case. */
export function watchAlerts({ memory, source, drop, tell, onShown }: AlertWatchDeps): AlertWatch {
  const states = new Map<string, readonly AlertMark[]>();
  let state: { key: string; marks: readonly AlertMark[] } | null = null;
  let wasKept = false;
  let changedAt = source.now();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let isAskedAgain = false;
  let isClosed = false;

  const look = async (): Promise<void> => {
    const at = source.now();
    await memory.refresh();
    const marks = alertMarks(await source.current(null), at);
    const key = keyOf(marks);
    const isKept = memory.keptSince() !== null;
    if (state?.key === key && isKept === wasKept) return;
    const before = state?.marks ?? null;
    const isNew = state?.key !== key;
    state = { key, marks };
    wasKept = isKept;
    states.delete(key);
    states.set(key, marks);
    const oldest = states.size > REMEMBERED_STATES ? states.keys().next().value : undefined;
    if (oldest !== undefined) states.delete(oldest);
    drop();
    // The first look finds what was there before this process: nobody is told, nothing was shown anew.
    if (before === null) return;
    if (isNew) changedAt = source.now();
    tell(newsSince(before));
    onShown(newRevisions(before, marks), changedAt);
  };

  const newsSince = (before: readonly AlertMark[] | null): AlertNews => ({
    now: source.now(),
    changedAt,
    key: state?.key ?? '',
    changes: before === null ? null : changesBetween(before, state?.marks ?? []),
    keptSince: memory.keptSince(),
  });

  /** One look at a time; asked for meanwhile, one more follows. */
  const lookSoon = (): void => {
    if (isClosed) return;
    if (looking !== null) return void (isAskedAgain = true);
    clearTimeout(timer);
    looking = look()
      .catch(() => undefined)
      .then(async () => {
        looking = null;
        if (isAskedAgain && !isClosed) {
          isAskedAgain = false;
          return lookSoon();
        }
        const next = await source.nextChangeAt().catch(() => null);
        const untilNext = next === null ? LOOK_EVERY_MS : next - toMs(source.now());
        if (isClosed || looking !== null) return;
        clearTimeout(timer);
        timer = setTimeout(lookSoon, Math.min(LOOK_EVERY_MS, Math.max(1, untilNext)));
        timer.unref();
      });
  };
  lookSoon();

  return {
    changed() {
      memory.forget();
      drop();
      lookSoon();
    },
    async summary() {
      const marks = alertMarks(await source.current(null), source.now());
      return { key: keyOf(marks), changedAt, keptSince: memory.keptSince(), alerts: marks };
    },
    greeting: (lastKey) => newsSince(states.get(lastKey ?? '') ?? null),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

function newRevisions(
  before: readonly AlertMark[],
  after: readonly AlertMark[],
): { alertId: string; revision: number }[] {
  const known = new Set(before.map(({ id, revision }) => `${id} ${revision}`));
  return after
    .filter(({ id, revision }) => !known.has(`${id} ${revision}`))
    .map(({ id, revision }) => ({ alertId: id, revision }));
}
