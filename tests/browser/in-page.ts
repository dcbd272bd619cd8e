import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/**
 * A page of a site of its own (so that it has a storage) with `body`, and the exports of one module of `src/browser`
 * under `window.tested`. Its clock stands at `at` until the test moves it.
 */
export async function openWith(browser: Browser, module: string, body: string, at: string): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../src/browser/${module}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'tested',
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install({ time: new Date(at) });
  await page.clock.pauseAt(new Date(at));
  await page.route('**/*', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="zh-CN"><body>${body}`,
    }),
  );
  await page.goto('http://device.test/');
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}
