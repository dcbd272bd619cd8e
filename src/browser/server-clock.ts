import { toInstant, toMs, type Instant } from '../domain/instant.ts';

/** Devices are set by their network and right to the second; one that is further off than this is wrong. */
const TRUST_MS = 30_000;

/** What a device can tell of time: a clock that may be wrong or be set, and one that only ever counts on. */
export interface DeviceClock {
  /** Epoch ms. */
  wall(): number;
  /** Ms since some moment; stands still while a device sleeps. */
  steady(): number;
}

/**
 * The time by the server's clock, as well as this device can know it. A phone that is a day slow must not keep an
 * expired warning in force, and one that is a day fast must not grey a red one.
 */
export class ServerClock {
  readonly #device: DeviceClock;
  #known: { server: number; wall: number; steady: number };
  #isLearned = false;

  /** `atLeast`: when the page was made. It is no earlier than that; nothing else is known of a copy of unknown age. */
  constructor(device: DeviceClock, atLeast: Instant | null) {
    this.#device = device;
    const wall = device.wall();
    const server = atLeast === null ? wall : Math.max(wall, toMs(atLeast));
    this.#known = { server, wall, steady: device.steady() };
  }

  get isLearned(): boolean {
    return this.#isLearned;
  }

  /** Takes what the server said its clock is at this very moment. */
  learn(serverNow: Instant): void {
    const server = toMs(serverNow);
    const wall = this.#device.wall();
    const isRight = Math.abs(server - wall) < TRUST_MS;
    this.#known = { server: isRight ? Math.max(server, wall) : server, wall, steady: this.#device.steady() };
    this.#isLearned = true;
  }

  /**
   * The later of two counts: by the steady clock, which a sleeping device stops, and by the wall clock, which a person
   * may turn back. So time never stands still here, and what has ended stays ended.
   */
  now(): Instant {
    const { server, wall, steady } = this.#known;
    const passed = Math.max(this.#device.steady() - steady, this.#device.wall() - wall);
    return toInstant(server + Math.max(0, passed));
  }
}

const DEVICE: DeviceClock = { wall: () => Date.now(), steady: () => performance.now() };
let own: ServerClock | undefined;

/** The clock of this page. */
export function serverClock(): ServerClock {
  own ??= clockOf(document);
  return own;
}

/** A page that has just come over the network says what time it is; of any other it is only known when it was made. */
function clockOf(page: Document): ServerClock {
  const { renderedAt, judgedAt } = page.documentElement.dataset;
  const clock = new ServerClock(DEVICE, renderedAt ?? null);
  // The service worker knows how wrong this device was when it kept the copy.
  if (judgedAt !== undefined) clock.learn(judgedAt);
  else if (renderedAt !== undefined && hasJustCome()) clock.learn(renderedAt);
  return clock;
}

/** By the browser's own record: from the network, not from a cache or a restored tab, whose pages may be hours old. */
function hasJustCome(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry !== undefined && entry.type !== 'back_forward' && entry.transferSize > 0 && !entry.workerStart;
}
