import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { verifySignature } from '../../functions/channels/signature.ts';
import { ownFolder } from '../support/browser-files.ts';
import { capMessage, ingest } from '../support/server-alerts.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';

/** Each starts whole servers, on a machine that may be busy. */
vi.setConfig({ testTimeout: 240_000 });

/** A gateway on this machine, and the environment in which a server may reach it. */
async function gateway() {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const certificate = join(await temporaryFolder(), 'ca.pem');
  await writeFile(certificate, receiver.ca);
  return { receiver, env: { ANLAN_OUTLET_INTERNAL_HOSTS: 'localhost', NODE_EXTRA_CA_CERTS: certificate } };
}

async function operate(server: RunningServer, method: string, path: string, body: object = {}) {
  const response = await fetch(`${server.url}/api/operator${path}`, {
    method,
    headers: { authorization: `Bearer ${await server.operatorToken()}`, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as { secret: string; outcome: string; trouble: string };
}

const addGateway = (server: RunningServer, origin: string) =>
  operate(server, 'POST', '/outlets', {
    id: 'sms',
    name: '短信网关',
    settings: { kind: 'webhook', url: `${origin}/hook` },
  });

test('a bulletin reaches a gateway signed, though the server was killed while handing it over', async () => {
  const own = await ownFolder('channels');
  onTestFinished(own.remove);
  await chmod(own.path, 0o711);
  const { receiver, env } = await gateway();
  const first = await startServer({ data: own.path, env });
  const { secret } = await addGateway(first, receiver.origin);
  receiver.trick = 'hang';
  await ingest(first, capMessage().xml);
  await until(() => Promise.resolve(receiver.requests > 0));
  await first.kill();
  receiver.trick = null;
  const second = await startServer({ data: own.path, env });
  await until(() => Promise.resolve(receiver.received.length > 0), 90_000);
  const [got] = receiver.received;
  const headers = new Headers(got?.headers as Record<string, string>);
  const now = new Date().toISOString();
  expect(verifySignature(headers, Buffer.from(got?.body ?? ''), [secret], now)).toMatchObject({
    id: expect.stringMatching(/^[0-9a-z]+\/1\/sms$/) as string,
  });
  expect(JSON.parse(got?.body ?? '')).toMatchObject({ type: 'alert.issue', data: { level: 'red' } });
  expect(await second.stop()).toBe(0);
  expect(receiver.received).toHaveLength(1);
});

test('a demonstration hands over nothing, not even a test', async () => {
  const { receiver, env } = await gateway();
  const folder = await temporaryFolder();
  const server = await startServer({ isDemonstration: true, env });
  await addGateway(server, receiver.origin);
  await operate(server, 'POST', '/outlets', {
    id: 'radio',
    name: '广播',
    settings: { kind: 'file-drop', folder },
  });
  await operate(server, 'POST', '/alerts', {
    hazard: '山洪',
    level: 'red',
    regions: ['654225'],
    source: '演示发布单位',
    expires: new Date(Date.now() + 3_600_000).toISOString(),
  });
  for (const id of ['sms', 'radio'])
    expect(await operate(server, 'POST', `/outlets/${id}/test`)).toMatchObject({
      outcome: 'refused',
      trouble: 'demonstration',
    });
  expect(await server.stop()).toBe(0);
  expect([receiver.requests, await readdir(folder)]).toEqual([0, []]);
});
