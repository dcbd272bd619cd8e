import { SIGNED_IN_AGAIN, withNext } from '../domain/staff-next.ts';

const CHANNEL = 'anlan-staff';
const SIGNED_IN = 'signed-in';

/** For the page at the end of signing in: tells every open page of this browser. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(SIGNED_IN);
  channel.close();
}

/** Where signing in again in another tab begins: a link with `target="_blank"` leaves this page as it is. */
export const SIGN_IN_AGAIN = withNext('/staff/sign-in/', SIGNED_IN_AGAIN);

/**
 * Calls `listener` each time the person signs in again in another tab: after the server answered `sign-in-needed`,
 * what was refused can be sent once more. Returns how to stop listening.
 */
export function onSignedIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent) => {
    if (event.data === SIGNED_IN) listener();
  };
  return () => channel.close();
}
