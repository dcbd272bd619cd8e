import {
  CAP_MESSAGE_TYPES,
  CAP_SCOPES,
  CAP_STATUSES,
  type CapMessage,
  type CapVersion,
} from '../domain/cap-message.ts';
import type { CapSource } from './cap-area.ts';
import { checkMessage } from './cap-check.ts';
import { ALERT_RULES, readChildren, type CapChild } from './cap-grammar.ts';
import { readInfo } from './cap-info.ts';
import type { CapProblem } from './cap-problem.ts';
import { readReferences } from './cap-references.ts';
import { createCapReport, type CapReport } from './cap-report.ts';
import { parseDocument, textOf, type XmlNode } from './cap-tree.ts';
import { readTime, readWord } from './cap-values.ts';

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';
const VERSIONS: Record<string, CapVersion> = {
  [CAP_NAMESPACE]: '1.2',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.0': '1.0',
  '': '1.2',
};
const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
const ENVELOPES = new Set(['feed', 'rss', 'RDF', 'EDXLDistribution']);
const MAX_INFOS = 200;
const MAX_AREAS = 2000;

export interface CapReading {
  verdict: 'accept' | 'accept-with-warnings' | 'reject';
  /** Errors and warnings, in document order. Empty when the verdict is `accept`. */
  problems: readonly CapProblem[];
  /** Remarks that do not change the verdict, e.g. a reference to itself, as every first alert of China's feed has. */
  notes: readonly CapProblem[];
  /** Null when rejected. */
  message: CapMessage | null;
}

/** Reads one CAP 1.2 (1.1, 1.0) document from bytes or text. Never throws on any input; over 5 MB is refused unread. */
export function readCap(document: Uint8Array | string): CapReading {
  const parsed = parseDocument(document);
  if (parsed.root === null)
    return { verdict: 'reject', problems: [parsed.problem], notes: [], message: null };
  const report = createCapReport();
  const message = readRoot(parsed.root, report);
  const verdict = report.verdict();
  return {
    verdict,
    problems: report.problems(),
    notes: report.notes(),
    message: verdict === 'reject' ? null : message,
  };
}

/** Whether an element is the alert of some version of CAP. */
export function isAlertElement(node: XmlNode): boolean {
  return node.name === 'alert' && node.namespace in VERSIONS;
}

/** Lists of alerts and message envelopes have many names (`alerts`, SOAP); what they hold tells them. */
function holdsAlert(node: XmlNode): boolean {
  return node.children.some((child) => isAlertElement(child) || holdsAlert(child));
}

function readRoot(root: XmlNode, report: CapReport): CapMessage | null {
  const version = isAlertElement(root) ? VERSIONS[root.namespace] : undefined;
  if (version === undefined) {
    if (ENVELOPES.has(root.name) || holdsAlert(root)) report.error('feed-envelope', '', root.name);
    else if (root.name === 'alert') report.error('namespace-unknown', 'alert', root.namespace);
    else report.error('not-an-alert', '', root.name);
    return null;
  }
  if (version === '1.1') report.warning('cap-version-1-1', 'alert');
  if (version === '1.0') report.warning('cap-version-1-0', 'alert');
  // Some writers qualify the root alone; what has no namespace at all can only be meant as CAP.
  const isBare = root.namespace === '' || root.children.some(({ namespace }) => namespace === '');
  if (isBare) report.warning('namespace-missing', 'alert');
  const isCap = ({ name, namespace }: XmlNode) =>
    (namespace === root.namespace || namespace === '') && name !== OLD_SECRET[version];
  return readAlert({ node: root, path: 'alert' }, version, { isCap, report });
}

/** CAP 1.0 had an element for a shared secret: not part of the message, and not to be kept. */
const OLD_SECRET: Partial<Record<CapVersion, string>> = { '1.0': 'password' };

function readAlert(alert: CapChild, version: CapVersion, source: CapSource): CapMessage | null {
  const { report } = source;
  const parts = readChildren(alert, ALERT_RULES, source.isCap, report);
  const word = <Word extends string>(name: string, words: readonly Word[]): Word | null => {
    const child = parts.all(name)[0];
    // A missing element is already reported by its rule.
    if (child === undefined || parts.text(name) === null) return null;
    return readWord(textOf(child.node), words, child.path, report);
  };
  const identifier = parts.text('identifier');
  const sender = parts.text('sender');
  const sent = readTime(parts, 'sent', report);
  const status = word('status', CAP_STATUSES);
  const msgType = word('msgType', CAP_MESSAGE_TYPES);
  const scope = word('scope', CAP_SCOPES);
  const infos = parts.all('info');
  const areas = infos.flatMap(({ node }) => node.children.filter((child) => child.name === 'area'));
  if (infos.length > MAX_INFOS) report.error('quantity-exceeded', 'alert/info', String(MAX_INFOS));
  if (areas.length > MAX_AREAS) report.error('quantity-exceeded', 'alert/info/area', String(MAX_AREAS));
  if (infos.length > MAX_INFOS || areas.length > MAX_AREAS) return null;
  const read = infos.map((info) => readInfo(info, version, source));
  if (identifier === null || sender === null || sent === null) return null;
  if (status === null || msgType === null || scope === null) return null;
  const references = parts.text('references');
  const message: CapMessage = {
    version, identifier, sender, sent, status, msgType,
    source: parts.text('source'),
    scope,
    restriction: parts.text('restriction'),
    addresses: parts.text('addresses'),
    codes: parts.all('code').map(({ node }) => textOf(node).trim()).filter((code) => code !== ''),
    note: parts.text('note'),
    references: readReferences(
      references ?? '', { sender, identifier, sent: sent.text }, parts.pathOf('references'), report,
    ),
    incidents: parts.text('incidents'),
    infos: read,
    hasSignature: alert.node.children.some(
      (node) => node.name === 'Signature' && node.namespace === SIGNATURE_NAMESPACE,
    ),
  }; // prettier-ignore
  checkMessage(message, references !== null, report);
  return message;
}
