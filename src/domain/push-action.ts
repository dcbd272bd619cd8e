import type { Level } from './level.ts';

/**
 * A button below the message. Browsers show two, one or none: the first is what others wait to hear, the last may be
 * missing everywhere. The page behind the message has them all.
 */
export interface PushAction {
  action: 'safe' | 'known' | 'guide' | 'call';
  title: string;
  /** Absolute; for browsers that show the push by themselves. Opening it does nothing yet, the person still presses. */
  navigate: string;
}

/** Yellow and blue ring nobody out of bed, and nobody asks whether one is safe. */
export const isMinor = (level: Level | null): boolean => level === 'yellow' || level === 'blue';

/** What a person can do from the locked screen, the most awaited first. */
export function pushActions(level: Level | null): readonly Omit<PushAction, 'navigate'>[] {
  return [
    isMinor(level) ? { action: 'known', title: '已知晓' } : { action: 'safe', title: '我已安全' },
    { action: 'guide', title: '看怎么做' },
    { action: 'call', title: '电话告知家人' },
  ];
}

/** The page with the telephone numbers that this device keeps, opened for one alert. Behind `#`: no server learns which. */
export const carePath = (alertId: string): string => `/care/#${encodeURIComponent(alertId)}`;

/** The buttons with their addresses, for the page at `navigate`. */
export function actionsAt(navigate: string, alertId: string, level: Level | null): readonly PushAction[] {
  const answer = `${navigate}#answer`;
  const links = {
    safe: answer,
    known: answer,
    guide: navigate,
    call: new URL(carePath(alertId), navigate).href,
  };
  return pushActions(level).map((one) => ({ ...one, navigate: links[one.action] }));
}
