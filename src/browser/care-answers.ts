import type { AcknowledgementKind } from '../domain/acknowledgement.ts';
import { concerns } from '../domain/region.ts';
import { carePeople } from './care-people.ts';
import { careLine } from './care-line.ts';
import { readChoice } from './offline-store.ts';
import { answerOf, giveAnswer, sendWaiting, type Answer } from './offline-store/answers.ts';
import { chosenPlace } from './place.ts';

/**
 * Below a bulletin: 我已安全, 已知晓, and whom to telephone. Everything it knows of this family is on this device; the
 * server hears that one device of a township said so.
 */
class AlertAnswers extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-answer]')) {
      const kind = button.dataset['answer'] as AcknowledgementKind;
      button.addEventListener('click', () => void this.#answer(kind));
      void answerOf(this.#alertId, kind)
        .then((state) => state !== null && this.#show(kind, state))
        .catch(() => undefined);
    }
    this.hidden = false;
    this.#listPeople();
    void sendWaiting().catch(() => undefined);
    // The button of a notification led here: the answer is what the person came for.
    if (location.hash === '#answer') this.scrollIntoView({ block: 'center' });
  }

  get #alertId(): string {
    return this.dataset['alertId'] ?? '';
  }

  get #adcodes(): string[] {
    return (this.dataset['adcodes'] ?? '').split(' ').filter((code) => code !== '');
  }

  async #answer(kind: AcknowledgementKind): Promise<void> {
    const state = await giveAnswer(this.#alertId, kind, await this.#place()).catch(() => null);
    if (state !== null) this.#show(kind, state);
    else this.#say('这台设备不让保存，没有记下。请直接打电话告诉家人或村里。');
  }

  /** Where this device is counted: a place of its own that the alert is about, else the alert's own first. */
  async #place(): Promise<string> {
    const subscribed = (await readChoice().catch(() => null))?.wish.places.map(({ adcode }) => adcode) ?? [];
    const own = [chosenPlace()?.adcode, ...subscribed].filter((code) => code !== undefined);
    const here = own.find((code) => this.#adcodes.some((adcode) => concerns(adcode, code)));
    return here ?? this.#adcodes[0] ?? '';
  }

  #show(kind: AcknowledgementKind, state: Answer['state']): void {
    const button = this.querySelector<HTMLButtonElement>(`[data-answer="${kind}"]`);
    button?.setAttribute('aria-pressed', 'true');
    const words = {
      counted: '记下了，只报人数，不含姓名。需要帮助请打电话，这里不会有人来看。',
      waiting: '没有网，先记在手机里，有网时自动补报。需要帮助请打电话。',
      refused: '这条预警已经结束，没有计入。',
    };
    this.#say(words[state]);
  }

  #say(words: string): void {
    const said = this.querySelector('[data-said]');
    if (said !== null) said.textContent = words;
  }

  #listPeople(): void {
    const list = this.querySelector('[data-people]');
    if (list === null) return;
    const here = carePeople().filter(({ adcode }) => this.#adcodes.some((code) => concerns(code, adcode)));
    list.replaceChildren(...here.map((person) => careLine(person, this.#alertId)));
    for (const none of this.querySelectorAll<HTMLElement>('[data-nobody]')) none.hidden = here.length > 0;
  }
}

customElements.define('alert-answers', AlertAnswers);
