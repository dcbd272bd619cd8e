/** The steps of a self-check, in order. Each has its words in the page (`data-step`). */
export const CHECK_STEPS = [
  'browser',
  'secure',
  'permission',
  'worker',
  'service',
  'server',
  'send',
  'shown',
] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

/** Why a step failed: picks the help that the page shows (`data-help`). */
export type CheckFault =
  | 'in-app' | 'ios-not-installed' | 'unsupported' | 'insecure' | 'denied' | 'dismissed' | 'no-worker'
  | 'not-subscribed' | 'unanswered' | 'service-failed' | 'offline' | 'unknown-here' | 'too-often' | 'busy' | 'gone'
  | 'refused' | 'show-failed' | 'not-shown'; // prettier-ignore

/** What a check asks of the device and of the server; a page gives the real ones, a test made-up ones. */
export interface CheckWorld {
  userAgent: string;
  hasPush: boolean;
  isSecure: boolean;
  /** An iPad says that it is a Mac. */
  isTouchMac: boolean;
  askPermission(): Promise<NotificationPermission>;
  /** False when no worker is ready after some seconds. */
  isWorkerReady(): Promise<boolean>;
  /** The browser's subscription, renewed when it was lost though this device wants one. */
  subscription(): Promise<'there' | 'none' | 'unanswered' | 'failed' | 'denied'>;
  /** Whether the server knows this device, told anew when it does not. */
  isKnown(): Promise<'known' | 'unknown' | 'offline'>;
  sendTest(): Promise<'delivered' | 'later' | 'gone' | 'refused' | 'too-often' | 'unknown' | 'offline'>;
  /** What the worker said of the test; null when it said nothing in time. */
  heard(): Promise<{ isShown: boolean } | null>;
}

export type CheckResult = { passed: true } | { passed: false; step: CheckStep; fault: CheckFault };

/** Walks through the steps, telling of each as it begins and ends, up to the first that fails. */
export async function runCheck(
  world: CheckWorld,
  tell: (step: CheckStep, state: 'running' | 'passed' | 'failed') => void,
): Promise<CheckResult> {
  const judges: Record<CheckStep, () => CheckFault | null | Promise<CheckFault | null>> = {
    browser: () => browserFault(world),
    secure: () => (world.isSecure ? null : 'insecure'),
    permission: async () => {
      const permission = await world.askPermission();
      return permission === 'granted' ? null : permission === 'denied' ? 'denied' : 'dismissed';
    },
    worker: async () => ((await world.isWorkerReady()) ? null : 'no-worker'),
    service: async () => SERVICE_FAULT[await world.subscription()],
    server: async () => SERVER_FAULT[await world.isKnown()],
    send: async () => SEND_FAULT[await world.sendTest()],
    shown: async () => {
      const heard = await world.heard();
      return heard === null ? 'not-shown' : heard.isShown ? null : 'show-failed';
    },
  };
  for (const step of CHECK_STEPS) {
    tell(step, 'running');
    const fault = await judges[step]();
    tell(step, fault === null ? 'passed' : 'failed');
    if (fault !== null) return { passed: false, step, fault };
  }
  return { passed: true };
}

const SERVICE_FAULT = {
  there: null,
  none: 'not-subscribed',
  unanswered: 'unanswered',
  failed: 'service-failed',
  denied: 'denied',
} as const;
const SERVER_FAULT = { known: null, unknown: 'unknown-here', offline: 'offline' } as const;
const SEND_FAULT = {
  delivered: null,
  later: 'busy',
  gone: 'gone',
  refused: 'refused',
  'too-often': 'too-often',
  unknown: 'unknown-here',
  offline: 'offline',
} as const;

/** Browsers inside other programs have no notifications; an iPhone has them only from its home screen. */
function browserFault({ userAgent, hasPush, isTouchMac }: CheckWorld): CheckFault | null {
  if (hasPush) return null;
  if (/MicroMessenger|\bQQ\/|AlipayClient|DingTalk|Weibo|aweme/i.test(userAgent)) return 'in-app';
  return /iPhone|iPad|iPod/.test(userAgent) || isTouchMac ? 'ios-not-installed' : 'unsupported';
}

/** Whose words tell where notifications are allowed. */
export type BrowserFamily = 'ios' | 'android' | 'firefox' | 'safari' | 'desktop';

export function browserFamily(userAgent: string, isTouchMac: boolean): BrowserFamily {
  if (/iPhone|iPad|iPod/.test(userAgent) || isTouchMac) return 'ios';
  if (/Android|HarmonyOS/i.test(userAgent)) return 'android';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  return /Safari\//.test(userAgent) && !/Chrom|Edg/.test(userAgent) ? 'safari' : 'desktop';
}
