import { agoText, leftText } from '../domain/spoken-time.ts';

/** Often enough that "还有1分钟" is never a lie for long, rarely enough for an old phone's battery. */
const EVERY_MS = 15_000;

/**
 * The time to age by. A device clock that runs slow must not keep an expired warning alive, so the moment the
 * page was made is the least it can be.
 */
function ageNow(root: Document): string {
  const renderedAt = root.documentElement.dataset['renderedAt'];
  const device = new Date(Date.now()).toISOString();
  return renderedAt !== undefined && renderedAt > device ? renderedAt : device;
}

/** Writes only what changed: a screen reader's cursor stands on these very words. */
function write(el: HTMLElement, text: string): void {
  if (el.textContent !== text) el.textContent = text;
}

/** Brings every time text and every bulletin's state on the page up to now. True when a bulletin has just ended. */
export function ageOnce(root: Document): boolean {
  const now = ageNow(root);
  let hasEnded = false;
  for (const el of root.querySelectorAll<HTMLElement>('[data-ago]'))
    write(el, agoText(el.dataset['ago'] ?? now, now));
  for (const el of root.querySelectorAll<HTMLElement>('[data-left]'))
    write(el, leftText(el.dataset['left'] ?? now, now));
  for (const el of root.querySelectorAll<HTMLElement>('[data-expires-at]')) {
    const end = el.dataset['expiresAt'];
    if (end === undefined || now < end || el.dataset['state'] === 'ended') continue;
    el.dataset['state'] = 'ended';
    el.classList.remove('level-red', 'level-orange', 'level-yellow', 'level-blue');
    hasEnded = true;
  }
  return hasEnded;
}

/** Keeps doing so; `onEnded` is told when a bulletin ends under the reader's eyes. */
export function startAgeing(root: Document, onEnded: () => void = () => undefined): void {
  const age = (): void => {
    if (ageOnce(root)) onEnded();
  };
  age();
  setInterval(age, EVERY_MS);
  root.addEventListener('visibilitychange', age);
}
