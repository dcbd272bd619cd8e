import { createCipheriv, createDecipheriv, type Cipheriv } from 'node:crypto';

const BLOCK_BYTES = 16;

/**
 * AES-256-CTR from any byte on, so that an upload goes on where it was cut. Each upload has a key of its own and is
 * only ever appended to, so no part of the key stream meets two texts. It does not prove that nobody changed the file;
 * what comes out goes through the photo cleaner or was sealed by the reporter's browser before.
 */
export function cipherFrom(key: Uint8Array, offset: number): Cipheriv {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeUIntBE(Math.floor(offset / BLOCK_BYTES), BLOCK_BYTES - 6, 6);
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  cipher.update(Buffer.alloc(offset % BLOCK_BYTES));
  return cipher;
}

/** The whole from its beginning, in place of the bytes that were read: twice ten megabytes would be too many. */
export function decipherWhole(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-ctr', key, Buffer.alloc(BLOCK_BYTES));
  const step = 256 * 1024;
  for (let at = 0; at < bytes.length; at += step)
    bytes.set(decipher.update(bytes.subarray(at, at + step)), at);
  return bytes;
}
