import { Workbox } from 'workbox-window';
import { refreshSubscription } from './subscription-refresh.ts';

/**
 * Registers the worker that keeps the portal readable offline. A new version waits until the person agrees: the page
 * shows `[data-update-prompt]` and never reloads by itself.
 */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const worker = new Workbox('/sw.js');
  worker.addEventListener('waiting', () => {
    const prompt = document.querySelector<HTMLElement>('[data-update-prompt]');
    if (prompt === null) return;
    prompt.hidden = false;
    prompt.querySelector('button')?.addEventListener('click', () => {
      worker.addEventListener('controlling', () => location.reload());
      worker.messageSkipWaiting();
    });
  });
  // Failing costs offline reading, nothing else; the page works without.
  worker
    .register()
    .then((registration) => registration && refreshSubscription(registration))
    .catch(() => undefined);
}
