import { expect, onTestFinished, test } from 'vitest';
import { newWebhookSecret } from '../../../functions/channels/signature.ts';
import { webhookOutlet } from '../../../functions/channels/webhook.ts';
import { startJobs } from '../../../functions/jobs/boss.ts';
import { workHandOvers } from '../../../functions/jobs/hand-over.ts';
import { handOverJob, outletJob } from '../../../functions/jobs/queue.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import { until } from '../../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { openOffice } from '../outlet-fixture.ts';

/** Two gateways on a real queue, each with a receiver of its own. */
async function workingOffice() {
  const office = await openOffice();
  const receivers: Record<string, WebhookReceiver> = {};
  for (const id of ['good', 'bad']) {
    receivers[id] = await startWebhookReceiver();
    await office.add({ id });
  }
  const jobs = await startJobs(office.connectionString, [handOverJob, outletJob], (message) =>
    console.error(message),
  );
  await workHandOvers(jobs, {
    ...office.deps,
    open: ({ id }) =>
      webhookOutlet({
        url: `${receivers[id]?.origin ?? ''}/`,
        secret: newWebhookSecret(),
        isInternal: true,
        now: () => new Date().toISOString(),
        timeoutMs: 1000,
        extraCa: receivers[id]?.ca ?? '',
      }),
  });
  onTestFinished(async () => {
    await jobs.stop(5000);
    for (const receiver of Object.values(receivers)) await receiver.close();
  });
  const { good, bad } = receivers;
  if (good === undefined || bad === undefined) throw new Error('no receivers');
  return { ...office, good, bad };
}

test('a stored revision reaches every institution by itself, and one that hangs holds up nobody', async () => {
  const office = await workingOffice();
  office.bad.trick = 'hang';
  await office.save(exampleRevision());
  await until(() => Promise.resolve(office.good.received.length === 1));
  await until(() => Promise.resolve(office.bad.requests > 0));
  office.bad.trick = null;
  // The queue's own retry brings it, a few seconds later.
  await until(() => Promise.resolve(office.bad.received.length === 1), 20_000);
  const ids = [...office.good.received, ...office.bad.received].map(({ headers }) => headers['webhook-id']);
  expect(ids).toEqual(['a1b2c3/1/good', 'a1b2c3/1/bad']);
  await until(async () => (await office.ledger.rowsOf('a1b2c3')).every(({ state }) => state === 'settled'));
}, 40_000);
