import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { createCaseStore } from '../../../functions/store/case-queries.ts';
import { openDatabase } from '../../../functions/store/database.ts';
import { createTipKeys } from '../../../functions/store/tip-keys.ts';
import { agePlainBytes } from '../../../src/domain/age-envelope.ts';
import { newReceipt, NOW, postTipOff, tipOffForm, tipOffSite } from '../tip-off-fixture.ts';

async function sealedFor(recipient: string, plain: string | Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plain)).toString('base64url');
}

/** A bureau with a custodian: the private half is here, in the test, and never on the server. */
async function office() {
  const receiptKey = Buffer.alloc(32, 7);
  const site = await tipOffSite(1000, receiptKey);
  const database = openDatabase(site.pool);
  const keys = createTipKeys(database, site.attachments, site.masterKey);
  const cases = createCaseStore({ database, keys, receiptKey });
  const secret = await generateX25519Identity();
  const recipient = await identityToRecipient(secret);
  const addKey = (id: string, to = recipient) =>
    cases.addCustodianKey({ id, recipient: to, createdBy: 'custodian', createdAt: NOW });
  const file = async (fields: Record<string, string>) => {
    const receipt = newReceipt();
    const response = await postTipOff(site.app, tipOffForm({ fields: { receipt, ...fields } }));
    const body = (await response.json()) as { word?: string; path?: string };
    return { receipt, status: response.status, problem: [body.word, body.path] };
  };
  const opened = async (receipt: string): Promise<string[]> => {
    const found = await cases.findCaseByReceipt(receipt);
    const items = await cases.listSealed(found?.id ?? '');
    const decrypter = new Decrypter();
    decrypter.addIdentity(secret);
    return Promise.all(items.map(({ bytes }) => decrypter.decrypt(bytes, 'text')));
  };
  return { site, cases, recipient, addKey, file, opened };
}

const padded = (words: object, size = 1024): string => JSON.stringify(words).padEnd(size);
const words = { name: '张三', contact: '13900000000', note: '' };

describe('an identity sealed in the browser', () => {
  test('reaches the custodian whole, marks the case as sealed, and the claim secret is kept as scrypt', async () => {
    const { cases, recipient, addKey, file, opened } = await office();
    await addKey('k1');
    // JSON's length in UTF-8 is what is padded; one character of a name is three bytes.
    const plain = new Uint8Array(1024).fill(0x20);
    plain.set(new TextEncoder().encode(JSON.stringify(words)));
    const identity = await sealedFor(recipient, plain);
    const fields = { anonymity: 'named', identity, identityKeyId: 'k1', claimSecret: '２０２６ 0701' };
    const { receipt, status } = await file(fields);
    expect(status).toBe(201);
    expect((await opened(receipt)).map((text) => JSON.parse(text) as unknown)).toEqual([words]);
    const found = await cases.findCaseByReceipt(receipt);
    expect(found?.identity).toBe('sealed');
    const { hash } = await cases.findClaimSecret(found?.id ?? '');
    expect(hash).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);
  });

  test('is refused when no key opens it, when it was retired, and when its size could tell something', async () => {
    const { cases, recipient, addKey, file } = await office();
    const good = await sealedFor(recipient, padded({}));
    const ask = async (identity: string, identityKeyId = 'k1') =>
      (await file({ anonymity: 'named', identity, identityKeyId })).problem;
    expect(await ask(good)).toEqual(['custodian-key-unknown', 'identityKeyId']);
    await addKey('k1');
    expect(await ask(good, 'k2')).toEqual(['custodian-key-unknown', 'identityKeyId']);
    for (const wrong of [
      await sealedFor(recipient, padded({}, 1023)),
      await sealedFor(recipient, padded({}, 2048)),
      Buffer.from(padded(words)).toString('base64url'),
      good.slice(0, -4),
      `${good}AAAA`,
      '张三 13900000000',
    ])
      expect(await ask(wrong)).toEqual(['identity-invalid', 'identity']);
    expect((await file({ anonymity: 'named', identity: good, identityKeyId: 'k1' })).status).toBe(201);
    await cases.retireCustodianKey('k1', NOW);
    expect(await ask(good)).toEqual(['custodian-key-unknown', 'identityKeyId']);
  });

  test('a retry is answered also after the key was retired, and with another identity it is another tip', async () => {
    const { site, cases, recipient, addKey } = await office();
    await addKey('k1');
    const identity = await sealedFor(recipient, padded({}));
    const fields = { receipt: newReceipt(), anonymity: 'named', identity, identityKeyId: 'k1' };
    const send = async (other: object = {}) =>
      (await postTipOff(site.app, tipOffForm({ fields: { ...fields, ...other } }))).status;
    expect(await send()).toBe(201);
    await cases.retireCustodianKey('k1', NOW);
    expect(await send()).toBe(200);
    expect(await send({ identity: await sealedFor(recipient, padded({})) })).toBe(409);
    expect(await send({ claimSecret: '123456' })).toBe(409);
    expect(await send({ respondent: '别的厂' })).toBe(409);
  });
});

describe('a contact of the form without script', () => {
  test('is sealed to the newest key at once; without a key it is not taken', async () => {
    const { cases, addKey, file, opened, recipient } = await office();
    expect((await file({ contact: '晚上打 13900000000' })).problem).toEqual(['field-invalid', 'contact']);
    await addKey('old', 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq');
    await cases.retireCustodianKey('old', NOW);
    await addKey('k1', recipient);
    const { receipt, status } = await file({ contact: '晚上打 13900000000', anonymity: 'named' });
    expect(status).toBe(201);
    const [text = ''] = await opened(receipt);
    expect(JSON.parse(text)).toEqual({ name: '', contact: '晚上打 13900000000', note: '' });
    const found = await cases.findCaseByReceipt(receipt);
    expect(JSON.stringify(await cases.readContent(found?.id ?? ''))).not.toContain('13900000000');
  });

  test('who says a name is given must give something; a secret that is none is refused', async () => {
    const { file } = await office();
    expect((await file({ anonymity: 'named' })).problem).toEqual(['field-invalid', 'anonymity']);
    expect((await file({ anonymity: 'secret' })).problem).toEqual(['field-invalid', 'anonymity']);
    for (const claimSecret of ['12345', '1234567890123', 'abcdef', '123456\0'])
      expect((await file({ claimSecret })).problem).toEqual(['field-invalid', 'claimSecret']);
  });
});

test('the key reporters seal to is told, the newest that is not retired, and nothing else of it', async () => {
  const { site, addKey, recipient } = await office();
  const ask = async () => site.app.request('/api/tip-offs/custodian-key');
  expect((await ask()).status).toBe(404);
  await addKey('k1');
  const response = await ask();
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await response.json()).toEqual({ id: 'k1', recipient });
});

test('the size of what is sealed is told from outside, and no other file is taken for an age file', async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  for (const size of [0, 1, 1024, 65_535, 65_536, 65_537, 200_000]) {
    const sealed = Buffer.from(await sealedFor(recipient, new Uint8Array(size)), 'base64url');
    expect(agePlainBytes(sealed)).toBe(size);
  }
  const sealed = Buffer.from(await sealedFor(recipient, new Uint8Array(10)), 'base64url');
  for (const wrong of [
    sealed.subarray(0, 190),
    sealed.subarray(1),
    new Uint8Array(),
    Buffer.from('age-encryption.org/v1\n'),
  ])
    expect(agePlainBytes(wrong)).toBeNull();
});
