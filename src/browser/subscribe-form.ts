import { plainWish } from '../domain/subscription.ts';
import { clockText } from '../domain/spoken-time.ts';
import type { SubscriptionChoice } from './offline-store.ts';
import { chosenPlace } from './place.ts';
import { loadChoices } from './place-selects.ts';
import { currentChoice, subscribeDevice, unsubscribeDevice, type Outcome } from './push.ts';
import { keepDraft, keptDraft } from './subscribe-draft.ts';
import { MannerFields } from './subscribe-manner.ts';
import { takeMoved } from './subscribe-move.ts';
import { mistake, PlaceCards } from './subscribe-places.ts';

/** The words of every state stand in the page, `data-when`; this only chooses which of them are seen. */
type State =
  | 'working' | 'subscribed' | 'paused' | 'left' | 'mistaken' | 'refused' | 'offline' | 'moved' | 'move-failed' | 'draft'
  | Exclude<Outcome, object>; // prettier-ignore

class PushSubscribe extends HTMLElement {
  #cards!: PlaceCards;
  #manner!: MannerFields;

  connectedCallback(): void {
    void this.#start();
  }

  async #start(): Promise<void> {
    const form = this.#form;
    const template = this.querySelector('template')?.content;
    const choices = await loadChoices(template?.querySelector('[name="county"]') as HTMLSelectElement);
    this.#cards = new PlaceCards(this, choices);
    this.#manner = new MannerFields(form);
    const place = chosenPlace();
    this.#fill({ wish: plainWish(place === null ? [] : [place.adcode], 'blue'), labels: {} });
    form.hidden = false;
    if (Notification.permission === 'denied') this.#say('denied');
    form.addEventListener('input', () => this.#keepDraft());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#subscribe();
    });
    this.querySelector('[data-leave]')?.addEventListener('click', () => void this.#leave());
    this.querySelector('[data-resume]')?.addEventListener('click', () => void this.#resume());
    this.#begin().catch(() => this.#say('offline'));
  }

  get #form(): HTMLFormElement {
    return this.querySelector('form') as HTMLFormElement;
  }

  /** A link from another device, else what this one is subscribed to, else what was filled in and never sent. */
  async #begin(): Promise<void> {
    const moved = await takeMoved();
    if (moved !== undefined) {
      if (moved !== null) this.#fill(moved);
      return this.#say(moved === null ? 'move-failed' : 'moved');
    }
    const current = await currentChoice();
    const draft = keptDraft();
    if (current !== null) this.#showSubscribed(current);
    if (draft === null) return;
    this.#fill(draft);
    if (current === null) this.#say('draft');
  }

  #fill({ wish, labels }: SubscriptionChoice): void {
    this.#cards.fill(wish.places, labels);
    this.#manner.fill(wish);
  }

  #read(): { choice: SubscriptionChoice; mistaken: HTMLElement | null } {
    const { places, labels, mistaken } = this.#cards.read();
    const read = this.#manner.read();
    return { choice: { wish: { places, ...read.manner }, labels }, mistaken: mistaken ?? read.mistaken };
  }

  #keepDraft(): void {
    const { choice, mistaken } = this.#read();
    // What is being typed is not yet a mistake: the words come when it is sent.
    for (const said of this.querySelectorAll<HTMLElement>('[data-mistake]')) said.hidden = true;
    if (mistaken === null) keepDraft(choice);
  }

  async #subscribe(): Promise<void> {
    const { choice, mistaken } = this.#read();
    if (mistaken !== null) {
      this.#say('mistaken');
      return mistaken.focus();
    }
    await this.#during(
      () => subscribeDevice(choice),
      () => {
        keepDraft(null);
        this.#showSubscribed(choice);
        this.#toTop();
      },
    );
  }

  async #resume(): Promise<void> {
    const current = await currentChoice().catch(() => null);
    if (current === null) return this.#say('offline');
    const choice = { ...current, wish: { ...current.wish, pausedUntil: null } };
    await this.#during(
      () => subscribeDevice(choice),
      () => this.#showSubscribed(choice),
    );
  }

  async #leave(): Promise<void> {
    await this.#during(unsubscribeDevice, () => {
      this.toggleAttribute('data-subscribed', false);
      this.#say('left');
      this.#toTop();
    });
  }

  async #during(work: () => Promise<Outcome>, done: () => void): Promise<void> {
    const buttons = this.querySelectorAll<HTMLButtonElement>('button');
    for (const button of buttons) button.disabled = true;
    this.#say('working');
    const outcome = await work().catch((): Outcome => 'failed');
    for (const button of buttons) button.disabled = false;
    if (outcome === 'done') return done();
    if (typeof outcome === 'string') {
      this.#say(outcome);
      return this.#toTop();
    }
    this.#say('refused');
    const reason = this.querySelector('[data-reason]');
    if (reason !== null) reason.textContent = outcome.problem;
    mistake(this, 'server', true);
    const index = /^wish\.places\.(\d+)/.exec(outcome.path ?? '')?.[1];
    if (index !== undefined) this.#cards.point(Number(index))?.focus();
  }

  #showSubscribed(choice: SubscriptionChoice): void {
    this.#fill(choice);
    const { places, pausedUntil } = choice.wish;
    const list = this.querySelector<HTMLElement>('[data-summary]');
    if (list !== null) this.#cards.describe(list, places, choice.labels);
    const now = new Date(Date.now()).toISOString();
    const isPaused = pausedUntil !== null && pausedUntil > now;
    const until = this.querySelector('[data-paused-until]');
    if (until !== null && isPaused) until.textContent = clockText(pausedUntil, now);
    this.toggleAttribute('data-subscribed', true);
    this.#say(isPaused ? 'paused' : 'subscribed');
    document.dispatchEvent(new CustomEvent('anlan:subscribed', { detail: choice.wish.places }));
  }

  /** The answer stands above the form, and whoever pressed its button is far below. */
  #toTop(): void {
    const said = this.querySelector<HTMLElement>('[data-states]');
    said?.scrollIntoView({ block: 'center' });
  }

  #say(state: State): void {
    for (const text of this.querySelectorAll<HTMLElement>('[data-when]'))
      text.hidden = !(text.dataset['when'] ?? '').split(' ').includes(state);
    for (const said of this.querySelectorAll<HTMLElement>('[data-mistake="server"]')) said.hidden = true;
    this.dataset['state'] = state;
    const isSubscribed = this.hasAttribute('data-subscribed');
    const submit = this.querySelector('[data-submit]');
    if (submit !== null) submit.textContent = isSubscribed ? '保存修改' : '订阅预警';
    const leave = this.querySelector<HTMLElement>('[data-leave]');
    if (leave !== null) leave.hidden = !isSubscribed;
  }
}

customElements.define('push-subscribe', PushSubscribe);
