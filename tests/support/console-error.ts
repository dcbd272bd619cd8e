import { afterEach, beforeEach } from 'vitest';

/** A `console.error` nobody expected is a failure: it is how React, Astro and Node tell of a bug that did not throw. */
const printed: string[] = [];
const original = console.error;

beforeEach(() => {
  printed.length = 0;
  console.error = (...parts: unknown[]) => {
    printed.push(parts.map(String).join(' '));
    original(...parts);
  };
});

afterEach(() => {
  console.error = original;
  if (printed.length > 0) throw new Error(`console.error was called: ${printed.join('\n')}`);
});
