import { describe, expect, test, vi } from 'vitest';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import type { TipOffWords } from '../../../src/domain/tip-off.ts';
import { newReceipt, postTipOff, tipOffForm, tipOffSite } from '../tip-off-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const receiptKey = Buffer.alloc(32, 7);
const FAMILY = '👨\u200d👩\u200d👧';

async function office() {
  const site = await tipOffSite(10_000, receiptKey);
  const database = openDatabase(site.pool);
  const cases = createCaseStore({
    database,
    keys: createTipKeys(database, site.attachments, site.masterKey),
    receiptKey,
  });
  const file = async (fields: Record<string, string>) => {
    const receipt = newReceipt();
    const response = await postTipOff(site.app, tipOffForm({ fields: { receipt, ...fields } }));
    const { word, path } = (await response.json()) as { word?: string; path?: string };
    return { receipt, outcome: [response.status, word, path] };
  };
  const words = async (fields: Record<string, string>): Promise<TipOffWords | undefined> => {
    const { receipt } = await file(fields);
    const found = await cases.findCaseByReceipt(receipt);
    return (await cases.readContent(found?.id ?? ''))?.words;
  };
  return { site, file, words };
}

describe('text and fields (numbers of the list of bad inputs)', () => {
  test('what cannot be meant is refused by name, and nothing is stored', async () => {
    const { site, file } = await office();
    const wgs84 = (lat: string, lng: string) => ({ lat, lng, datum: 'wgs84' });
    const position = [422, 'position-invalid', 'lat'] as const;
    const seenAt = [422, 'field-invalid', 'seenAt'] as const;
    const table: [name: string, fields: Record<string, string>, expected: readonly (number | string)[]][] = [
      ['37 a million characters', { text: '字'.repeat(1_000_000) }, [413, 'request-too-large']],
      ['37 sixty thousand', { text: 'a'.repeat(60_000) }, [422, 'text-too-long', 'text']],
      ['38 5001 code points', { text: `${FAMILY.repeat(1000)}字` }, [422, 'text-too-long', 'text']],
      ['38 101 of a name', { respondent: '厂'.repeat(101) }, [422, 'text-too-long', 'respondent']],
      ['39 NUL', { respondent: '石料\0厂' }, [422, 'text-invalid', 'respondent']],
      ['47 a prototype', { 'constructor.prototype': '1' }, [422, 'field-invalid', 'constructor.prototype']],
      ['48 a tick that is none', { isInsider: 'true' }, [422, 'field-invalid', 'isInsider']],
      ['48 1e400', wgs84('1e400', '82.9'), position],
      ['48 NaN', wgs84('NaN', '82.9'), position],
      ['49 an unknown field', { reward: '999' }, [422, 'field-invalid', 'reward']],
      ['51 lat 91', wgs84('91', '181'), position],
      ['51 null island', wgs84('0', '-0'), position],
      ['51 Paris', wgs84('48.85', '2.35'), position],
      ['51 Tokyo', wgs84('35.68', '139.69'), position],
      ['51 swapped', wgs84('82.98', '46.20'), position],
      ['51 without longitude', { lat: '46.2', datum: 'wgs84' }, [422, 'position-invalid', 'lng']],
      ['51 another grid', { lat: '46.2', lng: '82.9', datum: 'cgcs' }, [422, 'position-invalid', 'datum']],
      ['52 an option that is not offered', { category: 'nuclear' }, [422, 'field-invalid', 'category']],
      ['53 tomorrow', { seenAt: '2026-07-02T10:00' }, seenAt],
      ['53 year 1', { seenAt: '0001-01-01T00:00' }, seenAt],
      ['53 a number', { seenAt: '1000000000000000' }, seenAt],
      ['53 31 June', { seenAt: '2026-06-31T10:00' }, seenAt],
    ];
    for (const [name, fields, expected] of table)
      expect([name, (await file(fields)).outcome]).toEqual([name, [expected[0], expected[1], expected[2]]]);
    expect((await site.pool.query('select 1 from tip_off')).rows).toEqual([]);
  });

  test('what is meant is kept as it was meant, and nothing of it is obeyed', async () => {
    const { words, file } = await office();
    expect((await file({ text: FAMILY.repeat(1000) })).outcome[0]).toBe(201);
    const literal = `<script>alert(1)</script> <img onerror=x> [a](javascript:1) {{7*7}} \${7*7} <%= 1 %> ' OR 1=1 -- {"$gt":""}`;
    expect((await words({ text: literal }))?.text).toBe(literal);
    // 39, 41–43: controls and disguises go, line ends become one kind, marks are bounded.
    const odd = await words({
      text: `一\u0007二\u0085\r\n\r三${'\n'.repeat(100)}四e${'\u0301'.repeat(300)}`,
      respondent: '\u202e厂\u2066某\u200b某\n石料',
    });
    expect(odd?.text).toBe(`一二\n\n三\n\n四é${'\u0301'.repeat(3)}`.normalize('NFD'));
    expect(odd?.respondent).toBe('厂某某 石料');
    // 51: each grid is kept under its own name.
    for (const datum of ['wgs84', 'gcj02', 'bd09'])
      expect((await words({ lat: '46.201', lng: '82.981', datum }))?.position).toEqual({
        lat: 46.201,
        lng: 82.981,
        datum,
      });
    expect(await words({ seenAt: '2026-07-01T10:30', isInsider: 'on' })).toMatchObject({
      seenAt: '2026-07-01T02:30:00.000Z',
      isInsider: true,
    });
  });

  test('40 half a character and bytes that are no text never break the server', async () => {
    const { site } = await office();
    const head = (name: string) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`;
    const fields = Object.entries({ category: 'mining', receipt: newReceipt() }).map(
      ([name, value]) => `${head(name)}${value}\r\n`,
    );
    const body = Buffer.concat([
      Buffer.from(`${fields.join('')}${head('text')}`),
      Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xfe]),
      Buffer.from('坑\r\n--b--\r\n'),
    ]);
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect([201, 422]).toContain(
      (await site.app.request('/api/tip-offs', { method: 'POST', body, headers })).status,
    );
  });

  test('49, 62 a field said twice, and anything in the address, is refused', async () => {
    const { site } = await office();
    const twice = tipOffForm({ fields: { receipt: newReceipt() } });
    twice.append('respondent', '甲');
    twice.append('respondent', '乙');
    expect((await postTipOff(site.app, twice)).status).toBe(422);
    const form = tipOffForm({ fields: { receipt: newReceipt() } });
    const inAddress = await site.app.request(`/api/tip-offs?receipt=${newReceipt()}`, {
      method: 'POST',
      body: form,
    });
    expect([inAddress.status, ((await inAddress.json()) as { word: string }).word]).toEqual([
      400,
      'receipt-in-address',
    ]);
  });
});
