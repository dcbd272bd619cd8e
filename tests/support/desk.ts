import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { StaffRole } from '../../src/domain/staff.ts';
import type { ServerAddress } from './server.ts';
import { signedIn } from './staff.ts';

export interface Officer {
  context: BrowserContext;
  page: Page;
  cookie: string;
}

/** The cookies of a `Cookie` header, as a browser keeps them. */
export const cookiesOf = (cookie: string, url: string): { name: string; value: string; url: string }[] =>
  cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });

/** Somebody of the bureau with a browser of their own, signed in; closed when the test ends. */
export async function officer(
  browser: Browser,
  server: ServerAddress,
  wish: { name?: string; roles?: readonly StaffRole[]; adcodes?: readonly string[]; isPhone?: boolean } = {},
): Promise<Officer> {
  const { isPhone = false, ...person } = wish;
  const cookie = await signedIn(server, person);
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: isPhone ? { width: 360, height: 640 } : { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  onTestFinished(() => context.close());
  await context.addCookies(cookiesOf(cookie, server.url));
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  return { context, page, cookie };
}

/** A keyboard that counts what is pressed: a combination is one action, typed text one for each character. */
export function countedKeys(page: Page) {
  let actions = 0;
  return {
    press: async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) {
        actions += 1;
        await page.keyboard.press(key);
      }
    },
    type: async (text: string): Promise<void> => {
      actions += [...text].length;
      await page.keyboard.type(text);
    },
    count: () => actions,
  };
}
