import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(
  fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)),
  'utf8',
);
const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Off by default in axe, and what a thumb in the rain needs.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** What axe finds on the page as it stands: one line for each element, naming the rule and the element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's own Content-Security-Policy stays in force while axe looks.
  await page.evaluate(source);
  // The bar of emergency numbers stays at the foot of the window; whatever lies below it at this moment is scrolled
  // out by a thumb, so axe looks at the page with the bar in its own place.
  await page.evaluate(`document.querySelectorAll('.sos').forEach((bar) => (bar.style.position = 'static'))`);
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} at ${target.join(' ')}: ${(failureSummary ?? '').replaceAll('\n', ' ')}`,
    ),
  );
}
