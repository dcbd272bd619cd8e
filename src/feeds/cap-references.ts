import type { MessageKey } from '../domain/alert.ts';
import type { CapReport } from './cap-report.ts';
import { readTimeMs } from './cap-values.ts';

/** An update lists every earlier message of its lineage; more than this is no lineage. */
const MAX_REFERENCES = 2000;

/**
 * Triples `sender,identifier,sent`, separated by white space, except those that point at the message itself: China's
 * feed puts one into every first alert. The same identifier sent earlier is a real predecessor (senders that reuse ids).
 */
export function readReferences(text: string, own: MessageKey, path: string, report: CapReport): MessageKey[] {
  const triples = text.split(/\s+/).filter((triple) => triple !== '');
  if (triples.length > MAX_REFERENCES) report.error('quantity-exceeded', path, String(MAX_REFERENCES));
  const references: MessageKey[] = [];
  for (const triple of triples.slice(0, MAX_REFERENCES)) {
    const [sender = '', ...rest] = triple.split(',');
    const sent = rest.pop() ?? '';
    // Some identifiers are tag URIs and hold a comma; the two ends of the triple never do.
    const identifier = rest.join(',');
    const sentMs = readTimeMs(sent);
    if (sender === '' || identifier === '' || sentMs === null) {
      report.warning('references-bad', path, triple);
      continue;
    }
    const isSameId = sender === own.sender && identifier === own.identifier;
    const laterMs = sentMs - (readTimeMs(own.sent) ?? sentMs);
    if (laterMs > 0) report.warning('references-future', path, triple);
    if (isSameId && laterMs >= 0) report.note('references-self', path, triple);
    else references.push({ sender, identifier, sent });
  }
  return references;
}
