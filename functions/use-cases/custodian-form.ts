import { z } from 'zod';
import { shortLine } from './form-line.ts';

const MAX_REASON = 200;
/** An identity is padded to 1 KB and a header of age is some 200 bytes. */
const MAX_SEALED_BYTES = 16 * 1024;
const AGE_BEGINNING = 'age-encryption.org/v1\n';

const version = z.int().min(1);
/** The public half alone. Its shape keeps a secret key that was pasted by mistake from ever being read further. */
const recipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, '这里只收公钥，以 age1 开头');
/** age ciphertext in base64url; nothing readable is taken. */
const sealed = z
  .string()
  .max(Math.ceil((MAX_SEALED_BYTES * 4) / 3))
  .regex(/^[\w-]+$/)
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
  .refine(
    (bytes) => Buffer.from(bytes.subarray(0, AGE_BEGINNING.length)).toString() === AGE_BEGINNING,
    '要是 age 密文',
  );
const reason = shortLine(MAX_REASON);

export const keyForm = z.strictObject({ recipient, reason });
export const retireForm = z.strictObject({ reason });
export const askForm = z.strictObject({ version, reason, recipient });
export const grantForm = z.strictObject({ version, hours: z.int(), sealed });
export const refuseForm = z.strictObject({ version, reason });
export const endForm = z.strictObject({ version });
export const openForm = z.strictObject({
  sequence: z.int().min(1),
  reason: z.union([z.literal(''), reason]),
});
export const tagForm = z.strictObject({ tag: z.string().regex(/^[0-9a-f]{64}$/) });
export const checkForm = z.strictObject({ ground: z.string().max(20), words: reason });
