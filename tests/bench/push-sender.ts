/**
 * One sender in a process of its own, so that its processor time is its own. For each line on its input it sends a round
 * of messages and prints one line of figures; it ends with its input.
 */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import webPush from 'web-push';
import { armedKeys } from '../../functions/channels/push-armed-key.ts';
import { newVapidKeys } from '../../functions/channels/vapid.ts';
import { webPushChannel } from '../../functions/channels/web-push.ts';
import { pushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { pushPayload } from '../../src/domain/push-payload.ts';
import { alertTopic } from '../../src/domain/topic.ts';
import { exampleRevision } from '../support/alert-example.ts';
import { newBrowserKeys } from '../support/push-keys.ts';

export type SenderMode = 'web-push' | 'fresh' | 'armed';
export interface SenderFigures {
  mode: SenderMode;
  perSecond: number;
  cpuMicroseconds: number;
  refused: number;
  payloadBytes: number;
}

const [mode, origin = '', ca = '', perRound = '0', concurrency = '50'] = process.argv.slice(2) as [
  SenderMode,
  ...string[],
];
const messages = Number(perRound);
const WARM_UP = 3000;

const now = (): string => new Date().toISOString();
const texts = { guideInstruction: () => null, nameOf: () => null, publicUrl: 'https://anlan.example' };
const endsAt = new Date(Date.now() + 3_600_000).toISOString();
const revision = exampleRevision({ sentAt: now() });
const parts = revision.parts.map((part) => ({ ...part, expiresAt: endsAt }));
const payload = JSON.stringify(pushPayload({ ...revision, parts }, ['654225'], now(), texts));
const message = {
  payload,
  endsAt,
  level: 'orange' as const,
  isImmediate: false,
  topic: alertTopic('a1b2c3'),
};

const browsers = Array.from({ length: 500 }, () => newBrowserKeys().keys);
const devices = Array.from({ length: Math.max(messages, WARM_UP) }, (_, i) => ({
  ...browsers[i % browsers.length]!,
  endpoint: `${origin}/wpush/v2/${'a'.repeat(160)}${i}`,
}));
const vapid = { ...newVapidKeys(), subject: 'mailto:duty@example.gov.cn' };
const box = armedKeys(randomBytes(32));
let sealed: Uint8Array[] = [];
const channel = webPushChannel({
  vapid,
  policy: pushHostPolicy([], { testOrigins: [origin], isProduction: false }),
  now,
  armed: box,
  extraCa: ca,
});

let refused = 0;
async function send(i: number): Promise<void> {
  const device = devices[i]!;
  if (mode === 'web-push') {
    const subscription = { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } };
    const options = { vapidDetails: vapid, TTL: 3600, urgency: 'high' as const, topic: 'a'.repeat(32) };
    await webPush.sendNotification(subscription, payload, options).catch(() => (refused += 1));
    return;
  }
  const result = await channel.send(message, device, sealed[i] ?? null);
  if (result.outcome !== 'delivered') refused += 1;
}

async function sendAll(count: number): Promise<void> {
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, sender));
}

/** Armed in quiet times: not part of what is measured. */
const arm = (): void => void (sealed = mode === 'armed' ? devices.map((device) => box.arm(device)) : []);

arm();
await sendAll(WARM_UP);
arm();
console.log('ready');
for await (const _line of createInterface({ input: process.stdin })) {
  refused = 0;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await sendAll(messages);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const figures: SenderFigures = {
    mode,
    perSecond: messages / seconds,
    cpuMicroseconds: (user + system) / messages,
    refused,
    payloadBytes: Buffer.byteLength(payload),
  };
  arm();
  console.log(JSON.stringify(figures));
}
process.exit(0);
