import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startAutopush, type Autopush } from './autopush.ts';
import { ownFolder } from './browser-files.ts';
import { launchFullChromium } from './chromium.ts';
import { launchFirefox, pushPreferences, type Firefox } from './firefox.ts';
import { startGcm } from './gcm.ts';

/** A browser as somebody's phone, with its push service: it is closed and opened again, and keeps what it knew. */
export interface Phone {
  /** Where the server under test posts, and the certificate it must trust. */
  push: { origin: string; certificate: string };
  /** Pushes the service has taken. */
  taken(): number;
  /** Whether it is connected to its service now. */
  isListening(): boolean;
  /** Runs an expression on a page of the site that is opened for it and closed again; the value must be JSON. */
  onPage<T>(url: string, expression: string): Promise<T>;
  /** Before the browser is first opened: this site may show notifications. */
  allow(origin: string): Promise<void>;
  open(): Promise<void>;
  shut(): Promise<void>;
  /** The service forgets the device; null where the service has no such thing. */
  forgetDevice: (() => void) | null;
  close(): Promise<void>;
}

/** Stock Firefox with Mozilla's service in small. */
export async function firefoxPhone(): Promise<Phone> {
  const autopush: Autopush = await startAutopush();
  const folder = await ownFolder('phone');
  let firefox: Firefox | null = null;
  return {
    push: autopush,
    taken: () => autopush.received.length,
    isListening: autopush.isListening,
    allow: () => Promise.resolve(),
    async open() {
      firefox = await launchFirefox(pushPreferences(autopush.socketUrl), join(folder.path, 'profile'));
    },
    async shut() {
      await firefox?.close();
      firefox = null;
    },
    async onPage<T>(url: string, expression: string): Promise<T> {
      if (firefox === null) throw new Error('the phone is off');
      const tab = await firefox.newTab();
      await tab.goto(url);
      return tab.evaluate<T>(expression).finally(() => tab.close());
    },
    forgetDevice: autopush.forgetDevice,
    async close() {
      await firefox?.close();
      await autopush.close();
      await folder.remove();
    },
  };
}

/**
 * A full Chromium with Google's service in small. The build names the host of its endpoints, which is Google's: on the
 * way from the page to the server it is replaced by ours.
 */
export async function chromiumPhone(): Promise<Phone> {
  const gcm = await startGcm();
  const folder = await ownFolder('phone');
  const profile = join(folder.path, 'profile');
  let context: BrowserContext | null = null;
  return {
    push: gcm,
    taken: () => gcm.received.length,
    isListening: gcm.isListening,
    async allow(origin) {
      // Written into the profile: what the debugging protocol grants is forgotten with the browser.
      const granted = { [`${origin},*`]: { setting: 1 } };
      const settings = { profile: { content_settings: { exceptions: { notifications: granted } } } };
      await mkdir(join(profile, 'Default'), { recursive: true });
      await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
    },
    async open() {
      context = await launchFullChromium(gcm.flags, profile);
      await context.route('**/api/subscriptions**', async (route) => {
        const body = route.request().postData() ?? '';
        const postData = body.replace(/"endpoint":"https:\/\/[^/"]+/, `"endpoint":"${gcm.origin}`);
        await route.continue({ postData });
      });
    },
    async shut() {
      await context?.close();
      context = null;
    },
    async onPage<T>(url: string, expression: string): Promise<T> {
      if (context === null) throw new Error('the phone is off');
      const page = await context.newPage();
      await page.goto(url);
      return (await page.evaluate<T>(expression).finally(() => page.close())) as T;
    },
    forgetDevice: null,
    async close() {
      await context?.close();
      await gcm.close();
      await folder.remove();
    },
  };
}
