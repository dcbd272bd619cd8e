import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  newReceipt,
  NOW,
  postTipOff,
  stepsOf,
  tipOffForm,
  tipOffSite,
  type TipOffSite,
} from '../tip-off-fixture.ts';
import { notPhotos, plainJpeg, pngBomb } from '../http/photo-fixtures.ts';

const count = async ({ pool }: TipOffSite): Promise<number> =>
  Number((await pool.query<{ n: string }>('select count(*) as n from tip_off')).rows[0]?.n);
const files = async ({ folder }: TipOffSite): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((f) => f.isFile())
    .map((f) => f.name);
const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = (await response.json()) as { word: string; title: string; path?: string };
  expect(body.title).toMatch(/[\u4e00-\u9fff]/);
  return [response.status, body.word, ...(body.path === undefined ? [] : [body.path])];
};

describe('POST /api/tip-offs', () => {
  test('a tip-off with a photo is filed and its receipt opens its status', async () => {
    const site = await tipOffSite();
    const receipt = newReceipt();
    const form = tipOffForm({ fields: { receipt, adcode: '654225000000' }, photos: [await plainJpeg()] });
    const response = await postTipOff(site.app, form, { 'idempotency-key': 'k-12345678' });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = (await response.json()) as { caseNo: string; receivedAt: string };
    expect(body).toEqual({ caseNo: expect.stringMatching(/^2026-\d{6}$/) as string, receivedAt: NOW });
    expect(await stepsOf(site)).toEqual([{ caseNo: body.caseNo, kind: 'hazard', events: ['received'] }]);
    expect(await files(site)).toHaveLength(2);
  });

  test('a retry with the same receipt and content gets the same answer and files nothing more', async () => {
    const site = await tipOffSite();
    const receipt = newReceipt();
    const photos = [await plainJpeg()];
    const send = (key: string) =>
      postTipOff(site.app, tipOffForm({ fields: { receipt }, photos }), { 'idempotency-key': key });
    const first = await send('k-12345678');
    const again = await send('k-12345678');
    const afterReload = await send('k-other-key');
    expect([first.status, again.status, afterReload.status]).toEqual([201, 200, 200]);
    const bodies = await Promise.all([first, again, afterReload].map((r) => r.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(await count(site)).toBe(1);
    expect(await files(site)).toHaveLength(2);
  });

  test('of parallel submissions of one tip-off exactly one is filed, and all get its number', async () => {
    const site = await tipOffSite();
    const receipt = newReceipt();
    const photos = [await plainJpeg()];
    const responses = await Promise.all(
      Array.from({ length: 6 }, () =>
        postTipOff(site.app, tipOffForm({ fields: { receipt }, photos }), {
          'idempotency-key': 'k-12345678',
        }),
      ),
    );
    expect(responses.filter((r) => r.status === 201)).toHaveLength(1);
    expect(responses.filter((r) => r.status === 200)).toHaveLength(5);
    expect(new Set(await Promise.all(responses.map((r) => r.text()))).size).toBe(1);
    expect(await count(site)).toBe(1);
    expect(await files(site)).toHaveLength(2);
  });

  test('the same receipt or key with other content is refused and changes nothing', async () => {
    const site = await tipOffSite();
    const receipt = newReceipt();
    const headers = { 'idempotency-key': 'k-12345678' };
    await postTipOff(site.app, tipOffForm({ fields: { receipt } }), headers);
    const otherText = tipOffForm({ fields: { receipt, text: '另一件事' } });
    expect(await problemOf(await postTipOff(site.app, otherText))).toEqual([409, 'idempotency-key-reused']);
    const otherReceipt = tipOffForm({ fields: { receipt: newReceipt() } });
    expect(await problemOf(await postTipOff(site.app, otherReceipt, headers))).toEqual([
      409,
      'idempotency-key-reused',
    ]);
    expect(await count(site)).toBe(1);
  });

  test.each([
    ['an unknown kind', { kind: 'gossip' }, [422, 'field-invalid', 'kind']],
    ['a category of another kind', { category: 'fire-exit' }, [422, 'field-invalid', 'category']],
    ['an unknown region', { adcode: '110101' }, [422, 'region-unknown', 'adcode']],
    ['a region that is no code', { adcode: '6542<b>' }, [422, 'region-unknown', 'adcode']],
    ['an empty text', { text: ' \n ' }, [422, 'field-invalid', 'text']],
    ['a text of 5001 code points', { text: '字'.repeat(5001) }, [422, 'text-too-long', 'text']],
    ['a megabyte of text', { text: '字'.repeat(1_000_000) }, [413, 'request-too-large']],
    ['NUL in a text', { text: '矿井\0' }, [422, 'text-invalid', 'text']],
    ['a place of 201 code points', { place: '路'.repeat(201) }, [422, 'text-too-long', 'place']],
    ['a receipt with a slip', { receipt: '0000-0000-0000-0000-1' }, [422, 'receipt-malformed', 'receipt']],
    ['no receipt', { receipt: '' }, [422, 'receipt-malformed', 'receipt']],
    ['swapped degrees', { lat: '82.98', lng: '46.20', datum: 'wgs84' }, [422, 'position-invalid', 'lat']],
    ['degrees without a datum', { lat: '46.20', lng: '82.98' }, [422, 'position-invalid', 'datum']],
    ['a time still ahead', { seenAt: '2026-07-01T12:34' }, [422, 'field-invalid', 'seenAt']],
    ['an unknown field', { status: 'closed' }, [422, 'field-invalid', 'status']],
    ['a field named __proto__', { ['__proto__x']: '1' }, [422, 'field-invalid', '__proto__x']],
  ])('%s is refused by name, nothing is stored', async (_, fields, expected) => {
    const site = await tipOffSite();
    const form = tipOffForm({ fields: { receipt: newReceipt(), ...fields } });
    expect(await problemOf(await postTipOff(site.app, form))).toEqual(expected);
    expect([await count(site), await files(site)]).toEqual([0, []]);
  });

  test.each([
    ['an empty file', notPhotos.empty, [422, 'photo-empty']],
    ['noise', notPhotos.noise, [422, 'photo-not-a-photo']],
    ['SVG named .jpg', notPhotos.svg, [415, 'photo-format-refused']],
    ['HEIC', notPhotos.heic, [415, 'photo-format-refused']],
    ['PDF', notPhotos.pdf, [415, 'photo-format-refused']],
    ['a bomb', pngBomb(30_000, 30_000), [422, 'photo-too-many-pixels']],
    ['11 MB', Buffer.alloc(11 * 1024 * 1024, 0xff), [413, 'photo-too-large']],
  ])('%s as a photo refuses the whole tip-off: no photo and no row is stored', async (_, bytes, expected) => {
    const site = await tipOffSite();
    const form = tipOffForm({ fields: { receipt: newReceipt() }, photos: [await plainJpeg(), bytes] });
    expect(await problemOf(await postTipOff(site.app, form))).toEqual([...expected, 'photos.1']);
    expect([await count(site), await files(site)]).toEqual([0, []]);
  });

  test('a tenth photo is refused; an empty file field of a plain form is none', async () => {
    const site = await tipOffSite();
    const photo = await plainJpeg(20, 10);
    const ten = tipOffForm({
      fields: { receipt: newReceipt() },
      photos: Array.from({ length: 10 }, () => photo),
    });
    expect(await problemOf(await postTipOff(site.app, ten))).toEqual([422, 'photos-too-many', 'photos']);
    expect(await readdir(site.uploadFolder)).toEqual([]);
    const part = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; ${name}\r\n\r\n${value}\r\n`;
    const fields = { kind: 'hazard', category: 'mining', text: '矿井口没有围栏', receipt: newReceipt() };
    const body = [
      ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
      part('name="photos"; filename=""', ''),
      '--b--\r\n',
    ].join('');
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const none = await site.app.request('/api/tip-offs', { method: 'POST', body, headers });
    expect(none.status).toBe(201);
  });

  test('a body that is JSON, cut, repeated or endless is refused', async () => {
    const { app } = await tipOffSite();
    const raw = (body: BodyInit, type: string) =>
      app.request('/api/tip-offs', {
        method: 'POST',
        body,
        headers: { 'content-type': type },
        duplex: 'half',
      } as RequestInit);
    expect(await problemOf(await raw('{"kind":["hazard"]}', 'application/json'))).toEqual([
      415,
      'media-type-unsupported',
    ]);
    const cut = '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\nabc';
    expect(await problemOf(await raw(cut, 'multipart/form-data; boundary=b'))).toEqual([400, 'form-invalid']);
    expect(await problemOf(await raw('x', 'multipart/form-data'))).toEqual([400, 'form-invalid']);
    const twice = tipOffForm({ fields: { receipt: newReceipt() } });
    twice.append('text', '第二段');
    expect(await problemOf(await postTipOff(app, twice))).toEqual([422, 'field-invalid', 'text']);
    const asFile = tipOffForm({ fields: { receipt: newReceipt() } });
    asFile.delete('text');
    asFile.append('text', new File(['内容'], 'a.txt'));
    expect(await problemOf(await postTipOff(app, asFile))).toEqual([422, 'field-invalid', 'text']);
  });

  test('a body that never ends is cut: in a photo, in a field, before anything', async () => {
    const site = await tipOffSite();
    const endless = (head: string) => {
      const sent = { bytes: 0 };
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
        pull: (controller) => {
          sent.bytes += 64 * 1024;
          controller.enqueue(new Uint8Array(64 * 1024));
        },
      });
      return { sent, body };
    };
    const ask = async (head: string) => {
      const { sent, body } = endless(head);
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
      return { problem: await problemOf(await site.app.request('/api/tip-offs', init)), sent };
    };
    const photo = await ask('--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n');
    expect(photo.problem).toEqual([413, 'photo-too-large', 'photos.0']);
    expect(photo.sent.bytes).toBeLessThan(11 * 1024 * 1024);
    const field = await ask('--b\r\ncontent-disposition: form-data; name="text"\r\n\r\n');
    expect(field.problem).toEqual([413, 'request-too-large']);
    expect(field.sent.bytes).toBeLessThan(1024 * 1024);
    const nothing = await ask('');
    expect(nothing.problem).toEqual([400, 'form-invalid']);
    expect(nothing.sent.bytes).toBeLessThan(1024 * 1024);
    expect(await readdir(site.uploadFolder)).toEqual([]);
  });

  test('one address that files forms without script without pause is told to wait, others are not', async () => {
    const site = await tipOffSite(2);
    const send = (address: string, text: string) =>
      site.deskFor(address).submitForm(formRequest(tipOffForm({ fields: { text } })));
    expect((await send('203.0.113.7', '一')).result.ok).toBe(true);
    expect((await send('203.0.113.7', '二')).result.ok).toBe(true);
    const { result } = await send('203.0.113.7', '三');
    expect(result.ok ? '' : result.problem.word).toBe('too-many-requests');
    expect((await send('2001:db8::1', '三')).result.ok).toBe(true);
  });
});

function formRequest(form: FormData): Request {
  return new Request('http://localhost/report/sent/', { method: 'POST', body: form });
}
