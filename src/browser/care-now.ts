import { concerns } from '../domain/region.ts';
import { careAlerts, type CareAlert } from './care-alerts.ts';
import { careLine } from './care-line.ts';
import { carePeople } from './care-people.ts';
import { sendWaiting } from './offline-store/answers.ts';

/**
 * Which alerts in force concern whom of the list, the one of the address first: a notification's button leads here, on
 * a telephone that may have no network, so what it was pushed is enough.
 */
class CareNow extends HTMLElement {
  connectedCallback(): void {
    const show = (): void => void this.#show();
    document.addEventListener('anlan:care-people', show);
    window.addEventListener('hashchange', show);
    window.addEventListener('online', () => void sendWaiting().catch(() => undefined));
    void sendWaiting().catch(() => undefined);
    show();
  }

  async #show(): Promise<void> {
    const people = carePeople();
    const { alerts, isFresh } = await careAlerts([...new Set(people.map(({ adcode }) => adcode))]);
    const asked = decodeURIComponent(location.hash.slice(1));
    const sorted = alerts.toSorted((a, b) => Number(b.alertId === asked) - Number(a.alertId === asked));
    const blocks = sorted.flatMap((alert) => this.#block(alert, asked));
    this.querySelector('[data-alerts]')?.replaceChildren(...blocks);
    this.#say('[data-calm]', blocks.length === 0 && isFresh && people.length > 0);
    this.#say('[data-unknown]', !isFresh);
  }

  /** Nothing for an alert that concerns nobody of the list, unless the person came for it. */
  #block(alert: CareAlert, asked: string): HTMLElement[] {
    const here = carePeople().filter(({ adcode }) => alert.adcodes.some((code) => concerns(code, adcode)));
    // Came for it, and the push named no place of the list: everyone is offered, better one call too many.
    const people = here.length === 0 && alert.alertId === asked ? carePeople() : here;
    if (people.length === 0 && alert.alertId !== asked) return [];
    const block = document.createElement('section');
    block.className = 'care-alert';
    const title = document.createElement('h3');
    const link = document.createElement('a');
    link.href = `/alerts/${encodeURIComponent(alert.alertId)}/`;
    link.textContent = alert.title;
    title.append(link);
    const list = document.createElement('ul');
    list.className = 'rows';
    list.append(...people.map((person) => careLine(person, alert.alertId)));
    const say = document.createElement('p');
    say.textContent = alert.instruction;
    block.append(title, ...(alert.instruction === '' ? [] : [say]), list);
    return [block];
  }

  #say(selector: string, isSo: boolean): void {
    const text = this.querySelector<HTMLElement>(selector);
    if (text !== null) text.hidden = !isSo;
  }
}

customElements.define('care-now', CareNow);
