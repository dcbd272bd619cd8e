const KEY = 'anlan.desk.drill-text';

/** A pasted text that calls itself a drill goes along to the drills' own page, in this tab only. */
export function passToDrill(text: string | null): void {
  try {
    if (text !== null) sessionStorage.setItem(KEY, text);
  } catch {
    // It is pasted there once more.
  }
}

/** The text that was passed, once. */
export function takePassedText(): string | null {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return text;
  } catch {
    return null;
  }
}
