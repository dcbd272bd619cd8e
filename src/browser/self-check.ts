import { readChoice } from './offline-store.ts';
import { deviceSubscription, register, send, subscribeDevice, within } from './push.ts';
import { randomId } from './random-id.ts';
import { browserFamily, runCheck, type CheckStep, type CheckWorld } from './self-check-steps.ts';

/** A worker that is not ready by then is not there. */
const WORKER_MS = 8000;
/** Push services are quick or asleep: beyond half a minute a person thinks that nothing comes. */
const SHOWN_MS = 30_000;
const isTouchMac = navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1;

/** The real device and the real server. */
function realWorld(): CheckWorld {
  const nonce = randomId();
  let hear: (what: { isShown: boolean }) => void = () => undefined;
  const said = new Promise<{ isShown: boolean }>((resolve) => (hear = resolve));
  const listen = (event: MessageEvent): void => {
    const { type, nonce: of, isShown } = event.data as Record<string, unknown>;
    if (type === 'device-note' && of === nonce) hear({ isShown: isShown === true });
  };
  return {
    userAgent: navigator.userAgent,
    hasPush: 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window,
    isSecure: window.isSecureContext,
    isTouchMac,
    askPermission: () =>
      Notification.permission === 'default'
        ? Notification.requestPermission()
        : Promise.resolve(Notification.permission),
    isWorkerReady: async () => (await within(WORKER_MS, navigator.serviceWorker.ready)) !== null,
    subscription: async () => {
      if ((await deviceSubscription()) !== null) return 'there';
      const choice = await readChoice().catch(() => null);
      if (choice === null) return 'none';
      const outcome = await subscribeDevice(choice).catch(() => 'failed' as const);
      if (outcome === 'done') return 'there';
      return typeof outcome === 'string' ? outcome : 'failed';
    },
    isKnown: async () => {
      const subscription = await deviceSubscription();
      const { endpoint } = subscription ?? {};
      const answer = await send('POST', '/api/subscriptions/lookup', { endpoint }).catch(() => null);
      if (answer === null || answer.status >= 500) return 'offline';
      if (answer.ok) return 'known';
      const choice = await readChoice().catch(() => null);
      if (choice === null || subscription === null) return 'unknown';
      return (await register(subscription, choice)) === 'done' ? 'known' : 'unknown';
    },
    sendTest: async () => {
      // Before it is sent: the answer may overtake us.
      navigator.serviceWorker.addEventListener('message', listen);
      const endpoint = (await deviceSubscription())?.endpoint;
      const answer = await send('POST', '/api/subscriptions/self-check', { endpoint, nonce }).catch(
        () => null,
      );
      if (answer === null || answer.status >= 500) return 'offline';
      if (answer.status === 429) return 'too-often';
      if (!answer.ok) return 'unknown';
      return ((await answer.json()) as { outcome: 'delivered' | 'later' | 'gone' | 'refused' }).outcome;
    },
    heard: async () => {
      const heard = await within(SHOWN_MS, said);
      navigator.serviceWorker.removeEventListener('message', listen);
      return heard;
    },
  };
}

/** One button, eight lines that say how far the way to this device is open, and what to do where it is not. */
class SelfCheck extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (button === null) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      void this.#run().finally(() => (button.disabled = false));
    });
  }

  async #run(): Promise<void> {
    for (const line of this.querySelectorAll<HTMLElement>('[data-step]')) delete line.dataset['state'];
    (this.querySelector('ol') as HTMLElement).hidden = false;
    this.#help(null);
    // A browser that breaks in the middle (a full disk, a worker that was thrown away) is told as one without a worker.
    const result = await runCheck(realWorld(), (step, state) => this.#tell(step, state)).catch(() => ({
      passed: false as const,
      fault: 'no-worker' as const,
    }));
    this.#help(result.passed ? 'passed' : result.fault);
  }

  #tell(step: CheckStep, state: 'running' | 'passed' | 'failed'): void {
    const line = this.querySelector<HTMLElement>(`[data-step="${step}"]`);
    if (line === null) return;
    line.dataset['state'] = state;
    const words = line.querySelector('[data-state-word]');
    if (words !== null) words.textContent = { running: '正在检查', passed: '正常', failed: '有问题' }[state];
  }

  #help(fault: string | null): void {
    const family = browserFamily(navigator.userAgent, isTouchMac);
    for (const text of this.querySelectorAll<HTMLElement>('[data-help]')) {
      const isIt = (text.dataset['help'] ?? '').split(' ').includes(fault ?? '');
      text.hidden = !isIt || (text.dataset['family'] ?? family).split(' ').includes(family) === false;
    }
    const other = this.querySelector<HTMLElement>('[data-otherwise]');
    if (other !== null) other.hidden = fault === null || fault === 'passed';
  }
}

customElements.define('self-check', SelfCheck);
