import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OptInTelling } from '../../../functions/use-cases/deliver-telling.ts';
import { topicOf } from '../../../functions/channels/web-push.ts';
import type { Wish } from '../../../src/domain/subscription.ts';
import { alertTopic, drillTopic } from '../../../src/domain/topic.ts';
import { exampleRevision } from '../../support/alert-example.ts';
import type { PushService } from '../../support/push-service.ts';
import { alert, startDeliveryRun, titlesAt, type DeliveryRun } from '../delivery-run.ts';
import { exampleSubscription } from '../store/example-rows.ts';

let run: DeliveryRun;
let service: PushService;
beforeEach(async () => {
  run = await startDeliveryRun();
  service = run.services[0]!;
});
afterEach(() => run.close());

async function device(wish: Partial<Wish>): Promise<string> {
  const address = service.subscribe();
  await run.store.saveSubscription(exampleSubscription({ id: randomUUID(), address }, wish));
  return address.endpoint;
}

const telling = (change: Partial<OptInTelling> = {}): OptInTelling => ({
  kind: 'drill',
  id: 'drill-1',
  revision: 1,
  adcodes: ['654225'],
  payload: JSON.stringify({ web_push: 8030, notification: { title: '【演练】山洪红色预警' } }),
  endsAt: '2026-07-01T03:34:00.000Z',
  ...change,
});
const notice = (change: Partial<OptInTelling> = {}) =>
  telling({
    kind: 'notice',
    id: 'notice-1',
    payload: JSON.stringify({ web_push: 8030, notification: { title: '通告：禁火令' } }),
    ...change,
  });
const deliver = async (what: OptInTelling) => {
  await run.plan(what);
  return run.work();
};

test('a drill goes to who asked for drills there, a notice to who asked for notices, and to nobody else', async () => {
  const drills = await device({ wantsDrills: true });
  const notices = await device({ wantsNotices: true });
  await device({});
  await deliver(telling());
  await deliver(notice());
  await deliver(telling({ id: 'drill-elsewhere', adcodes: ['231200'] }));
  expect(titlesAt(service)).toEqual([
    [drills, '【演练】山洪红色预警'],
    [notices, '通告：禁火令'],
  ]);
});

test('a drill that is not marked reaches nobody, and a person is told', async () => {
  await device({ wantsDrills: true });
  const payload = JSON.stringify({ web_push: 8030, notification: { title: '山洪红色预警' } });
  await deliver(telling({ payload }));
  expect(service.requests).toBe(0);
  expect(run.alarms).toEqual([['drill-unmarked', 1, 'drill:drill-1']]);
  expect(await run.ledger.rowsOf('drill:drill-1')).toMatchObject([{ failed: 1, problem: 'drill-unmarked' }]);
});

test('a drill never shares a topic with an alert, whatever its id', async () => {
  await device({ wantsDrills: true });
  await run.save(exampleRevision());
  await run.plan(alert());
  await run.plan(telling({ id: 'a1b2c3' }));
  await run.work();
  expect(service.received.map(({ topic }) => topic)).toEqual([
    topicOf(alertTopic('a1b2c3')),
    topicOf(drillTopic('a1b2c3')),
  ]);
  expect(() => alertTopic('drill:a1b2c3')).toThrow();
});

test('the end of a drill follows everyone who was told of it, and its start is not sent after it', async () => {
  const before = await device({ wantsDrills: true });
  await deliver(telling());
  await run.pool.query('update subscription set wants_drills = false');
  const end = telling({
    revision: 2,
    payload: JSON.stringify({ notification: { title: '【演练】【结束】山洪' } }),
  });
  await deliver(end);
  await device({ wantsDrills: true });
  await run.plan(telling());
  await run.work();
  expect(titlesAt(service).map(([endpoint, title]) => [endpoint === before, title])).toEqual([
    [true, '【演练】山洪红色预警'],
    [true, '【演练】【结束】山洪'],
  ]);
});

test('what has ended is not told, and after every warning comes what was only asked for', async () => {
  await device({ wantsNotices: true });
  expect(await run.plan(notice({ endsAt: '2026-07-01T02:34:00.000Z' }))).toEqual({
    outcome: 'skipped',
    reason: 'ended',
  });
  await run.plan(notice());
  await run.save(exampleRevision());
  await run.plan(alert());
  const { rows } = await run.pool.query(
    `select data->'telling'->>'kind' as kind from pgboss.job where name = 'deliver-batch' order by priority desc`,
  );
  expect(rows).toEqual([{ kind: 'alert' }, { kind: 'notice' }]);
});
