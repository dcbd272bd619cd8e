import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import {
  askCustodianKey,
  IDENTITY_BYTES,
  paddedIdentity,
  sealIdentity,
} from '../../src/browser/report-seal.ts';

const short = { name: '张三', contact: '13800000000', note: '' };
const long = { name: '买买提·阿不都热依木', contact: '𠮷'.repeat(100), note: '😀'.repeat(100) };

describe('sealing who the reporter is', () => {
  test('only the key of the custodian opens it, and its length tells nothing', async () => {
    const key = await generateX25519Identity();
    const recipient = await identityToRecipient(key);
    const [one, two] = [await sealIdentity(short, recipient), await sealIdentity(long, recipient)];
    expect(one.length).toBe(two.length);
    expect(one).toMatch(/^[\w-]+$/);
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    const opened = await decrypter.decrypt(new Uint8Array(Buffer.from(one, 'base64url')), 'text');
    expect(opened.length).toBe(IDENTITY_BYTES - 4);
    expect(JSON.parse(opened)).toEqual(short);
  });

  test('the longest identity that the form lets through fits; a longer one is refused, never cut', () => {
    const most = { name: '😀'.repeat(40), contact: '😀'.repeat(100), note: '😀'.repeat(100) };
    expect(paddedIdentity(most).length).toBe(IDENTITY_BYTES);
    expect(() => paddedIdentity({ ...most, note: '😀'.repeat(120) })).toThrow(RangeError);
  });

  test('no key, no answer and an answer of somebody else are three things', async () => {
    const ask = (status: number, body: unknown) =>
      askCustodianKey(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
    const key = { id: 'k1', recipient: `age1${'q'.repeat(58)}` };
    expect(await ask(200, key)).toEqual(key);
    expect(await ask(404, { word: 'not-found' })).toBe('none');
    expect(await ask(200, { id: 'k1', recipient: 'https://evil' })).toBe('unreachable');
    expect(await ask(502, {})).toBe('unreachable');
    expect(await askCustodianKey(() => Promise.reject(new TypeError('offline')))).toBe('unreachable');
  });
});
