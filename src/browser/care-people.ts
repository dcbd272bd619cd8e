/** Someone to telephone. Name and number stay on this device; nothing here is ever sent. */
export interface CarePerson {
  id: string;
  name: string;
  phone: string;
  adcode: string;
  /** As it was chosen, for a list without the list of places. */
  placeName: string;
}

const KEY = 'anlan.care';
export const MAX_CARE_PEOPLE = 30;
export const MAX_NAME = 20;

/** What a dialler takes: digits, a plus in front, and a comma or so for an extension is not worth the risk. */
export function dialled(phone: string): string {
  return phone.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');
}

export const isPhone = (phone: string): boolean =>
  /^\+?\d{3,15}$/.test(dialled(phone)) && /^[\d+\-() 　]+$/.test(phone);

/** Everyone on the list; a spoiled record is left out, the others stay. */
export function carePeople(): CarePerson[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap((one) => asPerson(one) ?? []) : [];
  } catch {
    return [];
  }
}

/** False when the device stores nothing: the page must say that the list will be lost. */
export function saveCarePeople(people: readonly CarePerson[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(people));
    return true;
  } catch {
    return false;
  }
}

function asPerson(value: unknown): CarePerson | null {
  const { id, name, phone, adcode, placeName } = (value ?? {}) as Record<string, unknown>;
  const isWhole =
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof phone === 'string' &&
    typeof adcode === 'string' &&
    /^\d{2,12}$/.test(adcode) &&
    typeof placeName === 'string';
  return isWhole ? { id, name, phone, adcode, placeName } : null;
}
