import type { Channel } from './channel.ts';

/** The only channel of a demonstration server: an invented flood must not reach a single phone. */
export function refusedChannel(): Channel {
  return {
    send: () => Promise.resolve({ outcome: 'refused', reason: 'demonstration' }),
    close: () => Promise.resolve(),
  };
}
