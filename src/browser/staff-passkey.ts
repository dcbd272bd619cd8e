import { withNext } from '../domain/staff-next.ts';

const ROUTE = '/api/staff/auth/passkey';
const LOST = '没有连上服务器，请再试一次。';

class Refused extends Error {
  override name = 'Refused';
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${ROUTE}/${path}`, init);
  const answer = (await response.json()) as T & { title?: string };
  if (!response.ok) throw new Refused(answer.title ?? LOST);
  return answer;
}

/** Signs in with a passkey of this device; the device asks for finger, face or PIN. */
async function signIn(): Promise<void> {
  const json = await ask<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    ...json,
    userVerification: 'required',
  });
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  if (credential === null) throw new Refused('没有选通行密钥。');
  await ask('verify-authentication', { response: credential.toJSON() });
}

/** Adds one; if it is the first second factor of the account, it is tried at once by signing in with it. */
async function add(name: string): Promise<void> {
  const json = await ask<PublicKeyCredentialCreationOptionsJSON>('generate-register-options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (credential === null) throw new Refused('没有存下通行密钥。');
  const done = await ask<{ mustSignIn?: boolean }>('verify-registration', {
    response: credential.toJSON(),
    name,
  });
  if (done.mustSignIn === true) await signIn();
}

function offer(box: HTMLElement, work: () => Promise<void>): void {
  const button = box.querySelector('button');
  const said = box.querySelector<HTMLElement>('[data-passkey-problem]');
  if (button === null || said === null) return;
  box.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    said.hidden = true;
    work()
      .then(() => location.assign(box.dataset['next'] ?? withNext('/staff/', '/staff/')))
      .catch((error: unknown) => {
        // A person who changes their mind is no failure; the device's own words are English and say nothing.
        const isCancelled = error instanceof DOMException && error.name === 'NotAllowedError';
        const isThere = error instanceof DOMException && error.name === 'InvalidStateError';
        said.textContent =
          error instanceof Refused
            ? error.message
            : isCancelled
              ? '已取消，或这台设备上没有通行密钥。'
              : isThere
                ? '这台设备上已经有这个账户的通行密钥。'
                : LOST;
        said.hidden = false;
      })
      .finally(() => {
        button.disabled = false;
      });
  });
}

const isAble =
  typeof PublicKeyCredential === 'function' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential;
if (isAble) {
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey-sign-in]')) offer(box, signIn);
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey-add]'))
    offer(box, () => add(box.querySelector('input')?.value.trim() ?? ''));
}
