import { capProblem, type CapProblem } from './cap-problem.ts';
import { isAlertElement } from './cap-read.ts';
import { parseDocument, prefixesOf, textOf, type XmlNode } from './cap-tree.ts';
import { escapeXml } from './cap-xml-text.ts';

export interface EnvelopeEntry {
  id: string | null;
  title: string | null;
  updated: string | null;
  /** Where the CAP document is, as written (may be relative to the feed). Only http and https or relative. */
  link: string | null;
  /** The embedded alert as a document of its own, namespaces restored, signature untouched; null when only linked. */
  document: string | null;
}

export interface EnvelopeReading {
  kind: 'atom' | 'rss' | 'edxl' | null;
  entries: readonly EnvelopeEntry[];
  problems: readonly CapProblem[];
}

const ATOM = 'http://www.w3.org/2005/Atom';
const MAX_ENTRIES = 2000;

/**
 * Entries of an Atom or RSS feed or of an EDXL distribution. `kind` null: it is none of these, see `problems`.
 * An alert that stands outside an entry is foreign markup and is not taken.
 */
export function readFeedEnvelope(document: Uint8Array | string): EnvelopeReading {
  const parsed = parseDocument(document);
  if (parsed.root === null) return { kind: null, entries: [], problems: [parsed.problem] };
  const { root, text } = parsed;
  const kind = kindOf(root);
  if (kind === null)
    return { kind, entries: [], problems: [capProblem('error', 'not-a-feed', '', root.name)] };
  const nodes =
    kind === 'atom'
      ? childrenOf(root, 'entry')
      : kind === 'edxl'
        ? childrenOf(root, 'contentObject')
        : [root, ...childrenOf(root, 'channel')].flatMap((parent) => childrenOf(parent, 'item'));
  return {
    kind,
    entries: nodes.slice(0, MAX_ENTRIES).map((node) => readEntry(node, kind, text)),
    problems:
      nodes.length > MAX_ENTRIES
        ? [capProblem('warning', 'quantity-exceeded', root.name, String(MAX_ENTRIES))]
        : [],
  };
}

function kindOf(root: XmlNode): EnvelopeReading['kind'] {
  if (root.name === 'feed' && root.namespace === ATOM) return 'atom';
  if (root.name === 'rss' || root.name === 'RDF') return 'rss';
  return root.name === 'EDXLDistribution' ? 'edxl' : null;
}

function readEntry(node: XmlNode, kind: 'atom' | 'rss' | 'edxl', text: string): EnvelopeEntry {
  const alert = firstAlert(node);
  const first = (...names: string[]) =>
    names.map((name) => childText(node, name)).find((found) => found !== null) ?? null;
  return {
    id: first('id', 'guid', 'contentObjectID'),
    title: first('title', 'contentDescription'),
    updated: first('updated', 'pubDate', 'date'),
    link: safeLink(kind === 'atom' ? atomLink(node) : first('link')),
    document: alert === null ? null : standalone(alert, text),
  };
}

/** The link that names CAP's media type, else the entry's plain one: NOAA's feed gives no type. */
function atomLink(entry: XmlNode): string | null {
  const links = childrenOf(entry, 'link').map((link) => link.source.attributes);
  const typed = links.find((link) =>
    /^(?:application|text)\/(?:cap|common-alerting-protocol)\+xml/i.test(link['type'] ?? ''),
  );
  const plain = links.find(
    (link) => (link['rel'] ?? 'alternate') === 'alternate' && !/html/i.test(link['type'] ?? ''),
  );
  return (typed ?? plain)?.['href']?.trim() ?? null;
}

function safeLink(link: string | null): string | null {
  if (link === null || link === '') return null;
  return /^[a-z][a-z0-9+.-]*:/i.test(link) && !/^https?:/i.test(link) ? null : link;
}

function childrenOf(parent: XmlNode, name: string): readonly XmlNode[] {
  return parent.children.filter((child) => child.name === name && !isAlertElement(child));
}

function childText(parent: XmlNode, name: string): string | null {
  const child = childrenOf(parent, name)[0];
  return child === undefined ? null : textOf(child).trim() || null;
}

function firstAlert(node: XmlNode): XmlNode | null {
  for (const child of node.children) {
    const found = isAlertElement(child) ? child : firstAlert(child);
    if (found !== null) return found;
  }
  return null;
}

/** Cuts the alert out as it stands, and declares on it the prefixes it inherited, which a signature covers too. */
function standalone(alert: XmlNode, text: string): string {
  const { source } = alert;
  const body = text.slice(source.start, source.end === Infinity ? undefined : source.end);
  const declarations = [...prefixesOf(alert)]
    .map(([prefix, namespace]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace] as const)
    .filter(
      ([attribute, namespace]) =>
        attribute !== 'xmlns:xml' && namespace !== '' && !(attribute in source.attributes),
    )
    .map(([attribute, namespace]) => ` ${attribute}="${escapeXml(namespace)}"`);
  const head = `<${source.name}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}${declarations.join('')}${body.slice(head.length)}`;
}
