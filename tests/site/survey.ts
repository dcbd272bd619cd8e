import type { Browser, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.ts';

export type Rule = 'axe' | 'basics' | 'headings' | 'overflow' | 'console';
export interface Finding {
  rule: Rule;
  path: string;
  detail: string;
}

const sizes = { phone: { width: 360, height: 640 }, desktop: { width: 1280, height: 900 } };
/** WCAG 1.4.10: 1280 pixels at 400 %; and the 200 % that 1.4.4 asks for. */
const zoomed = { '400 %': { width: 320, height: 256 }, '200 %': { width: 640, height: 450 } };

/** Looks at every page once, in every mode a person may have, and writes down what breaks a rule. */
export async function survey(browser: Browser, origin: string, paths: readonly string[]): Promise<Finding[]> {
  const found: Finding[] = [];
  const waiting = [...paths];
  const worker = async () => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: sizes.phone,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      await look(page, origin, path, found);
    }
    await context.close();
  };
  await Promise.all([worker(), worker()]);
  return found;
}

async function look(page: Page, origin: string, path: string, found: Finding[]): Promise<void> {
  const note = (rule: Rule) => (detail: string) => found.push({ rule, path, detail });
  const onConsole = (message: { type: () => string; text: () => string }) => {
    if (message.type() === 'error') note('console')(message.text());
  };
  const onError = (error: Error) => note('console')(error.message);
  page.on('console', onConsole);
  page.on('pageerror', onError);
  await page.setViewportSize(sizes.phone);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(origin + path, { waitUntil: 'load' });
  (await page.evaluate<string[]>(basics)).forEach(note('basics'));
  (await page.evaluate<string[]>(headings)).forEach(note('headings'));
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    // As tall as the page: what is fixed to the bottom edge covers only what no scrolling could uncover.
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, Math.min(height, 16_000)) });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const violation of await axeViolations(page)) note('axe')(`${size}, ${colorScheme}: ${violation}`);
    }
  }
  for (const [zoom, viewport] of Object.entries({ ...zoomed, phone: sizes.phone })) {
    await page.setViewportSize(viewport);
    for (const wide of await page.evaluate<string[]>(overflow)) note('overflow')(`at ${zoom}: ${wide}`);
  }
  page.off('console', onConsole);
  page.off('pageerror', onError);
}

// These run in the page.
const basics = `(() => {
  const found = [];
  const html = document.documentElement;
  if (document.doctype === null) found.push('no doctype');
  if (!/^[a-z]{2}(-|$)/i.test(html.lang)) found.push('no language');
  if (document.title.trim() === '') found.push('no title');
  if (!document.querySelector('meta[name=viewport]')) found.push('no viewport');
  if (/user-scalable\\s*=\\s*(no|0)|maximum-scale/.test(document.querySelector('meta[name=viewport]')?.content ?? '')) found.push('zoom is forbidden');
  if (document.querySelectorAll('h1').length !== 1) found.push(document.querySelectorAll('h1').length + ' h1');
  if (document.querySelectorAll('main').length !== 1) found.push(document.querySelectorAll('main').length + ' main');
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push('id ' + id + ' twice');
  for (const e of document.querySelectorAll('[style]')) found.push('a style attribute, which the policy refuses: ' + e.outerHTML.slice(0, 80));
  return found;
})()`;
const headings = `(() => {
  let last = 0;
  return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].flatMap((h) => {
    const level = Number(h.tagName[1]);
    const found = [];
    if (level > last + 1) found.push('h' + level + ' after h' + last + ': ' + h.textContent.trim().slice(0, 40));
    if (h.textContent.trim() === '') found.push('empty h' + level);
    last = level;
    return found;
  });
})()`;
const overflow = `(() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const widest = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1).pop();
  return ['page is ' + root.scrollWidth + ' px wide in ' + root.clientWidth + (widest ? ', because of ' + widest.outerHTML.slice(0, 100) : '')];
})()`;
