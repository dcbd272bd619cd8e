import { addMs, beijingParts, DAY_MS, fromBeijing, toInstant, type Instant } from '../domain/instant.ts';
import { MAX_PAUSE_DAYS, type Wish } from '../domain/subscription.ts';
import { mistake } from './subscribe-places.ts';

export type Manner = Omit<Wish, 'places'>;

/** A pause ends in the morning of its day, when a person is awake to hear what has been kept. */
const RESUMES_HOUR = 8;
const two = (n: number): string => String(n).padStart(2, '0');
const dayOf = (at: Instant): string => {
  const { year, month, day } = beijingParts(at);
  return `${year}-${two(month)}-${two(day)}`;
};

/** Night, notices, drills, language, pause: shown in the form and read out of it. */
export class MannerFields {
  readonly #form: HTMLFormElement;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    const quiet = this.#box('quiet');
    quiet.addEventListener('change', () => this.#showHours());
    const now = toInstant(Date.now());
    const pause = this.#field<HTMLInputElement>('paused-until');
    pause.min = dayOf(addMs(now, DAY_MS));
    pause.max = dayOf(addMs(now, (MAX_PAUSE_DAYS - 1) * DAY_MS));
  }

  fill(manner: Manner): void {
    this.#box('quiet').checked = manner.quiet !== null;
    if (manner.quiet !== null) {
      this.#field('quiet-from').value = String(manner.quiet.fromMinute);
      this.#field('quiet-to').value = String(manner.quiet.toMinute);
    }
    this.#showHours();
    this.#box('notices').checked = manner.wantsNotices;
    this.#box('drills').checked = manner.wantsDrills;
    this.#field('language').value = manner.language;
    this.#field('paused-until').value = manner.pausedUntil === null ? '' : dayOf(manner.pausedUntil);
    const isUnusual =
      manner.wantsNotices || manner.wantsDrills || manner.language !== 'zh-CN' || manner.pausedUntil !== null;
    if (isUnusual) (this.#form.querySelector('[data-manner]') as HTMLDetailsElement).open = true;
  }

  read(): { manner: Manner; mistaken: HTMLElement | null } {
    const from = this.#field<HTMLSelectElement>('quiet-from');
    const to = this.#field<HTMLSelectElement>('quiet-to');
    const hasQuiet = this.#box('quiet').checked;
    const isQuietWrong = hasQuiet && from.value === to.value;
    mistake(this.#form, 'quiet', isQuietWrong);
    const pause = this.#field<HTMLInputElement>('paused-until');
    const pausedUntil = pause.value === '' ? null : morningOf(pause.value);
    // A browser without a calendar field takes any text; `badInput` is a date half typed.
    const isOut = pause.value !== '' && (pause.value < pause.min || pause.value > pause.max);
    const isPauseWrong = pause.validity.badInput || isOut || (pause.value !== '' && pausedUntil === null);
    mistake(this.#form, 'pause', isPauseWrong);
    if (isPauseWrong) (this.#form.querySelector('[data-manner]') as HTMLDetailsElement).open = true;
    const quiet = hasQuiet ? { fromMinute: Number(from.value), toMinute: Number(to.value) } : null;
    return {
      manner: {
        quiet,
        wantsNotices: this.#box('notices').checked,
        wantsDrills: this.#box('drills').checked,
        language: this.#field('language').value || 'zh-CN',
        pausedUntil: isPauseWrong ? null : pausedUntil,
      },
      mistaken: isQuietWrong ? to : isPauseWrong ? pause : null,
    };
  }

  #showHours(): void {
    (this.#form.querySelector('[data-quiet-hours]') as HTMLElement).hidden = !this.#box('quiet').checked;
  }

  #field<T extends HTMLInputElement | HTMLSelectElement = HTMLSelectElement>(name: string): T {
    return this.#form.querySelector(`[name="${name}"]`) as T;
  }

  #box(name: string): HTMLInputElement {
    return this.#field<HTMLInputElement>(name);
  }
}

function morningOf(day: string): Instant | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  return match && fromBeijing(Number(match[1]), Number(match[2]), Number(match[3]), RESUMES_HOUR);
}
