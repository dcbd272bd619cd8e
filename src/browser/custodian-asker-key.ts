import { newKeyPair } from './custodian-age.ts';

/**
 * The key that this browser made for one request. It stays here until the access ends: without it what the custodian
 * sealed cannot be opened, and without this person's sign-in within the granted time it opens nothing.
 */
export interface AskerKey {
  secret: string;
  recipient: string;
}

const placeOf = (caseId: string): string => `anlan:asker-key:${caseId}`;

export async function makeAskerKey(caseId: string): Promise<AskerKey> {
  const key = await newKeyPair();
  localStorage.setItem(placeOf(caseId), JSON.stringify(key));
  return key;
}

export function findAskerKey(caseId: string): AskerKey | null {
  try {
    return JSON.parse(localStorage.getItem(placeOf(caseId)) ?? 'null') as AskerKey | null;
  } catch {
    return null;
  }
}

export function forgetAskerKey(caseId: string): void {
  localStorage.removeItem(placeOf(caseId));
}
