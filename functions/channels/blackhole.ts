import type { Channel } from './channel.ts';

/** Takes everything and sends nothing: for rehearsing a fan-out with real rows and no phones. */
export function blackholeChannel(): Channel {
  return {
    send: () => Promise.resolve({ outcome: 'delivered' }),
    close: () => Promise.resolve(),
  };
}
