const ILLEGAL_IN_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** Embeddings, overrides and isolates: they can make a one-line title read backwards. Marks that Uyghur needs stay. */
const DIRECTION_TRICKS = /[\u202a-\u202e\u2066-\u2069]/g;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text for an element or a quoted attribute. Characters XML cannot carry are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(ILLEGAL_IN_XML, '')
    .toWellFormed()
    .replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}

/** `<name>text</name>`; nothing for null. `name` is ours, never the document's. */
export function xmlElement(name: string, text: string | null): string {
  return text === null ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}

/** Running text without what could turn its reading direction; the document itself is kept as it came. */
export function runningText(text: string): string {
  return text.replace(DIRECTION_TRICKS, '');
}

/** Text that stands on one line: names, headlines. */
export function singleLine(text: string): string {
  return text.replace(DIRECTION_TRICKS, '').replace(/\s+/g, ' ').trim();
}
