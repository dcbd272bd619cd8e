import type { CaseFile } from './case-file.ts';
import { isSubstantiated } from './case-state.ts';
import { dueAt, type Period, type WorkCalendar } from './deadline.ts';
import { HOUR_MS, toMs, type Instant } from './instant.ts';

/** What must be done by when. */
export type ClockName =
  'accept' | 'first-check' | 'handle' | 'feedback' | 'reward-notice' | 'claim' | 'rectify' | 'purge';

export const CLOCK_NAME: Record<ClockName, string> = {
  accept: '决定是否受理',
  'first-check': '到现场核查',
  handle: '办结',
  feedback: '反馈核查结论',
  'reward-notice': '核定奖励并通知',
  claim: '领奖',
  rectify: '整改到位',
  purge: '清除身份信息',
};

export interface CaseClock {
  name: ClockName;
  startedAt: Instant;
  dueAt: Instant;
}

/** Periods as data; a bureau's own rule may set others. */
export interface CasePeriods {
  /** No national rule was found: five working days is this portal's own default. */
  accept: Period;
  /** 消防监督检查规定: stairs and exits blocked, equipment switched off. */
  fireUrgent: Period;
  /** 消防监督检查规定: all other fire hazards. */
  fireOther: Period;
  /** 安监总财〔2018〕19号: from acceptance. */
  handle: Period;
  /** 安监总财〔2012〕63号 art. 10: after the finding. */
  feedback: Period;
  /** Local rules (南宁消防): after the finding. */
  rewardNotice: Period;
  /** Words, photos and identity are kept so long after all is over (个人信息保护法 art. 19, 47); this portal's own choice. */
  purge: Period;
  /** Longer than this nothing is kept, not even that there was a case; also where nobody ever decided on a reward. */
  record: Period;
}

export const DEFAULT_PERIODS: CasePeriods = {
  accept: { amount: 5, unit: 'working-days' },
  fireUrgent: { amount: 24, unit: 'hours' },
  fireOther: { amount: 3, unit: 'working-days' },
  handle: { amount: 60, unit: 'days' },
  feedback: { amount: 10, unit: 'days' },
  rewardNotice: { amount: 20, unit: 'days' },
  purge: { amount: 90, unit: 'days' },
  record: { amount: 1826, unit: 'days' },
};

/** The extension of handling that may be granted, once: 安监总财〔2018〕19号. */
export const MOST_EXTENSION_DAYS = 30;

/** The clocks that run now, the most pressing first. */
export function runningClocks(
  file: CaseFile,
  calendar: WorkCalendar,
  periods = calendar.periods ?? DEFAULT_PERIODS,
): CaseClock[] {
  const clocks: CaseClock[] = [];
  const run = (name: ClockName, startedAt: Instant, period: Period): void => {
    clocks.push({ name, startedAt, dueAt: dueAt(startedAt, period, calendar) });
  };
  const isUndecided = file.state === 'received' || file.state === 'needs-info';
  const isOver = file.state === 'closed' || file.state === 'declined' || file.state === 'transferred';
  if (isUndecided) run('accept', file.receivedAt, periods.accept);
  if (file.kind === 'fire' && file.firstCheckAt === null && !isOver)
    run('first-check', file.receivedAt, file.isEvacuation ? periods.fireUrgent : periods.fireOther);
  if (file.acceptedAt !== null && !isOver)
    run('handle', file.acceptedAt, {
      ...periods.handle,
      amount: periods.handle.amount + (file.extension?.days ?? 0),
    });
  // The finding itself stands on the reporter's page at once; what follows from it must be said within this time.
  if (file.state === 'verified' && file.finding !== null) run('feedback', file.finding.at, periods.feedback);
  if (file.rectification !== null && file.state === 'rectifying')
    clocks.push({
      name: 'rectify',
      startedAt: file.rectification.orderedAt,
      dueAt: dueAt(`${file.rectification.dueDay}T04:00:00.000Z`, { amount: 0, unit: 'days' }, calendar),
    });
  const isRewardOpen = file.reward === 'none' || file.reward === 'assessing' || file.reward === 'approved';
  if (
    file.finding !== null &&
    isSubstantiated(file.finding.finding) &&
    isRewardOpen &&
    file.kind !== 'situation'
  )
    run('reward-notice', file.finding.at, periods.rewardNotice);
  if (file.reward === 'notified' && file.notifiedAt !== null)
    run('claim', file.notifiedAt, { amount: file.claimDays + file.claimExtendedDays, unit: 'days' });
  const purge = isOver ? purgeStart(file, periods) : null;
  if (purge !== null) run('purge', purge.from, purge.period);
  return clocks.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

/**
 * From when everything is only kept for questions: nothing is handled and nothing is owed to the reporter any more. The
 * last of what happened counts, so that reopening never shortens it, and never soon after the reporter added something
 * (GlobaLeaks #3591). Where nobody decides on a reward, or the other office never answers, it ends with the record.
 */
function purgeStart(file: CaseFile, periods: CasePeriods): { from: Instant; period: Period } | null {
  const endedAt = file.closedAt ?? file.transferredAt;
  if (file.identity === 'purged' || file.isOnHold || endedAt === null) return null;
  const from = [endedAt, file.rewardEndedAt ?? endedAt, file.heardAt].sort().at(-1) ?? endedAt;
  const isSettled = file.state !== 'transferred' && (file.rewardEndedAt !== null || isRewardless(file));
  if (isSettled) return { from, period: periods.purge };
  return file.reward === 'none' ? { from, period: periods.record } : null;
}

function isRewardless(file: CaseFile): boolean {
  return (
    file.reward === 'none' && (!isSubstantiated(file.finding?.finding ?? null) || file.kind === 'situation')
  );
}

/** `late`: past due. `soon`: less than a fifth of its time is left, at least two hours. */
export function urgencyOf(clock: CaseClock, now: Instant): 'late' | 'soon' | 'calm' {
  const left = toMs(clock.dueAt) - toMs(now);
  if (left <= 0) return 'late';
  const whole = toMs(clock.dueAt) - toMs(clock.startedAt);
  return left < Math.max(whole / 5, 2 * HOUR_MS) ? 'soon' : 'calm';
}
