import type { Level } from '../../src/domain/level.ts';

/** What the page does when a person presses 订阅, by the same functions of the server. */
export const subscribe = (adcode: string, lowestLevel: Level): string => `(async () => {
  const registration = await navigator.serviceWorker.ready;
  const { publicKey } = await (await fetch('/api/push-key')).json();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { endpoint, keys } = subscription.toJSON();
  const answer = await fetch('/api/subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, keys, adcodes: ['${adcode}'], lowestLevel: '${lowestLevel}' }),
  });
  return answer.status;
})()`;
