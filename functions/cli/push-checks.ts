import type { LedgerBacklog } from '../store/ledger-contract.ts';

/** What the server says of its pushes. */
export interface PushHealth {
  now: string;
  isProduction: boolean;
  isDemonstration: boolean;
  hasPublicUrl: boolean;
  hasVapidSubject: boolean;
  /** Of the last day. */
  deliveries: LedgerBacklog;
}

/** A line of `doctor`: what was looked at, whether it is well, and in words. `null`: said, but no reason to call anyone. */
export type Check = [name: string, isGood: boolean | null, what: string];

/** A push service that is away for longer is a matter for a person; shorter ones come back by themselves. */
const PATIENCE_MINUTES = 15;

/** Pushes in `doctor`: what waits, what was refused, and the two settings without which some phones get nothing. */
export function pushChecks(health: PushHealth): Check[] {
  const { deliveries, isProduction, isDemonstration } = health;
  if (isDemonstration) return [];
  // On a trial machine they are a hint; in earnest a phone that gets a link to localhost is a failure.
  const unset = isProduction ? false : null;
  const isSubjectSet: Check = [
    '推送联系人',
    health.hasVapidSubject ? true : unset,
    health.hasVapidSubject ? '已设' : '没有设 ANLAN_VAPID_SUBJECT，苹果的推送服务可能拒收',
  ];
  const isUrlSet: Check = [
    '对外网址',
    health.hasPublicUrl ? true : unset,
    health.hasPublicUrl ? '已设' : '没有设 ANLAN_PUBLIC_URL，推送里的链接在别人的手机上打不开',
  ];
  return [waiting(health), refused(deliveries), isUrlSet, isSubjectSet];
}

function waiting({ now, deliveries }: PushHealth): Check {
  const { openBatches, later, oldestPlannedAt } = deliveries;
  if (openBatches === 0 || oldestPlannedAt === null) return ['推送', true, '没有积压'];
  const minutes = Math.floor((Date.parse(now) - Date.parse(oldestPlannedAt)) / 60_000);
  const what = `还有 ${openBatches} 批没有发完，${later} 台要再试，最早的一批排在 ${minutes} 分钟前`;
  return ['推送', minutes < PATIENCE_MINUTES, what];
}

function refused({ refused: count, failedBatches }: LedgerBacklog): Check {
  const isGood = count === 0 && failedBatches === 0;
  const what = isGood
    ? '近一天没有被拒收'
    : `近一天有 ${count} 条被推送服务拒收、${failedBatches} 批放弃。订阅没有删。请看推送台账里的原因，先核对密钥和时钟`;
  return ['推送拒收', isGood, what];
}
