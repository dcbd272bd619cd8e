import zhCN from '../../content/strings/zh-CN.json' with { type: 'json' };

/** Another language is one more file here; it must have the same keys (a test compares them). */
const CATALOGUES = { 'zh-CN': zhCN } as const;

export type Locale = keyof typeof CATALOGUES;
/** Only keys that exist: a missing one does not compile. */
export type StringKey = keyof typeof zhCN;
export type Params = Readonly<Record<string, string | number>>;

/** Puts `{name}` placeholders' values in. Throws on a placeholder without a value: half a sentence is a bug. */
export function filled(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${text}"`);
    return String(value);
  });
}

/** The words of one language. Used by pages and functions; a script in a browser gets its words from its page. */
export function translator(locale: Locale): (key: StringKey, params?: Params) => string {
  const words: Readonly<Record<string, string>> = CATALOGUES[locale];
  return (key, params = {}) => {
    const text = words[key];
    if (text === undefined) throw new Error(`no string "${key}" in content/strings/${locale}.json`);
    return filled(text, params);
  };
}

/** The Chinese sentence of a key of content/strings/zh-CN.json. */
export const t = translator('zh-CN');

/**
 * All strings below a namespace (`kit.` → `{ title: … }`), for an island's or script's props: so the browser
 * downloads the words it shows and not the whole catalogue.
 */
export function wordsUnder(
  namespace: `${string}.`,
  locale: Locale = 'zh-CN',
): Readonly<Record<string, string>> {
  const entries = Object.entries(CATALOGUES[locale]).filter(([key]) => key.startsWith(namespace));
  return Object.fromEntries(entries.map(([key, text]) => [key.slice(namespace.length), text]));
}
