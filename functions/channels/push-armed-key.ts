import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { PushAddress } from '../../src/domain/subscription.ts';
import { newSenderKey, newSenderPair, SENDER_KEY_BYTES, type SenderKey } from './push-encryption.ts';

type DeviceKeys = Pick<PushAddress, 'p256dh' | 'auth'>;

/**
 * Sender keys made in quiet times and kept sealed in the database, so that at the hour of a warning only AES is left to
 * do. Each has an elliptic-curve pair of its own, whose private half is dropped at once, and serves one message: the
 * store deletes it in the statement that hands it out, and its table is emptied by a crash (armed-schema.ts).
 *
 * Sealed with AES-256-GCM under a key derived from the master key, which is a file outside the database. The device's
 * own keys are bound to it: a row that was moved to another device, or whose device came back with other keys, does
 * not open. Nonces are random: good for 2^32 seals, ten million a day for a year.
 */
export interface ArmedKeys {
  /** Costs an elliptic-curve key pair and an agreement. Throws when the device's key is no point on P-256. */
  arm(to: DeviceKeys): Buffer;
  /** Null when it was sealed for other keys, or damaged: the caller makes a fresh one. */
  open(sealed: Uint8Array, to: DeviceKeys): SenderKey | null;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
export const SEALED_BYTES = IV_BYTES + SENDER_KEY_BYTES + TAG_BYTES;

export function armedKeys(masterKey: Uint8Array): ArmedKeys {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', masterKey, new Uint8Array(), 'anlan armed push keys 1', 32)),
  );
  const boundTo = ({ p256dh, auth }: DeviceKeys): Buffer => Buffer.from(`${p256dh} ${auth}`);
  return {
    arm(to) {
      const senderKey = newSenderKey(newSenderPair(), to);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(to));
      const sealed = Buffer.concat([iv, cipher.update(senderKey), cipher.final(), cipher.getAuthTag()]);
      senderKey.fill(0);
      return sealed;
    },
    open(sealed, to) {
      if (sealed.length !== SEALED_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES))
        .setAAD(boundTo(to))
        .setAuthTag(sealed.subarray(-TAG_BYTES));
      const senderKey = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
      try {
        decipher.final();
      } catch {
        return null;
      }
      return senderKey;
    },
  };
}
