import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  fingerprintOf,
  fromBase64Url,
  newKeyPair,
  openWith,
  sealFor,
  toBase64Url,
} from '../../src/browser/custodian-age.ts';
import { closeRing, newPassphrase, newRing, openRing } from '../../src/browser/custodian-file.ts';
import { tagOf } from '../../src/browser/custodian-tag.ts';
import { personTagMessage } from '../../src/domain/person-tag.ts';

const AT = '2026-07-01T02:34:00.000Z';
const ID_NUMBER = '11010519491231002X';

describe('a key file', () => {
  test('opens with its passphrase as people copy it, and with nothing else', async () => {
    const ring = await newRing(null, AT);
    const passphrase = newPassphrase();
    const file = await closeRing(ring, passphrase);
    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
    expect(file).not.toContain('AGE-SECRET-KEY');
    expect(await openRing(file, passphrase.toLowerCase().replaceAll('-', ' '))).toEqual(ring);
    expect(await openRing(file, newPassphrase())).toBeNull();
    expect(await openRing(file.slice(0, -60), passphrase)).toBeNull();
    expect(await openRing('not a key file', passphrase)).toBeNull();
  });

  test('of a new key opens what was sealed to the old one, and knows people by the same tags', async () => {
    const old = await newRing(null, AT);
    const rotated = await newRing(old, AT);
    const plain = new TextEncoder().encode('欧阳');
    const sealed = await sealFor(old.keys[0]?.recipient ?? '', plain);
    const secretsOf = ({ keys }: typeof old): string[] => keys.map(({ secret }) => secret);
    expect(await openWith(secretsOf(rotated), sealed)).toEqual(plain);
    expect(rotated.keys[0]?.id).not.toBe(old.keys[0]?.id);
    expect(await tagOf(rotated.tagKey, ID_NUMBER)).toBe(await tagOf(old.tagKey, ID_NUMBER));
    // The key was lost and begun anew: neither is left.
    const begun = await newRing(null, AT);
    expect(await openWith(secretsOf(begun), sealed)).toBeNull();
    expect(await tagOf(begun.tagKey, ID_NUMBER)).not.toBe(await tagOf(old.tagKey, ID_NUMBER));
  });
});

test('a tag is the HMAC that the documentation says, different for each person', async () => {
  const { tagKey } = await newRing(null, AT);
  const own = createHmac('sha256', Buffer.from(tagKey, 'base64url'))
    .update(personTagMessage(ID_NUMBER))
    .digest('hex');
  expect(await tagOf(tagKey, ID_NUMBER)).toBe(own);
  expect(await tagOf(tagKey, '110105194912310038')).not.toBe(own);
});

test('what is sealed to one browser opens in no other, and a changed bit opens nowhere', async () => {
  const [asker, other] = [await newKeyPair(), await newKeyPair()];
  const sealed = await sealFor(asker.recipient, new Uint8Array(1024));
  expect(await openWith([asker.secret], sealed)).toEqual(new Uint8Array(1024));
  expect(await openWith([other.secret], sealed)).toBeNull();
  const changed = sealed.map((byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte));
  expect(await openWith([asker.secret], changed)).toBeNull();
  expect(await fingerprintOf(asker.recipient)).toMatch(/^[0-9a-f]{4} [0-9a-f]{4}$/);
});

test('bytes of any number survive the way through a form', () => {
  for (const size of [0, 1, 2, 3, 8191, 8192, 8193, 40_000]) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) & 255);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  }
});
