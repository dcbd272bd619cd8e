import { createPrivateKey, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { armedKeys, SEALED_BYTES } from '../../../functions/channels/push-armed-key.ts';
import {
  encryptPush,
  HEADER_BYTES,
  newSenderKey,
  newSenderPair,
  pushRecord,
  senderPairs,
} from '../../../functions/channels/push-encryption.ts';
import { decryptPush, flipBit, newBrowserKeys } from '../../support/push-keys.ts';

/** What web-push encrypts with; its other half reads what we wrote. */
const ece = createRequire(createRequire(import.meta.url).resolve('web-push'))('http_ece') as {
  decrypt(body: Buffer, options: object): Buffer;
};
const bytes = (text: string) => Buffer.from(text, 'base64url');
const seal = (text: string, browser: ReturnType<typeof newBrowserKeys>) =>
  encryptPush(newSenderKey(newSenderPair(), browser.keys), pushRecord(text));

describe('a message is encrypted as RFC 8291 says', () => {
  test('the example of its section 5 comes out byte for byte', () => {
    const sender = {
      kty: 'EC',
      crv: 'P-256',
      d: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
      x: '_jP0qw3qcZFNtVgj9ztUlI9BMG2SBzLbuaWaUyhkgiA',
      y: 'Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
    };
    const pair = {
      privateKey: createPrivateKey({ key: sender, format: 'jwk' }),
      point: bytes('BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8'),
    };
    const receiver = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    const key = newSenderKey(pair, receiver, bytes('DGv6ra1nlYgDCS1FRnbzlw'));
    const body = encryptPush(key, pushRecord('When I grow up, I want to be a watermelon'));
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK' +
        '6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  test('whatever the text, a browser written from the standard and the web-push package’s own reader agree on it', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(texts, (text) => {
        const browser = newBrowserKeys();
        const body = seal(text, browser);
        expect(decryptPush(body, browser)).toBe(text);
        const read = ece.decrypt(body, {
          version: 'aes128gcm',
          privateKey: browser.ecdh,
          authSecret: browser.keys.auth,
        });
        expect(read.toString()).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test('it is as long as the package’s, and the package’s is read by the same browser', () => {
    const browser = newBrowserKeys();
    const text = '【更新】山洪红色预警';
    const theirs = webPush.encrypt(browser.keys.p256dh, browser.keys.auth, text, 'aes128gcm').cipherText;
    expect(decryptPush(theirs, browser)).toBe(text);
    expect(seal(text, browser)).toHaveLength(theirs.length);
  });

  test('one changed bit, another device or another secret reads nothing', () => {
    const browser = newBrowserKeys();
    const body = seal('山洪', browser);
    expect(() => decryptPush(flipBit(body), browser)).toThrow();
    expect(() => decryptPush(body, newBrowserKeys())).toThrow();
    expect(() => decryptPush(body, { ...browser, auth: randomBytes(16) })).toThrow();
  });

  test('3 993 bytes fit into one record, one more is refused', () => {
    const browser = newBrowserKeys();
    const most = 'a'.repeat(3993);
    expect(seal(most, browser)).toHaveLength(4096);
    expect(() => seal(`${most}a`, browser)).toThrow('too large');
  });

  test.each(['AAAA', '', Buffer.alloc(65, 4).toString('base64url')])('%j is no key of a device', (p256dh) => {
    expect(() => newSenderKey(newSenderPair(), { p256dh, auth: 'BTBZMqHH6r4Tts7J_aSIgg' })).toThrow();
  });
});

describe('no key seals two texts', () => {
  test('a sender key that was used is refused', () => {
    const key = newSenderKey(newSenderPair(), newBrowserKeys().keys);
    encryptPush(key, pushRecord('first'));
    expect(() => encryptPush(key, pushRecord('second'))).toThrow('once');
  });

  test('devices that share our pair, and one device twice, share neither salt nor content key', () => {
    const pair = newSenderPair();
    const [one, other] = [newBrowserKeys(), newBrowserKeys()];
    const keys = [one, other, one].map(({ keys }) => newSenderKey(pair, keys));
    const salts = new Set(keys.map((key) => key.toString('hex', 0, 16)));
    const secrets = new Set(keys.map((key) => key.toString('hex', HEADER_BYTES)));
    expect([salts.size, secrets.size]).toEqual([3, 3]);
  });

  test('a pair serves so many devices and is then replaced', () => {
    const next = senderPairs(2);
    const points = Array.from({ length: 5 }, () => next().point.toString('hex'));
    expect(points[0]).toBe(points[1]);
    expect(new Set(points).size).toBe(3);
  });
});

describe('a key that was armed in quiet times', () => {
  const master = randomBytes(32);

  test('seals a message that the device reads', () => {
    const browser = newBrowserKeys();
    const sealed = armedKeys(master).arm(browser.keys);
    expect(sealed).toHaveLength(SEALED_BYTES);
    const key = armedKeys(master).open(sealed, browser.keys);
    expect(decryptPush(encryptPush(key!, pushRecord('山洪')), browser)).toBe('山洪');
  });

  test('has a pair and a salt of its own each time', () => {
    const { keys } = newBrowserKeys();
    const box = armedKeys(master);
    const heads = [1, 2].map(() => box.open(box.arm(keys), keys)!.subarray(0, HEADER_BYTES));
    expect(heads[0]!.subarray(0, 16).equals(heads[1]!.subarray(0, 16))).toBe(false);
    expect(heads[0]!.subarray(21).equals(heads[1]!.subarray(21))).toBe(false);
  });

  test('tells nothing at rest, and opens for nobody else', () => {
    const { keys } = newBrowserKeys();
    const box = armedKeys(master);
    const sealed = box.arm(keys);
    const opened = box.open(sealed, keys)!;
    expect(sealed.includes(opened.subarray(HEADER_BYTES, HEADER_BYTES + 16))).toBe(false);
    expect(box.open(sealed, newBrowserKeys().keys)).toBeNull();
    expect(box.open(sealed, { ...keys, auth: randomBytes(16).toString('base64url') })).toBeNull();
    expect(armedKeys(randomBytes(32)).open(sealed, keys)).toBeNull();
    expect(box.open(flipBit(sealed), keys)).toBeNull();
    expect(box.open(sealed.subarray(1), keys)).toBeNull();
  });
});
