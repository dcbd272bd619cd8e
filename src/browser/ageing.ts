import { agoText, leftText } from '../domain/spoken-time.ts';
import { serverClock } from './server-clock.ts';

/** Often enough that "还有1分钟" is never a lie for long, rarely enough for an old phone's battery. */
const EVERY_MS = 15_000;

/** Writes only what changed: a screen reader's cursor stands on these very words. */
function write(el: HTMLElement, text: string): void {
  if (el.textContent !== text) el.textContent = text;
}

const LEVELS = ['level-red', 'level-orange', 'level-yellow', 'level-blue'];

/** Greys a bulletin; what it was is kept, for the device's clock may turn out to have been fast. */
function end(el: HTMLElement): void {
  el.dataset['stateBefore'] = el.dataset['state'] ?? '';
  el.dataset['levelBefore'] = LEVELS.find((name) => el.classList.contains(name)) ?? '';
  el.dataset['state'] = 'ended';
  el.classList.remove(...LEVELS);
}

function revive(el: HTMLElement): void {
  const { stateBefore, levelBefore } = el.dataset;
  el.dataset['state'] = stateBefore ?? '';
  if (levelBefore !== undefined && levelBefore !== '') el.classList.add(levelBefore);
  delete el.dataset['stateBefore'];
  delete el.dataset['levelBefore'];
}

/** Brings every time text and every bulletin's state on the page up to now. True when a bulletin has just ended. */
export function ageOnce(root: Document): boolean {
  const now = serverClock().now();
  let hasEnded = false;
  for (const el of root.querySelectorAll<HTMLElement>('[data-ago]'))
    write(el, agoText(el.dataset['ago'] ?? now, now));
  for (const el of root.querySelectorAll<HTMLElement>('[data-left]'))
    write(el, leftText(el.dataset['left'] ?? now, now));
  for (const el of root.querySelectorAll<HTMLElement>('[data-expires-at]')) {
    const { expiresAt, state, stateBefore } = el.dataset;
    if (expiresAt === undefined) continue;
    // What the server itself called ended carries no mark and stays so.
    if (now < expiresAt && stateBefore !== undefined) revive(el);
    if (now < expiresAt || state === 'ended') continue;
    end(el);
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
