import { DRILL_MARK, isDrillTopic } from '../../src/domain/topic.ts';
import type { ChannelMessage } from './channel.ts';

/**
 * The last gate before a phone: what goes to a drill's topic has 【演练】 first in its title, and nothing else has. A
 * payload without a readable title is refused too.
 */
export function isDrillMarkRight(message: ChannelMessage): boolean {
  const title = titleOf(message.payload);
  return title !== null && title.startsWith(DRILL_MARK) === isDrillTopic(message.topic);
}

/** The title in either shape a payload has: Declarative Web Push, or the bare notification. */
function titleOf(payload: string): string | null {
  try {
    const parsed = JSON.parse(payload) as { title?: unknown; notification?: { title?: unknown } } | null;
    const title = parsed?.notification?.title ?? parsed?.title;
    return typeof title === 'string' ? title : null;
  } catch {
    return null;
  }
}
