import { addMs, type Instant } from '../../src/domain/instant.ts';
import type { ArmedStore, Unarmed } from '../store/armed-contract.ts';

export interface ArmDeps {
  armed: ArmedStore;
  /** Makes and seals one sender key; throws when the device's key is no point on the curve. */
  arm: (to: Unarmed) => Uint8Array;
  now: () => Instant;
  rest: (ms: number) => Promise<unknown>;
}

/** A page is one query and one insert. */
const PAGE = 500;
/** Keys made in one go: about 1.5 ms in which this process does nothing else. */
const IN_ONE_GO = 4;
/** With it, arming takes a fifth of one core: a hundred thousand devices in some three minutes. */
const REST_MS = 6;
/** A run ends before the next one is sent. */
const RUN_MS = 100_000;

/**
 * Makes keys for devices that have none, slowly, and stops as soon as something is to be sent. Answers how many were
 * made. A device whose key is broken is passed over; sending to it will tell the operator.
 */
export async function armPushKeys(deps: ArmDeps, signal: AbortSignal): Promise<number> {
  const endsAt = addMs(deps.now(), RUN_MS);
  let made = 0;
  for (let after = ''; ;) {
    if (await deps.armed.isSending(deps.now())) return made;
    const page = await deps.armed.listUnarmed(after, PAGE);
    const keys: { subscriptionId: string; sealed: Uint8Array }[] = [];
    for (const [i, device] of page.entries()) {
      if (signal.aborted) return made;
      const sealed = armed(deps, device);
      if (sealed !== null) keys.push({ subscriptionId: device.subscriptionId, sealed });
      if (i % IN_ONE_GO === IN_ONE_GO - 1) await deps.rest(REST_MS);
    }
    if (keys.length > 0) await deps.armed.keep(keys, deps.now());
    made += keys.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || deps.now() >= endsAt) return made;
    after = last.subscriptionId;
  }
}

function armed(deps: ArmDeps, device: Unarmed): Uint8Array | null {
  try {
    return deps.arm(device);
  } catch {
    return null;
  }
}
