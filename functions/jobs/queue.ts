import type { Instant } from '../../src/domain/instant.ts';
import type { BatchWork } from '../use-cases/deliver-plan.ts';
import type { OptInTelling } from '../use-cases/deliver-telling.ts';
import type { NoticeWork } from '../use-cases/notice-deps.ts';
import type { DrillWork } from '../use-cases/run-drill.ts';

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

/**
 * Split everyone who is owed one revision into batches. Sent by the store in the transaction that saves the revision,
 * and again by clocks: whoever has had it, or is in an open batch, is not planned twice.
 */
export const deliverJob = defineJob<{ alertId: string; revision: number }>('deliver');
/** The same for a drill or a notice, which carries all there is to say and goes to who asked for such. */
export const deliverOptInJob = defineJob<OptInTelling>('deliver-opt-in');
/** Give what is told to the devices of one range at one push service, until all have it or it has ended. */
export const deliverBatchJob = defineJob<BatchWork>(
  'deliver-batch',
  // With delays up to five minutes: a month of a push service that says "later". An ended bulletin ends it sooner.
  { retryLimit: 10_000, expireInSeconds: 1800 },
);
/** Makes sender keys for devices that have none, while nothing is to be sent. Scheduled, every two minutes. */
export const armJob = defineJob<Record<string, never>>('arm-push-keys', {
  retryLimit: 0,
  expireInSeconds: 110,
});
/** A part or the whole of a revision has just ended: pages must change by themselves. */
export const expireJob = defineJob<{ alertId: string; revision: number }>('expire');
/** Deletes what may be kept no longer. Scheduled, once a day. */
export const purgeJob = defineJob<Record<string, never>>('purge', { retryLimit: 3, retryDelay: 60 });
/** Deletes uploads that were never filed. Scheduled, once an hour. */
export const purgeUploadsJob = defineJob<Record<string, never>>('purge-uploads', { retryLimit: 1 });
/** Asks the neighbours' feeds whose time has come. Scheduled, once a minute. */
export const pollJob = defineJob<Record<string, never>>('poll-sources', { retryLimit: 0 });
/** Decide which institutions are owed a bulletin. Sent by the store in the transaction that saves the revision. */
export const handOverJob = defineJob<{ topic: string; revision: number }>('hand-over');
/** Hand one bulletin over to one institution, until it is taken or the bulletin ends. */
export const outletJob = defineJob<{ topic: string; revision: number; outletId: string }>(
  'hand-over-outlet',
  // With delays up to five minutes: a week of a gateway that is down. A mail conversation takes at most a minute.
  { retryLimit: 2000, expireInSeconds: 180 },
);
/** Delivers what quiet hours and pauses held back. Scheduled, each half hour. */
export const heldJob = defineJob<Record<string, never>>('held', { retryLimit: 2 });
/** The same for notices. Scheduled, each half hour. */
export const heldNoticeJob = defineJob<Record<string, never>>('held-notices', { retryLimit: 2 });
/** Reminds officers who have not confirmed every household. Scheduled, once a minute. */
export const callReminderJob = defineJob<Record<string, never>>('call-reminder', { retryLimit: 0 });
/** Forgets devices that were not seen for long, and marks and links that are over. Scheduled, once a day. */
export const subscriberUpkeepJob = defineJob<Record<string, never>>('subscriber-upkeep', {
  retryLimit: 3,
  retryDelay: 60,
});

/** Does to cases what time alone does: lapse, counting, 回访. Scheduled, every ten minutes. */
export const caseClockJob = defineJob<Record<string, never>>('case-clocks', { retryLimit: 0 });
/** Destroys the keys of tip-offs that may be kept no longer. Scheduled, every night. */
export const casePurgeJob = defineJob<Record<string, never>>('case-purge', { retryLimit: 3, retryDelay: 60 });

/** Begin or end a drill at its time. */
export const drillJob = defineJob<DrillWork>('drill');
/** Tell a notice to who asked for notices, when it begins. */
export const noticeJob = defineJob<NoticeWork>('notice');

/** Every queue of the product; they are made at start, before anything can be sent. */
export const JOBS: readonly JobDefinition<object>[] = [
  deliverJob,
  deliverOptInJob,
  deliverBatchJob,
  armJob,
  expireJob,
  purgeJob,
  purgeUploadsJob,
  pollJob,
  handOverJob,
  outletJob,
  heldJob,
  heldNoticeJob,
  callReminderJob,
  subscriberUpkeepJob,
  drillJob,
  noticeJob,
  caseClockJob,
  casePurgeJob,
];

export interface SendOptions {
  /** Not before this instant (of the database's clock). */
  startAt?: Instant;
}

export interface WorkOptions {
  /** So many at a time in this process; 1 when nothing is said. */
  concurrency?: number;
  /** Takes only jobs of this priority and above: kept free for them. */
  minPriority?: number;
  /** So many of one group at a time in this process, by the group's tier. */
  perGroup?: { default: number; tiers?: Record<string, number> };
}

/** What use cases and hosts may ask of the job machinery. */
export interface JobQueue {
  send<Data extends object>(job: JobDefinition<Data>, data: Data, options?: SendOptions): Promise<void>;
  /**
   * Runs `handler` for each job, so many at a time in this process. A throw means "again later".
   * `signal` aborts when the job has run too long or its claim was taken away: stop then, another worker has it.
   */
  work<Data extends object>(
    job: JobDefinition<Data>,
    handler: (data: Data, signal: AbortSignal) => Promise<void>,
    how?: number | WorkOptions,
  ): Promise<void>;
  /** Repeats a job by a cron expression, in Beijing time. Saying it again replaces it. */
  schedule<Data extends object>(job: JobDefinition<Data>, cron: string, data: Data): Promise<void>;
  /** Takes no more jobs, waits for those running (at most `timeoutMs`), then lets go of the database. */
  stop(timeoutMs?: number): Promise<void>;
}
