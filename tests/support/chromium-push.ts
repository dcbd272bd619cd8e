import type { BrowserContext, Page } from 'playwright-core';

/** Lets a full Chromium show notifications for one origin, as a person would by pressing 允许. */
export async function grantNotifications(context: BrowserContext, origin: string): Promise<void> {
  const [page] = context.pages();
  const session = await context.newCDPSession(page ?? (await context.newPage()));
  const setting = { setting: 'granted', origin } as const;
  await session.send('Browser.setPermission', { permission: { name: 'notifications' }, ...setting });
  await session.send('Browser.setPermission', {
    permission: { name: 'push', userVisibleOnly: true },
    ...setting,
  });
  // The session stays open: the permission is forgotten with it.
}

/** Hands a push, already decrypted, to the service worker of the page's origin. */
export async function deliverPush(page: Page, origin: string, data: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // A worker that is still activating is stored a moment later; a push handed over before that is dropped in silence.
  const activated = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const found = versions.find(
        ({ scriptURL, status }) => scriptURL.startsWith(origin) && status === 'activated',
      );
      if (found) resolve(found.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await activated;
  // The session stays open: leaving it at once can end the worker before it has shown anything.
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
}
