import { claimPlaintext, readClaimDetails, type ClaimDetails } from '../domain/claim-details.ts';
import { sealBytes } from './report-seal.ts';

const NOT_SEALED =
  '这个浏览器不能把领奖信息封起来，什么都没有发出。请换一个浏览器，或者带查询码和身份证到承办单位现场领。';

/**
 * 领奖: what is typed is checked and sealed to the custodian's key here, and only the ciphertext is sent. Its fields have
 * no names, so that nothing of it leaves even when this script fails half way.
 */
export function startClaimForm(form: HTMLFormElement): void {
  const said = form.querySelector<HTMLElement>('[data-claim-problem]');
  const bankFields = form.querySelector<HTMLElement>('[data-bank]');
  const sealed = form.querySelector<HTMLInputElement>('[name="claim"]');
  const recipient = form.dataset['recipient'];
  if (said === null || bankFields === null || sealed === null || recipient === undefined) return;
  form.hidden = false;
  const detail = (name: keyof ClaimDetails): HTMLInputElement | null =>
    form.querySelector<HTMLInputElement>(`[data-detail="${name}"]`);
  const typed = (name: keyof ClaimDetails): string => detail(name)?.value ?? '';
  detail('payment')?.addEventListener('change', () => (bankFields.hidden = typed('payment') !== 'bank'));

  let isSending = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isSending) return;
    const read = readClaimDetails({
      name: typed('name'),
      idNumber: typed('idNumber'),
      payment: typed('payment'),
      bank: typed('bank'),
      account: typed('account'),
    });
    said.textContent = read.ok ? '' : (read.problem.detail ?? '');
    if (!read.ok) return detail(read.problem.path as keyof ClaimDetails)?.focus();
    isSending = true;
    sealBytes(claimPlaintext(read.value), recipient).then(
      (bytes) => {
        sealed.value = base64url(bytes);
        form.submit();
      },
      () => {
        isSending = false;
        said.textContent = NOT_SEALED;
      },
    );
  });
}

function base64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
