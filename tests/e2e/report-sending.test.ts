import { createChallenge, verifySolution, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import {
  addPhoto,
  fieldIn,
  fillWhat,
  openForm,
  phone,
  press,
  pressNext,
  receiptOn,
  startPhones,
  toTheEnd,
} from './report-phone.ts';

let stop = (): Promise<void> => Promise.resolve();
beforeAll(async () => {
  stop = await startPhones();
});
afterAll(() => stop());

describe('sending a report over a bad line to a busy server', () => {
  test('a report whose answer was lost is filed once and keeps its receipt', async () => {
    const { page } = await phone();
    const receipts: (string | undefined)[] = [];
    const statuses: number[] = [];
    await page.route('**/api/tip-offs', async (route) => {
      receipts.push(fieldIn(route.request().postData(), 'receipt'));
      const answer = await route.fetch();
      statuses.push(answer.status());
      if (receipts.length === 1) await route.abort('connectionreset');
      else await route.fulfill({ response: answer });
    });
    await openForm(page);
    await fillWhat(page);
    await pressNext(page, 5);
    await press(page, '提交');
    await page.getByText('没有连上').waitFor();
    await press(page, '提交');
    expect(await receiptOn(page).textContent()).toBe(receipts[0]);
    expect(receipts[1]).toBe(receipts[0]);
    expect(statuses).toEqual([201, 200]);
  });

  test('a photo whose line was cut goes on where it was, and is filed whole', async () => {
    const { page } = await phone();
    const noise = Buffer.from(
      Uint8Array.from({ length: 900 * 900 * 3 }, (_, i) => (i * 7919 + (i >> 7)) % 251),
    );
    const photo = await sharp(noise, { raw: { width: 900, height: 900, channels: 3 } })
      .jpeg()
      .toBuffer();
    const offsets: number[] = [];
    await page.route('**/api/tip-offs/uploads/*', async (route) => {
      const request = route.request();
      if (request.method() !== 'PATCH') return route.continue();
      offsets.push(Number(request.headers()['upload-offset']));
      return offsets.length === 2 ? route.abort('connectionreset') : route.continue();
    });
    await openForm(page);
    await fillWhat(page);
    await pressNext(page, 3);
    await addPhoto(page, photo);
    await pressNext(page, 2);
    await press(page, '提交');
    await receiptOn(page).waitFor();
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBeGreaterThan(0);
    expect(offsets[2]).toBe(offsets[1]);
  });

  test('who reports is closed on the device, and a busy server’s sum is done beside the page', async () => {
    const { page } = await phone();
    const key = await generateX25519Identity();
    const answer = { id: 'key-1', recipient: await identityToRecipient(key) };
    const secret = 'only-of-this-test';
    const challenge = await createChallenge({
      ...{ algorithm: 'SHA-256', cost: 20, keyPrefix: '00', deriveKey, hmacSignatureSecret: secret },
    });
    const bodies: string[] = [];
    await page.route('**/api/tip-offs/custodian-key', (route) => route.fulfill({ json: answer }));
    await page.route('**/api/tip-offs', (route) => {
      bodies.push(route.request().postData() ?? '');
      return bodies.length === 1
        ? route.fulfill({ status: 428, json: { word: 'work-needed', title: '请稍等', challenge } })
        : route.fulfill({ status: 201, json: { caseNo: '2026-000001', receivedAt: '2026-07-01T02:34:00Z' } });
    });
    await openForm(page);
    await fillWhat(page);
    await pressNext(page, 4);
    await page.getByLabel(/^实名/).check();
    await press(page, '下一步');
    await page.getByText('实名要写姓名').waitFor();
    await page.getByRole('textbox', { name: '真实姓名' }).fill('张三');
    await page.getByLabel('怎么联系到您').fill('13800000000');
    await toTheEnd(page);
    expect(await axeViolations(page)).toEqual([]);
    await press(page, '下一步');
    await press(page, '提交');
    await receiptOn(page).waitFor();
    const [first = '', second = ''] = bodies;
    expect(bodies.join()).not.toMatch(/张三|13800000000/);
    expect(fieldIn(second, 'identityKeyId')).toBe('key-1');
    expect(fieldIn(second, 'identity')).toBe(fieldIn(first, 'identity'));
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    const sealed = Buffer.from(fieldIn(second, 'identity') ?? '', 'base64url');
    const opened = await decrypter.decrypt(new Uint8Array(sealed), 'text');
    expect(JSON.parse(opened)).toEqual({ name: '张三', contact: '13800000000', note: '' });
    const payload = JSON.parse(Buffer.from(fieldIn(second, 'work') ?? '', 'base64').toString()) as Payload;
    expect(await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: secret })).toMatchObject({
      verified: true,
    });
  });
});
