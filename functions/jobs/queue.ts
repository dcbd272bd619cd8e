import type { Instant } from '../../src/domain/instant.ts';

/** Any queue may hold these; what each number costs when it is wrong is said where it is set. */
export interface JobOptions {
  /** Tries after the first. A worker killed under a job uses one up. */
  retryLimit: number;
  /** Seconds before the first retry; doubled each time up to `retryDelayMax`. */
  retryDelay: number;
  retryDelayMax: number;
  /** Longest a single run may take. Too short: a long fan-out is started twice at once. */
  expireInSeconds: number;
}

/** One kind of job: its name and the shape of its data, which must survive JSON. */
export interface JobDefinition<Data extends object> {
  readonly name: string;
  readonly options: JobOptions;
  /** Never set; carries the type. */
  readonly data?: Data;
}

const DEFAULTS: JobOptions = { retryLimit: 20, retryDelay: 2, retryDelayMax: 300, expireInSeconds: 900 };

export function defineJob<Data extends object>(
  name: string,
  options: Partial<JobOptions> = {},
): JobDefinition<Data> {
  return { name, options: { ...DEFAULTS, ...options } };
}

/** Give one revision to everyone who is owed it. Sent by the store in the transaction that saves the revision. */
export const deliverJob = defineJob<{ alertId: string; revision: number }>('deliver', {
  // With delays up to five minutes: two days of a push service that says "later".
  retryLimit: 600,
  // A county of 100 000 devices at the slowest push service still ends well within this.
  expireInSeconds: 7200,
});
/** A part or the whole of a revision has just ended: pages must change by themselves. */
export const expireJob = defineJob<{ alertId: string; revision: number }>('expire');
/** Deletes what may be kept no longer. Scheduled, once a day. */
export const purgeJob = defineJob<Record<string, never>>('purge', { retryLimit: 3, retryDelay: 60 });
/** Asks the neighbours' feeds whose time has come. Scheduled, once a minute. */
export const pollJob = defineJob<Record<string, never>>('poll-sources', { retryLimit: 0 });

/** Every queue of the product; they are made at start, before anything can be sent. */
export const JOBS: readonly JobDefinition<object>[] = [deliverJob, expireJob, purgeJob, pollJob];

export interface SendOptions {
  /** Not before this instant (of the database's clock). */
  startAt?: Instant;
}

/** What use cases and hosts may ask of the job machinery. */
export interface JobQueue {
  send<Data extends object>(job: JobDefinition<Data>, data: Data, options?: SendOptions): Promise<void>;
  /**
   * Runs `handler` for each job, `concurrency` at a time in this process. A throw means "again later".
   * `signal` aborts when the job has run too long or its claim was taken away: stop then, another worker has it.
   */
  work<Data extends object>(
    job: JobDefinition<Data>,
    handler: (data: Data, signal: AbortSignal) => Promise<void>,
    concurrency?: number,
  ): Promise<void>;
  /** Repeats a job by a cron expression, in Beijing time. Saying it again replaces it. */
  schedule<Data extends object>(job: JobDefinition<Data>, cron: string, data: Data): Promise<void>;
  /** Takes no more jobs, waits for those running (at most `timeoutMs`), then lets go of the database. */
  stop(timeoutMs?: number): Promise<void>;
}
