import { parseXml, XmlCdata, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import { decodeDocument } from './cap-decode.ts';
import { capProblem, type CapProblem } from './cap-problem.ts';

/** Far above any real message (2 000 areas with twenty geocodes); the parser recurses once per level. */
const MAX_ELEMENTS = 250_000;
const MAX_DEPTH = 64;

/**
 * Prefixes an element declares, the empty one being the default, and where to look on. Linked, not copied: a file of
 * thousands of declarations in thousands of elements must not cost their product.
 */
export interface NamespaceScope {
  own: ReadonlyMap<string, string>;
  outer: NamespaceScope | null;
}

/** One element with its namespace resolved. `start` and `end` are offsets into the document's text. */
export interface XmlNode {
  name: string;
  /** Empty when the document gives none, or uses a prefix it never declared. */
  namespace: string;
  scope: NamespaceScope;
  children: readonly XmlNode[];
  source: XmlElement;
}

export type ParsedXml = { text: string; root: XmlNode; problem: null } | { root: null; problem: CapProblem };

/** Decodes and parses a document; DOCTYPE, size and depth are refused before the parser sees anything. */
export function parseDocument(document: Uint8Array | string): ParsedXml {
  const decoded = decodeDocument(document);
  if (decoded.problem !== null) return { root: null, problem: decoded.problem };
  const { text } = decoded;
  if (hasDoctype(text)) return refuse('doctype-forbidden');
  if (isTooComplex(text)) return refuse('document-too-complex');
  try {
    const parsed = parseXml(text, { includeOffsets: true });
    if (parsed.root === null) return refuse('xml-malformed', '没有任何元素');
    return { text, root: toNode(parsed.root, XML_SCOPE), problem: null };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    // A declaration in an unlawful place is a parse error; the word says why it is refused all the same.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refuse('doctype-forbidden');
    return refuse('xml-malformed', `第 ${error.line} 行第 ${error.column} 列附近有错`);
  }
}

/** All text in an element, markup left out. */
export function textOf(node: XmlNode): string {
  return node.source.text;
}

/** Text that stands directly in an element, between its children. */
export function ownTextOf(node: XmlNode): string {
  const own = node.source.children.filter((child) => child instanceof XmlText || child instanceof XmlCdata);
  return own.map((child) => child.text).join('');
}

/** All prefixes in scope, inner declarations over outer ones. */
export function prefixesOf(node: XmlNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let scope: NamespaceScope | null = node.scope; scope !== null; scope = scope.outer)
    for (const [prefix, namespace] of scope.own) if (!found.has(prefix)) found.set(prefix, namespace);
  return found;
}

const XML_SCOPE: NamespaceScope = {
  own: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]),
  outer: null,
};

function namespaceOf(prefix: string, innermost: NamespaceScope): string {
  for (let scope: NamespaceScope | null = innermost; scope !== null; scope = scope.outer) {
    const namespace = scope.own.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return '';
}

function toNode(source: XmlElement, outer: NamespaceScope): XmlNode {
  const declared = Object.entries(source.attributes)
    .filter(([attribute]) => attribute === 'xmlns' || attribute.startsWith('xmlns:'))
    .map(([attribute, namespace]): [string, string] => [attribute.slice(6), namespace]);
  const scope = declared.length === 0 ? outer : { own: new Map(declared), outer };
  const colon = source.name.indexOf(':');
  const children = source.children.filter((child) => child instanceof XmlElement);
  return {
    name: source.name.slice(colon + 1),
    namespace: namespaceOf(source.name.slice(0, Math.max(colon, 0)), scope),
    scope,
    children: children.map((child) => toNode(child, scope)),
    source,
  };
}

/** A DOCTYPE is lawful only before the root: skip declaration, comments and instructions, and look what follows. */
function hasDoctype(text: string): boolean {
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    if (close === null) return /^<!(?:DOCTYPE|ENTITY)/i.test(text.slice(at, at + 10));
    const end = text.indexOf(close, at + 2);
    if (end < 0) return false;
    at = end + close.length;
  }
}

function isTooComplex(text: string): boolean {
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const close = skippedUntil(text, at);
    if (close !== null) {
      const end = text.indexOf(close, at + 2);
      if (end < 0) return false;
      at = end + close.length;
      continue;
    }
    const end = endOfTag(text, at + 1);
    if (text[at + 1] === '/') depth -= 1;
    else {
      elements += 1;
      if (text[end - 1] !== '/') depth += 1;
    }
    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) return true;
    at = end;
  }
  return false;
}

function skippedUntil(text: string, at: number): string | null {
  if (text.startsWith('<!--', at)) return '-->';
  if (text.startsWith('<![CDATA[', at)) return ']]>';
  return text.startsWith('<?', at) ? '?>' : null;
}

/** Where a tag's `>` is; one inside a quoted attribute does not count, or nesting could be hidden behind it. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '>') return at;
    if (character !== '"' && character !== "'") continue;
    const quote = text.indexOf(character, at + 1);
    if (quote < 0) return text.length;
    at = quote;
  }
  return text.length;
}

function refuse(word: CapProblem['word'], value = ''): ParsedXml {
  return { root: null, problem: capProblem('error', word, '', value) };
}
