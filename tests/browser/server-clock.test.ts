import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ServerClock } from '../../src/browser/server-clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant, toMs } from '../../src/domain/instant.ts';

const TRUE_START = toMs('2026-07-01T04:00:00.000Z');

/** A device `wrongByMs` off, in a world where time only passes when the test says so. */
function openDevice(wrongByMs: number, renderedAt: string | null = toInstant(TRUE_START)) {
  let passed = 0;
  let slept = 0;
  let turned = 0;
  const clock = new ServerClock(
    { wall: () => TRUE_START + wrongByMs + passed + turned, steady: () => passed - slept },
    renderedAt,
  );
  return {
    clock,
    pass: (ms: number) => void (passed += ms),
    sleep: (ms: number) => void ((passed += ms), (slept += ms)),
    turn: (ms: number) => void (turned += ms),
    truth: () => toInstant(TRUE_START + passed),
    errorMs: () => toMs(clock.now()) - (TRUE_START + passed),
  };
}

const WRONG = [3 * HOUR_MS, -3 * HOUR_MS, 40 * DAY_MS, -40 * DAY_MS, -20_000 * DAY_MS, 10 * MINUTE_MS];

test.each(WRONG)('a device %i ms wrong tells the right time once the server has said it', (wrongByMs) => {
  const { clock, pass, truth, errorMs } = openDevice(wrongByMs);
  pass(2 * SECOND_MS);
  clock.learn(truth());
  pass(5 * HOUR_MS);
  expect(errorMs()).toBe(0);
});

test.each(WRONG)('a device %i ms wrong that nobody corrected is never too early', (wrongByMs) => {
  const { pass, errorMs } = openDevice(wrongByMs);
  for (let i = 0; i < 5; i += 1) {
    expect(errorMs()).toBeGreaterThanOrEqual(0);
    pass(HOUR_MS);
  }
});

test('a device that is right is believed to the second, also when the answer took a while', () => {
  const { clock, pass, truth, errorMs } = openDevice(0);
  const said = truth();
  pass(9 * SECOND_MS);
  clock.learn(said);
  expect(errorMs()).toBe(0);
});

test('time goes on while the device sleeps, and when its clock is turned back', () => {
  const { clock, sleep, turn, truth, errorMs } = openDevice(-DAY_MS);
  clock.learn(truth());
  sleep(2 * HOUR_MS);
  expect(errorMs()).toBe(0);
  const before = clock.now();
  turn(-3 * HOUR_MS);
  expect(clock.now() >= before || errorMs() === -2 * HOUR_MS).toBe(true);
  clock.learn(truth());
  expect(errorMs()).toBe(0);
});

test('a clock that a person sets right is right again with the next word of the server', () => {
  const { clock, turn, truth, errorMs } = openDevice(-DAY_MS);
  clock.learn(truth());
  turn(DAY_MS);
  expect(errorMs()).toBe(DAY_MS);
  clock.learn(truth());
  expect(errorMs()).toBe(0);
});

test('whatever the device says, time is never earlier than the page, nor than the server said', () => {
  const step = fc.record({ ms: fc.nat(DAY_MS), kind: fc.constantFrom('pass', 'sleep', 'turn', 'learn') });
  fc.assert(
    fc.property(fc.integer({ min: -30 * DAY_MS, max: 30 * DAY_MS }), fc.array(step), (wrongByMs, steps) => {
      const device = openDevice(wrongByMs);
      let atLeast = TRUE_START;
      for (const { ms, kind } of steps) {
        if (kind === 'pass') device.pass(ms);
        else if (kind === 'sleep') device.sleep(ms);
        else if (kind === 'turn') device.turn(ms - DAY_MS / 2);
        else {
          device.clock.learn(device.truth());
          atLeast = toMs(device.truth());
        }
        expect(toMs(device.clock.now())).toBeGreaterThanOrEqual(atLeast);
      }
    }),
  );
});
