import { isIdNumber, tidyIdNumber } from './id-number.ts';
import { failed, ok, type Result } from './problem.ts';

/** What is asked for at claim time only, sealed in the reporter's browser to the custodian's key. */
export interface ClaimDetails {
  name: string;
  /** 居民身份证号, 18 characters, its last digit checked. */
  idNumber: string;
  /** `on-site`: 现场领取, with the ID card in hand. */
  payment: 'bank' | 'on-site';
  /** 开户行; empty on site. */
  bank: string;
  /** Digits only; empty on site. */
  account: string;
}

/** The plaintext is padded with spaces to this: the length of a ciphertext must not tell that of a name. */
export const CLAIM_BYTES = 2048;

/** An ID number as people type it (full-width, spaces, small x), or null when its birthday or check character cannot be (GB 11643). */
export function readIdNumber(typed: string): string | null {
  if (typed.length > 60) return null;
  const plain = tidyIdNumber(typed);
  // Without a clock: whether the birthday has been is looked at by the custodian, with the card.
  return isIdNumber(plain, '9999-12-31') ? plain : null;
}

/** The account's digits; 8 to 30 of them, for not all are cards of 16 or 19. */
export function readAccount(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{8,30}$/.test(plain) ? plain : null;
}

/** What was typed as details, or which field to look at and why. */
export function readClaimDetails(typed: Readonly<Record<keyof ClaimDetails, string>>): Result<ClaimDetails> {
  const name = typed.name.replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > 60) return failed('field-invalid', 'name', '请填身份证上的姓名。');
  const idNumber = readIdNumber(typed.idNumber);
  if (idNumber === null) return failed('field-invalid', 'idNumber', '身份证号不对，请对照证件再看一遍。');
  if (typed.payment !== 'bank') return ok({ name, idNumber, payment: 'on-site', bank: '', account: '' });
  const bank = typed.bank.replace(/\s+/g, ' ').trim();
  if (bank === '' || bank.length > 100) return failed('field-invalid', 'bank', '请填开户行。');
  const account = readAccount(typed.account);
  if (account === null) return failed('field-invalid', 'account', '银行账号不对，请对照存折或卡再看一遍。');
  return ok({ name, idNumber, payment: 'bank', bank, account });
}

/** The plaintext that is sealed: exactly `CLAIM_BYTES` of UTF-8. */
export function claimPlaintext(details: ClaimDetails): Uint8Array {
  const written = new TextEncoder().encode(JSON.stringify(details));
  if (written.length > CLAIM_BYTES) throw new RangeError('claim details are larger than their envelope');
  const padded = new Uint8Array(CLAIM_BYTES).fill(0x20);
  padded.set(written);
  return padded;
}

/** age for one X25519 recipient: header, nonce, the padded plaintext and its tag. Any other length would tell something. */
export const SEALED_CLAIM_BYTES = CLAIM_BYTES + 200;
const AGE = 'age-encryption.org/v1\n-> X25519 ';

/** Whether this is what the claim form seals, as far as can be told without the key. */
export function isSealedClaim(bytes: Uint8Array): boolean {
  return bytes.length === SEALED_CLAIM_BYTES && AGE === String.fromCharCode(...bytes.subarray(0, AGE.length));
}
