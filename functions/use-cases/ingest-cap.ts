import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { messageKeyOf, type CapArea, type CapMessage } from '../../src/domain/cap-message.ts';
import { adcodesOfArea } from '../../src/domain/geometry.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { Adcode } from '../../src/domain/region.ts';
import { partsOf } from '../../src/feeds/cap-parts.ts';
import type { CapProblem } from '../../src/feeds/cap-problem.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { singleLine } from '../../src/feeds/cap-xml-text.ts';
import { isServed, type Accepted, type AlertDeps, type Notice } from './alert-deps.ts';
import { REGION_BY_NAME } from './publish-notices.ts';
import { publishRevision, type IncomingRevision } from './publish-revision.ts';

const ACTIONS = { Alert: 'issue', Update: 'update', Cancel: 'cancel' } as const;

/** Takes another authority's CAP document and publishes it verbatim. `xml` is kept as it came, signature included. */
export async function ingestCap(deps: AlertDeps, bytes: Uint8Array, xml: string): Promise<Result<Accepted>> {
  const planned = await planCap(deps, bytes, xml);
  return planned.ok ? publishRevision(deps, planned.value) : planned;
}

/**
 * What a CAP document would be published as. `elsewhere`: the regions a person read for areas that name none we can
 * find; areas that name one keep theirs.
 */
export async function planCap(
  deps: AlertDeps,
  bytes: Uint8Array | string,
  xml: string,
  elsewhere: readonly Adcode[] = [],
): Promise<Result<IncomingRevision>> {
  const reading = readCap(bytes);
  if (reading.message === null) return capRefusal(reading.problems);
  const message = reading.message;
  // Test, Exercise, System and Draft end here: no code path leads from them to a live page or a phone.
  if (message.status !== 'Actual') return failed('status-not-actual', 'alert/status', message.status);
  if (message.scope !== 'Public') return failed('scope-not-public', 'alert/scope', message.scope);
  if (!(message.msgType in ACTIONS)) return failed('message-not-alert', 'alert/msgType', message.msgType);

  let isByName = false;
  const parts = partsOf(message, (area) => {
    const { adcodes } = adcodesOfArea(area, deps.regions);
    if (adcodes.length > 0) return adcodes;
    const named = namedRegions(deps, area);
    isByName ||= named.length > 0;
    return named.length > 0 ? named : elsewhere;
  });
  const notices: Notice[] = [...reading.problems, ...unknownRegions(deps, parts)];
  if (isByName) notices.push(REGION_BY_NAME);
  const previous = await findPrevious(deps, message);
  return ok({
    action: ACTIONS[message.msgType as keyof typeof ACTIONS],
    origin: 'relayed',
    source: sourceOf(message, previous),
    sentAt: message.sent.at,
    message: messageKeyOf(message),
    references: message.references,
    parts,
    document: { mediaType: 'application/cap+xml', body: xml },
    previous,
    notices,
  });
}

/** The newest of our alerts among the messages it refers to: a chain lists all earlier messages, in any order. */
async function findPrevious(deps: AlertDeps, message: CapMessage): Promise<AlertRevision | null> {
  let found: AlertRevision | null = null;
  for (const key of message.references) {
    const revision = await deps.store.findByMessage(key);
    if (revision !== null && (found === null || revision.sentAt > found.sentAt)) found = revision;
  }
  return found;
}

/** A bare Cancel has no room for a name: its sender is then called as in the alert it ends, not by a number. */
function sourceOf(message: CapMessage, previous: AlertRevision | null): string {
  const named = message.infos.map((info) => singleLine(info.senderName ?? '')).find((name) => name !== '');
  if (named !== undefined) return named;
  return previous?.message.sender === message.sender ? previous.source : message.sender;
}

/**
 * Where nothing but the name says where: a region called exactly so. Of several of one name only those this portal
 * serves: a 城关镇 elsewhere is no reason to warn nobody.
 */
function namedRegions(deps: AlertDeps, area: CapArea): readonly Adcode[] {
  const named = deps.gazetteer.named(singleLine(area.areaDesc)).map(({ adcode }) => adcode);
  return named.length <= 1 ? named : named.filter((adcode) => isServed(adcode, deps.regions));
}

const CODES_NAMED = 5;

function unknownRegions(deps: AlertDeps, parts: readonly AlertPart[]): Notice[] {
  const codes = [...new Set(parts.flatMap((part) => part.adcodes))];
  const unknown = codes.filter((code) => deps.gazetteer.find(code) === null);
  if (unknown.length === 0) return [];
  const more = unknown.length > CODES_NAMED ? `等 ${unknown.length} 个` : '';
  const message = `区划代码 ${unknown.slice(0, CODES_NAMED).join('、')}${more}不在本站的区划表里，按代码前缀匹配。`;
  return [{ word: 'region-unknown', message, path: 'areas' }];
}

const REFUSALS: Partial<
  Record<CapProblem['word'], 'doctype-forbidden' | 'xml-malformed' | 'request-too-large'>
> = {
  'doctype-forbidden': 'doctype-forbidden',
  'xml-malformed': 'xml-malformed',
  'document-too-large': 'request-too-large',
};

function capRefusal(problems: readonly CapProblem[]): Result<never> {
  const first = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  if (first === undefined) return failed('cap-invalid');
  return failed(REFUSALS[first.word] ?? 'cap-invalid', first.path, first.message);
}
