import { agePlainBytes, IDENTITY_BYTES } from '../../src/domain/age-envelope.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { cleanLine } from '../../src/domain/tip-off-text.ts';
import { MAX_CONTACT_LENGTH, type Anonymity, type TipOffSealed } from '../../src/domain/tip-off.ts';
import type { CustodianKey } from '../store/case-contract.ts';

export interface GivenIdentity {
  anonymity: Anonymity;
  /** base64url of an age ciphertext made in the reporter's browser. */
  identity: string;
  identityKeyId: string;
  /** Readable, of the form without script: sealed here at once. */
  contact: string;
}

/** The public keys of the custodian, and how something is sealed to one: the server has no private half. */
export interface IdentitySealing {
  listCustodianKeys(): Promise<readonly CustodianKey[]>;
  /** An age file for one recipient. */
  sealTo(recipient: string, plain: string): Promise<Uint8Array>;
}

/** What a reporter said about who they are, before a key was looked at. `secret` goes into the digest of a retry only. */
export interface CheckedIdentity {
  anonymity: Anonymity;
  secret: string;
  seal(sealing: IdentitySealing): Promise<Result<TipOffSealed | null>>;
}

const BASE64URL = /^[\w-]+$/;

/** Judges form only; keys are looked at later, so that a retry is answered also after the key was changed. */
export function checkedIdentity(given: GivenIdentity): Result<CheckedIdentity> {
  const contact = cleanLine(given.contact, MAX_CONTACT_LENGTH, 'contact');
  if (!contact.ok) return contact;
  if (given.identity !== '' && contact.value !== '') return failed('identity-invalid', 'contact');
  if (given.identity !== '') {
    if (!BASE64URL.test(given.identity)) return failed('identity-invalid', 'identity');
    const bytes = Uint8Array.from(Buffer.from(given.identity, 'base64url'));
    return ok({
      anonymity: given.anonymity,
      secret: given.identity,
      seal: (sealing) => fromBrowser(sealing, bytes, given.identityKeyId),
    });
  }
  if (contact.value === '') {
    if (given.anonymity !== 'anonymous')
      return failed('field-invalid', 'anonymity', '选了实名或隐名的，请填怎么称呼、怎么联系您。');
    return ok({ anonymity: 'anonymous', secret: '', seal: () => Promise.resolve(ok(null)) });
  }
  return ok({
    // Who leaves a way to be reached is no longer without a trace.
    anonymity: given.anonymity === 'anonymous' ? 'pseudonymous' : given.anonymity,
    secret: contact.value,
    seal: (sealing) => fromForm(sealing, contact.value),
  });
}

async function fromBrowser(
  sealing: IdentitySealing,
  bytes: Uint8Array,
  keyId: string,
): Promise<Result<TipOffSealed>> {
  const keys = await sealing.listCustodianKeys();
  const key = keys.find(({ id, retiredAt }) => id === keyId && retiredAt === null);
  if (key === undefined) return failed('custodian-key-unknown', 'identityKeyId');
  if (agePlainBytes(bytes) !== IDENTITY_BYTES) return failed('identity-invalid', 'identity');
  return ok({ kind: 'identity', keyId, bytes });
}

async function fromForm(sealing: IdentitySealing, contact: string): Promise<Result<TipOffSealed>> {
  const key = newestKey(await sealing.listCustodianKeys());
  // Without a key it could only be kept readable, so it is not taken at all.
  if (key === null)
    return failed('field-invalid', 'contact', '这里现在不收联系方式，请留空；用查询码一样能查进度。');
  const words = JSON.stringify({ name: '', contact, note: '' });
  const left = IDENTITY_BYTES - Buffer.byteLength(words);
  if (left < 0) return failed('text-too-long', 'contact');
  const plain = words + ' '.repeat(left);
  return ok({ kind: 'identity', keyId: key.id, bytes: await sealing.sealTo(key.recipient, plain) });
}

/** The key new things are sealed to; null: this office has no custodian yet. */
export function newestKey(keys: readonly CustodianKey[]): CustodianKey | null {
  return keys.filter(({ retiredAt }) => retiredAt === null).at(-1) ?? null;
}
