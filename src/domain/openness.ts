import type { AcknowledgementKind } from './acknowledgement.ts';
import type { AlertAction } from './alert.ts';
import type { AlertState } from './alert-state.ts';
import { toMs, type Instant } from './instant.ts';
import type { Level } from './level.ts';
import type { SourceStatus } from './neighbour.ts';
import type { Adcode } from './region.ts';

/** What one channel (网页推送, 短信网关 …) did about one revision. */
export interface OpennessChannel {
  /** The stable word of the ledger: `web-push`, `webhook`, `mail` … */
  channel: string;
  /** Messages handed over, repetitions included; taken by the other side; devices that are gone; refused or given up. */
  sent: number;
  accepted: number;
  gone: number;
  failed: number;
  /** Still owed. */
  later: number;
  /** First and last message taken by the other side; null before. */
  firstAt: Instant | null;
  lastAt: Instant | null;
}

/** One revision on its way: when each step was. Null: it did not happen, or nobody recorded it. */
export interface OpennessRevision {
  revision: number;
  action: AlertAction;
  isWithdrawal: boolean;
  /** What the issuer wrote as the time of issue. */
  sentAt: Instant;
  /** When it stood in our database. */
  storedAt: Instant;
  /** When the first of our servers showed it on its pages. */
  shownAt: Instant | null;
  channels: readonly OpennessChannel[];
}

/** One bulletin from issue to end, as far as it has come. */
export interface OpennessAlert {
  id: string;
  title: string;
  source: string;
  origin: 'relayed' | 'issued';
  level: Level | null;
  regions: readonly Adcode[];
  state: AlertState;
  /** Its own end, or when it was lifted. */
  endsAt: Instant;
  /** Oldest first. */
  revisions: readonly OpennessRevision[];
  /** What devices answered, all revisions together. */
  acknowledged: Readonly<Record<AcknowledgementKind, number>>;
  isDemonstration: boolean;
}

/** A served jurisdiction and what its plans aim at; `targets` is empty where no plan states a figure. */
export interface PlannedCoverage {
  adcode: Adcode;
  name: string;
  targets: readonly { words: string; target: string; source: string }[];
}

export interface OpennessReach extends PlannedCoverage {
  /** Devices that asked for warnings of a place in it. A device is not a resident, nor a household. */
  devices: number;
}

export interface OpennessDrill {
  source: string;
  startedAt: Instant;
  endedAt: Instant | null;
  /** Devices that asked for drills and took the message at its start. */
  devices: number;
}

/** How the portal did its work, as anyone may see it. */
export interface Openness {
  /** When this was counted. */
  countedAt: Instant;
  /** The newest first. */
  alerts: readonly OpennessAlert[];
  sources: readonly SourceStatus[];
  /** Null: none was ever held. */
  lastDrill: OpennessDrill | null;
  /** Devices in all; one may have asked for several places. */
  devices: number;
  reach: readonly OpennessReach[];
}

/** Milliseconds from one step to the next; null when one of them is not known. Clocks of two machines may differ: never negative. */
export function delayMs(from: Instant, to: Instant | null): number | null {
  return to === null ? null : Math.max(0, toMs(to) - toMs(from));
}

/** The middle and the longest of some delays; null when none is known. */
export function spread(
  delays: readonly (number | null)[],
): { medianMs: number; longestMs: number; of: number } | null {
  const known = delays.filter((delay) => delay !== null).sort((a, b) => a - b);
  const median = known[Math.floor((known.length - 1) / 2)];
  const longest = known.at(-1);
  return median === undefined || longest === undefined
    ? null
    : { medianMs: median, longestMs: longest, of: known.length };
}

/** The first and the last push of a revision that a push service took, over all devices. */
export function pushTimes(revision: OpennessRevision): { firstAt: Instant | null; lastAt: Instant | null } {
  const push = revision.channels.find(({ channel }) => channel === 'web-push');
  return { firstAt: push?.firstAt ?? null, lastAt: push?.lastAt ?? null };
}
