import { clockText, fullClockText } from '../domain/spoken-time.ts';
import { ageOnce } from './ageing.ts';
import { serverClock } from './server-clock.ts';

/** How often it asks; a change is told at once by the event stream. */
const ASK_MS = 20_000;
const PATIENCE_MS = 10_000;
/** Two askings in vain, and it says so. */
const LOST_MS = 45_000;
/** Each bulletin stands so long when there are several. */
const SLIDE_MS = 12_000;
/** Now and then the whole page anew: a wall that hangs for months must get new code, and old memory back. */
const RELOAD_MS = 6 * 3_600_000;

const $ = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-${name}]`);
let heardAt = performance.now();
let checkedAt = document.documentElement.dataset['renderedAt'] ?? serverClock().now();
let turn = 0;

function write(el: HTMLElement | null, text: string): void {
  if (el !== null && el.textContent !== text) el.textContent = text;
}

/** Fetches this very page and puts its board in place of ours. */
async function ask(): Promise<void> {
  const answer = await fetch(location.href, {
    headers: { accept: 'text/html' },
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [next, board] = [fresh.querySelector('[data-board]'), $('board')];
  const renderedAt = fresh.documentElement.dataset['renderedAt'];
  if (next === null || board === null || renderedAt === undefined) return;
  serverClock().learn(renderedAt);
  heardAt = performance.now();
  checkedAt = renderedAt;
  // Compared as the server made them: ours has aged since.
  if (board.dataset['made'] !== next.innerHTML) {
    board.innerHTML = next.innerHTML;
    board.dataset['made'] = next.innerHTML;
  }
  board.parentElement?.classList.toggle('calm', board.querySelector('[data-slide]') === null);
  tick();
}

/** The clock, the age of everything, which bulletin stands, whether the server is there. */
function tick(): void {
  const now = serverClock().now();
  ageOnce(document);
  write($('clock'), fullClockText(now).slice(-5));
  write($('checked'), clockText(checkedAt, now));
  write($('lost-since'), clockText(checkedAt, now));
  document.body.classList.toggle('is-lost', performance.now() - heardAt > LOST_MS);
  const slides = [...document.querySelectorAll<HTMLElement>('[data-slide]')];
  const shown = slides[turn % Math.max(1, slides.length)]?.dataset['slide'];
  for (const slide of slides) slide.hidden = slide.dataset['slide'] !== shown;
  for (const item of document.querySelectorAll<HTMLElement>('[data-goes-with]'))
    item.toggleAttribute('aria-current', item.dataset['goesWith'] === shown);
}

const askQuietly = (): void => void ask().catch(() => tick());
const startedAt = performance.now();

setInterval(() => {
  const isHeard = performance.now() - heardAt < LOST_MS;
  if (isHeard && performance.now() - startedAt > RELOAD_MS) location.reload();
  else askQuietly();
}, ASK_MS);
setInterval(tick, 1000);
setInterval(() => (turn += 1), SLIDE_MS);
if ('EventSource' in window)
  new EventSource('/api/alerts/stream').addEventListener('alerts', () => {
    turn = 0;
    setTimeout(askQuietly, Math.random() * 800);
  });
// A screen that goes dark in the night is no wall; where the browser cannot promise it, nothing is lost.
const keepAwake = (): void => void navigator.wakeLock?.request('screen').catch(() => undefined);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  keepAwake();
  askQuietly();
});
keepAwake();
tick();
