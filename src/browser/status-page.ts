import { receiptHint } from '../domain/receipt.ts';
import { startPhotoField } from './status-photos.ts';

/** A slip is said here, without asking the server: it would count as a wrong guess. */
function startReceiptForm(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('[name="receipt"]');
  const said = form.querySelector<HTMLElement>('[data-receipt-problem]');
  if (field === null || said === null) return;
  form.addEventListener('submit', (event) => {
    const hint = receiptHint(field.value);
    said.textContent = hint ?? '';
    field.setAttribute('aria-invalid', String(hint !== null));
    if (hint === null) return;
    event.preventDefault();
    field.focus();
  });
}

/** Whoever takes the phone next and goes back must find nothing; some browsers keep whole pages for that. */
function leaveNothing(): void {
  const wipe = (): void => {
    document.querySelectorAll('input, textarea').forEach((field) => {
      (field as HTMLInputElement).value = '';
    });
    document.querySelector('main')?.replaceChildren();
  };
  addEventListener('pagehide', wipe);
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.replace('/report/status/');
  });
  document.querySelector('[data-leave]')?.addEventListener('click', (event) => {
    event.preventDefault();
    wipe();
    // Replaced, so that "back" does not lead here again.
    location.replace('/');
  });
}

const PATIENCE_MS = 8_000;
const isServerThere = (): Promise<boolean> =>
  fetch('/report/status/', {
    method: 'HEAD',
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * A form that is sent into nothing ends on the browser's own page, and what was typed is gone. So the server is asked
 * first whether it is there: the browser knows of a dead line only when the phone does.
 */
function keepWhenUnreachable(form: HTMLFormElement): void {
  let isAsking = false;
  let isLetThrough = false;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (isLetThrough) return void (isLetThrough = false);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isAsking) return;
    isAsking = true;
    void isServerThere().then((isThere) => {
      isAsking = false;
      if (!isThere) return alert('没有连上，还没有发出。写的还在这一页，有网络后再点一次。');
      isLetThrough = true;
      form.requestSubmit(event.submitter);
    });
  });
}

// In this order: a slip is told without asking anybody.
document.querySelectorAll<HTMLFormElement>('[data-receipt-form]').forEach(startReceiptForm);
document.querySelectorAll<HTMLFormElement>('main form').forEach(keepWhenUnreachable);
// Only whoever has something to claim fetches it; the form is hidden until then.
document.querySelectorAll<HTMLFormElement>('[data-claim]').forEach((form) => {
  void import('./status-claim.ts').then(({ startClaimForm }) => startClaimForm(form));
});
document.querySelectorAll<HTMLFormElement>('[data-message]').forEach(startPhotoField);
leaveNothing();
