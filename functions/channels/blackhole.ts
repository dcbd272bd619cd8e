import type { HandOver, Outlet } from './outlet-contract.ts';

/** Enough to look at while developing; older ones fall out. */
const KEPT = 100;

/** Records and sends nothing: what a developer's or a test's outlet is. */
export interface Blackhole extends Outlet {
  /** Oldest first, each key once: as a receiver would that drops doubles. */
  taken: readonly HandOver[];
}

export function blackholeOutlet(): Blackhole {
  const taken: HandOver[] = [];
  return {
    taken,
    handOver: (message) => {
      if (!taken.some(({ key }) => key === message.key)) taken.push(message);
      if (taken.length > KEPT) taken.shift();
      return Promise.resolve({ outcome: 'delivered' });
    },
    close: () => Promise.resolve(),
  };
}
