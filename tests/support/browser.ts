import { describe, test } from 'vitest';
import { fullChromiumPath } from './chromium.ts';
import { firefoxPath } from './firefox.ts';

/**
 * Suites that need a browser `npm ci` does not bring. Absent, they are skipped and say so; where CI has installed
 * the browsers (`ANLAN_REQUIRE_FULL_BROWSERS=1`) absence is a failure, so that a skip cannot pass for a test.
 */
function describeWhenFound(browser: string, find: () => string | null) {
  return (title: string, suite: () => void): void => {
    if (find() !== null) {
      describe(title, suite);
    } else if (process.env['ANLAN_REQUIRE_FULL_BROWSERS'] === '1') {
      test(`${title}: ${browser} is required here`, () => {
        throw new Error(`${browser} is not installed, and ANLAN_REQUIRE_FULL_BROWSERS=1 says it must be`);
      });
    } else {
      describe.skip(`${title} (skipped: ${browser} is not installed on this machine)`, suite);
    }
  };
}

export const describeInFullChromium = describeWhenFound('a full Chromium', fullChromiumPath);
export const describeInFirefox = describeWhenFound('Firefox', firefoxPath);
