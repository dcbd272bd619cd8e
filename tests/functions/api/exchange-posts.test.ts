import { beforeEach, describe, expect, test } from 'vitest';
import { webhookBody } from '../../../functions/channels/webhook.ts';
import { NOON } from '../alert-desk.ts';
import { capArea, capDocument, capInfo, geocode } from '../cap-document.ts';
import { exampleHandOver } from '../channels/hand-over-example.ts';
import { openExchange, type Exchange } from '../exchange-fixture.ts';

const OWN = 'anlan@yjglj.example';
let exchange: Exchange;
beforeEach(async () => {
  exchange = await openExchange();
});

describe('a signed bulletin of a neighbour', () => {
  test('is relayed verbatim, and the way it came is on record', async () => {
    const xml = capDocument();
    expect(await exchange.post(xml)).toMatchObject({ status: 200, outcome: 'published', revision: 1 });
    const [alert] = await exchange.desk.current();
    expect(alert).toMatchObject({ origin: 'relayed', source: '裕民县气象台' });
    expect((await exchange.desk.documents())[0]?.body).toBe(xml);
    expect(await exchange.status()).toMatchObject({ accepted: 1, refused: 0, failures: 0, lastOkAt: NOON });
    const { rows } = await exchange.desk.pool.query('select alert_id, outcome from neighbour_item');
    expect(rows).toEqual([{ alert_id: alert?.alertId, outcome: 'accepted' }]);
  });

  test('again is there already: by its id, by its bytes, by its own key', async () => {
    const xml = capDocument();
    await exchange.post(xml, { id: 'one' });
    expect(await exchange.post(xml, { id: 'one' })).toMatchObject({ status: 200, outcome: 'already-there' });
    expect(await exchange.post(xml, { id: 'two' })).toMatchObject({ status: 200, outcome: 'already-there' });
    expect(await exchange.post(`${xml}\n`, { id: 'three' })).toMatchObject({ outcome: 'already-there' });
    expect((await exchange.desk.counts()).revisions).toBe(1);
    expect(await exchange.status()).toMatchObject({ accepted: 1, repeated: 3 });
  });

  test('under the id of another is refused: it would hide a warning', async () => {
    await exchange.post(capDocument(), { id: 'one' });
    expect(await exchange.post(capDocument({ identifier: 'other' }), { id: 'one' })).toMatchObject({
      status: 409,
      word: 'idempotency-key-reused',
    });
  });

  test('of ours, come back through a neighbour, is left alone', async () => {
    const ours = capDocument({ sender: OWN });
    expect(await exchange.post(ours)).toMatchObject({ status: 200, outcome: 'already-there', alertId: null });
    expect((await exchange.desk.counts()).revisions).toBe(0);
  });

  test('that we relayed from elsewhere is there already', async () => {
    await exchange.desk.ingest(capDocument());
    expect(await exchange.post(capDocument())).toMatchObject({ status: 200, outcome: 'already-there' });
    expect((await exchange.desk.counts()).revisions).toBe(1);
  });

  test('for somewhere else is refused clearly, and is no mistake of the neighbour’s', async () => {
    const elsewhere = capDocument({
      infos: [capInfo({ areas: [capArea('北京市', geocode('110000000000'))] })],
    });
    expect(await exchange.post(elsewhere)).toMatchObject({ status: 422, word: 'region-not-served' });
    expect(await exchange.status()).toMatchObject({ ignored: 1, refused: 0, failures: 0, lastProblem: null });
  });

  test('may be a hand-over of another portal of this kind', async () => {
    const cap = {
      mouth: 'cap' as const,
      language: 'zh-CN',
      mediaType: 'application/cap+xml',
      text: capDocument(),
    };
    const body = webhookBody(exampleHandOver({ texts: [cap] }));
    expect(await exchange.post(body, { type: 'application/json; charset=utf-8' })).toMatchObject({
      outcome: 'published',
    });
  });
});
