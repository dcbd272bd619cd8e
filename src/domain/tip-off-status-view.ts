import { DEFAULT_PERIODS, runningClocks, type CaseClock } from './case-clock.ts';
import type { CaseFile } from './case-file.ts';
import type { RewardState } from './case-state.ts';
import { addDays, dayOf, isCalendarKnown, type Day, type WorkCalendar } from './deadline.ts';
import { addMs, type Instant } from './instant.ts';
import type { TipOffEvent } from './tip-off.ts';
import { clockBasis } from './tip-off-status-words.ts';
import {
  MAX_CASE_PHOTOS,
  MAX_CLAIM_TRIES,
  type ClaimWay,
  type StatusClock,
  type StatusReward,
  type StatusView,
} from './tip-off-status.ts';

/** A case as its receipt opened it. */
export interface ReporterCase {
  file: CaseFile;
  /** Oldest first, at least one. */
  events: readonly TipOffEvent[];
  /** Those the reporter may read, oldest first. */
  notes: readonly { author: string; text: string; at: Instant }[];
  photos: number;
  hasClaimSecret: boolean;
  claimTries: number;
  followUp: { dueAt: Instant | null; optedOutAt: Instant | null; answeredAt: Instant | null } | null;
}

/** What the reporter is shown of it at `now`. `key`: the custodian's public key to seal a claim to, or null. */
export function statusView(
  opened: ReporterCase,
  key: { id: string; recipient: string } | null,
  calendar: WorkCalendar,
  now: Instant,
): StatusView {
  const { file } = opened;
  const running = runningClocks(file, calendar);
  return {
    caseNo: file.caseNo,
    kind: file.kind,
    state: file.state,
    steps: opened.events.map(({ event, at }) => ({ event, day: dayOf(at) })),
    transferredTo: file.transferredTo,
    clocks: running.map((clock) => shownClock(clock, file, calendar, now)),
    isCalendarKnown: running.every((clock) => isCalendarKnown(clock.startedAt, clock.dueAt, calendar)),
    extension: file.extension && { days: file.extension.days, reason: file.extension.reason },
    finding: file.finding?.finding ?? null,
    declineReason: file.state === 'declined' ? file.declineReason : null,
    messages: opened.notes.map(({ author, text, at }) =>
      author === 'reporter'
        ? { by: 'reporter', text: null, day: dayOf(at) }
        : { by: 'office', text, day: dayOf(at) },
    ),
    photosLeft: Math.max(0, MAX_CASE_PHOTOS - opened.photos),
    reward: shownReward(opened, key, running, now),
    followUp: followUpOf(opened),
  };
}

/** The last day in time: the instant before it is over. */
const lastDayOf = ({ dueAt }: CaseClock): Day => dayOf(addMs(dueAt, -1));

function shownClock(clock: CaseClock, file: CaseFile, calendar: WorkCalendar, now: Instant): StatusClock {
  const periods = calendar.periods ?? DEFAULT_PERIODS;
  const isInHours = clock.name === 'first-check' && file.isEvacuation && periods.fireUrgent.unit === 'hours';
  return {
    name: clock.name,
    startDay: dayOf(clock.startedAt),
    lastDay: lastDayOf(clock),
    isLate: clock.dueAt <= now,
    isInHours,
    basis: clockBasis(clock.name, file, periods),
  };
}

const DECIDED: readonly RewardState[] = ['notified', 'claimed', 'paid', 'lapsed', 'waived'];

/** Nothing until there is something to tell: no reward is promised by showing that there might be one. */
function shownReward(
  { file, hasClaimSecret, claimTries }: ReporterCase,
  key: { id: string; recipient: string } | null,
  running: readonly CaseClock[],
  now: Instant,
): StatusReward | null {
  if (file.reward === 'none') return null;
  const clock = running.find(({ name }) => name === 'claim');
  // 已批准 becomes the reporter's business with the notice; until then it may still be taken back.
  const state = file.reward === 'approved' ? 'assessing' : file.reward;
  const isLate = clock !== undefined && clock.dueAt <= now;
  const isOpen = state === 'notified' && !isLate;
  return {
    state,
    fen: DECIDED.includes(state) ? (file.assessment?.fen ?? null) : null,
    lastDay: clock === undefined ? null : lastDayOf(clock),
    isLate,
    claim: isOpen ? claimWay(hasClaimSecret, claimTries, key) : null,
  };
}

function claimWay(
  hasSecret: boolean,
  tries: number,
  key: { id: string; recipient: string } | null,
): ClaimWay {
  if (!hasSecret) return { by: 'hand', why: 'no-secret' };
  if (tries >= MAX_CLAIM_TRIES) return { by: 'hand', why: 'locked' };
  return key === null
    ? { by: 'hand', why: 'no-key' }
    : { by: 'secret', triesLeft: MAX_CLAIM_TRIES - tries, key };
}

function followUpOf({ followUp }: ReporterCase): StatusView['followUp'] {
  if (followUp === null) return 'ahead';
  if (followUp.answeredAt !== null || followUp.optedOutAt !== null) return 'over';
  return followUp.dueAt === null ? 'ahead' : 'due';
}

/** `7月3日`, with the year when it is not that of `now`. */
export function dayText(day: Day, now: Instant): string {
  const [year = '', month, date] = day.split('-');
  const text = `${Number(month)}月${Number(date)}日`;
  return year === dayOf(now).slice(0, 4) ? text : `${year}年${text}`;
}

/** The first day that counts: the one after the start (民法典 art. 201). */
export const firstCountedDay = (clock: StatusClock): Day =>
  clock.isInHours ? clock.startDay : addDays(clock.startDay, 1);
