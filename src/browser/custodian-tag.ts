import { personTagMessage, type PersonTag } from '../domain/person-tag.ts';
import { fromBase64Url } from './custodian-age.ts';

/** The person's tag, under a key that is only in the custodian's file. `idNumber` is tidy and was checked. */
export async function tagOf(tagKey: string, idNumber: string): Promise<PersonTag> {
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase64Url(tagKey),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(personTagMessage(idNumber)));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
