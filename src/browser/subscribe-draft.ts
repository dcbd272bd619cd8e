import { asChoice, type SubscriptionChoice } from './offline-store.ts';

const KEY = 'anlan.subscribe-draft';

/** What was filled in and not yet sent, for a page that is closed by a call or a full memory. Gone with the tab. */
export function keepDraft(choice: SubscriptionChoice | null): void {
  try {
    if (choice === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // The device stores nothing: then nothing is kept, and the form works all the same.
  }
}

export function keptDraft(): SubscriptionChoice | null {
  try {
    return asChoice(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}
