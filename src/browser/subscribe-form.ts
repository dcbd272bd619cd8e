import { LEVELS, type Level } from '../domain/level.ts';
import { MAX_SUBSCRIBED_REGIONS } from '../domain/subscription.ts';
import type { SubscriptionChoice } from './offline-store.ts';
import { chosenPlace } from './place.ts';
import { currentChoice, obstacle, subscribeDevice, unsubscribeDevice, type Outcome } from './push.ts';

/** The words of every state stand in the page, `data-when`; this only chooses which of them are seen. */
type State = 'asking' | 'working' | 'subscribed' | 'left' | 'no-region' | 'too-many' | 'refused' | 'offline';

class PushSubscribe extends HTMLElement {
  connectedCallback(): void {
    const blocked = obstacle();
    if (blocked !== null && blocked !== 'denied') return this.#say(blocked);
    this.#form.hidden = false;
    if (blocked === 'denied') this.#say('denied');
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#subscribe();
    });
    this.querySelector('[data-leave]')?.addEventListener('click', () => void this.#leave());
    const place = chosenPlace();
    if (place !== null) this.#tick({ adcodes: [place.adcode], lowestLevel: 'blue' });
    currentChoice()
      .then((choice) => choice !== null && this.#showSubscribed(choice))
      .catch(() => this.#say('offline'));
  }

  get #form(): HTMLFormElement {
    return this.querySelector('form') as HTMLFormElement;
  }

  async #subscribe(): Promise<void> {
    const data = new FormData(this.#form);
    const adcodes = data.getAll('adcode').map(String);
    const lowestLevel: Level = LEVELS.find((level) => level === data.get('level')) ?? 'blue';
    if (adcodes.length === 0) return this.#say('no-region');
    if (adcodes.length > MAX_SUBSCRIBED_REGIONS) return this.#say('too-many');
    const choice = { adcodes, lowestLevel };
    await this.#during(
      () => subscribeDevice(choice),
      () => this.#showSubscribed(choice),
    );
  }

  async #leave(): Promise<void> {
    await this.#during(unsubscribeDevice, () => {
      this.toggleAttribute('data-subscribed', false);
      this.#say('left');
    });
  }

  async #during(work: () => Promise<Outcome>, done: () => void): Promise<void> {
    const buttons = this.querySelectorAll<HTMLButtonElement>('button');
    for (const button of buttons) button.disabled = true;
    this.#say('working');
    const outcome = await work().catch((): Outcome => 'failed');
    for (const button of buttons) button.disabled = false;
    if (outcome === 'done') return done();
    if (typeof outcome === 'string') return this.#say(outcome);
    this.#say('refused');
    const reason = this.querySelector('[data-reason]');
    if (reason !== null) reason.textContent = outcome.problem;
  }

  #showSubscribed(choice: SubscriptionChoice): void {
    this.#tick(choice);
    const names = choice.adcodes.map((code) => this.#box(code)?.dataset['name'] ?? code);
    const list = this.querySelector('[data-regions]');
    if (list !== null) list.textContent = names.join('、');
    const level = this.querySelector(`input[name="level"][value="${choice.lowestLevel}"]`)?.closest('label');
    const words = this.querySelector('[data-level]');
    if (words !== null) words.textContent = level?.querySelector('b')?.textContent ?? '';
    this.toggleAttribute('data-subscribed', true);
    this.#say('subscribed');
  }

  #tick(choice: SubscriptionChoice): void {
    for (const box of this.querySelectorAll<HTMLInputElement>('input[name="adcode"]')) box.checked = false;
    for (const code of choice.adcodes) {
      const box = this.#box(code);
      if (box === null) continue;
      box.checked = true;
      for (let at = box.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null)
        at.open = true;
    }
    const radio = this.querySelector<HTMLInputElement>(`input[name="level"][value="${choice.lowestLevel}"]`);
    if (radio !== null) radio.checked = true;
  }

  #box(adcode: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[name="adcode"][value="${CSS.escape(adcode)}"]`);
  }

  #say(state: State | Exclude<Outcome, object> | NonNullable<ReturnType<typeof obstacle>>): void {
    for (const text of this.querySelectorAll<HTMLElement>('[data-when]'))
      text.hidden = !(text.dataset['when'] ?? '').split(' ').includes(state);
    this.dataset['state'] = state;
    const isSubscribed = this.hasAttribute('data-subscribed');
    const submit = this.querySelector('[data-submit]');
    if (submit !== null) submit.textContent = isSubscribed ? '保存修改' : '订阅预警';
    const leave = this.querySelector<HTMLElement>('[data-leave]');
    if (leave !== null) leave.hidden = !isSubscribed;
  }
}

customElements.define('push-subscribe', PushSubscribe);
