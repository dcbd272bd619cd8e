import type { AlertPart, AlertRevision, Area, Bulletin, MessageKey } from '../domain/alert.ts';
import { CAP_CATEGORIES, CAP_RESPONSE_TYPES } from '../domain/cap-message.ts';
import { toCapTime, type Instant } from '../domain/instant.ts';
import type { Adcode } from '../domain/region.ts';
import { CAP_NAMESPACE } from './cap-read.ts';
import { escapeXml, xmlElement } from './cap-xml-text.ts';

export interface CapContext {
  /** The alert's own page, given as `web` where the bulletin names no address; null leaves it out. */
  pageUrl: string | null;
}

/** What a message is made from; an alert's revision is one, and so is an exercise. */
export type CapSubject = Pick<
  AlertRevision,
  'action' | 'source' | 'sentAt' | 'parts' | 'message' | 'references' | 'isDemonstration' | 'isWithdrawal'
>;

const MESSAGE_TYPES = { issue: 'Alert', update: 'Update', cancel: 'Cancel' } as const;
const CAP_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
/** The name under which China's platform gives division codes, twelve digits each. */
const DIVISION_LIST = 'CPEAS Geographic Code';
const DIVISION_DIGITS = 12;

/**
 * A CAP 1.2 document of a revision: one info per part and language, XSD order, times with an offset and never Z.
 * The key (sender, identifier, sent) is the stored one, so that a neighbour's reference to it always fits.
 */
export function writeCap(revision: AlertRevision, context: CapContext): string {
  // Test keeps every other portal from showing a demonstration as a warning.
  return writeMessage(revision, revision.isDemonstration ? 'Test' : 'Actual', noteOf(revision), context);
}

/** A drill: every reader of CAP knows `Exercise`, whatever the words say. */
export function writeExerciseCap(drill: CapSubject, context: CapContext): string {
  return writeMessage(drill, 'Exercise', '演练，不是真实预警', context);
}

function writeMessage(
  revision: CapSubject,
  status: 'Actual' | 'Exercise' | 'Test',
  note: string | null,
  context: CapContext,
): string {
  const { message } = revision;
  const infos = revision.parts.flatMap((part) =>
    part.bulletins.map((bulletin) => writeInfo(revision.source, part, bulletin, context)),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<alert xmlns="${CAP_NAMESPACE}">`,
    xmlElement('identifier', message.identifier),
    xmlElement('sender', message.sender),
    xmlElement('sent', CAP_TIME.test(message.sent) ? message.sent : toCapTime(revision.sentAt)),
    xmlElement('status', status),
    xmlElement('msgType', MESSAGE_TYPES[revision.action]),
    xmlElement('source', revision.source || null),
    xmlElement('scope', 'Public'),
    xmlElement('note', note),
    xmlElement('references', writeReferences(revision.references)),
    ...infos,
    '</alert>\n',
  ].join('');
}

/** CAP has one word for the end of a message; that we only stopped relaying must be said beside it. */
function noteOf({ isDemonstration, isWithdrawal, correction }: AlertRevision): string | null {
  const notes = [
    ...(isDemonstration ? ['演示数据，不是真实预警'] : []),
    ...(isWithdrawal === true ? ['撤回转发。是否解除，以发布单位的消息为准'] : []),
    ...(correction === undefined ? [] : [`更正：${correction}`]),
  ];
  return notes.length === 0 ? null : notes.join('；');
}

/** Triples; one that could not be written without breaking the list is left out. */
function writeReferences(references: readonly MessageKey[]): string | null {
  const triples = references
    .map(({ sender, identifier, sent }) => [sender, identifier, sent])
    .filter((triple) => triple.every((item) => item !== '' && !/[\s,]/.test(item)))
    .map((triple) => triple.join(','));
  return triples.length === 0 ? null : triples.join(' ');
}

function writeInfo(source: string, part: AlertPart, bulletin: Bulletin, context: CapContext): string {
  const categories = CAP_CATEGORIES.filter((category) => part.categories.includes(category));
  const responses = CAP_RESPONSE_TYPES.filter((response) => part.responseTypes.includes(response));
  const code = part.hazard.code;
  return [
    '<info>',
    xmlElement('language', bulletin.language || 'zh-CN'),
    ...(categories.length === 0 ? ['Other'] : categories).map((category) => xmlElement('category', category)),
    xmlElement('event', part.hazard.name),
    ...responses.map((response) => xmlElement('responseType', response)),
    xmlElement('urgency', part.urgency),
    xmlElement('severity', part.severity),
    xmlElement('certainty', part.certainty),
    code === null ? '' : writePair('eventCode', 'event code', code),
    writeTime('effective', part.effectiveAt),
    writeTime('onset', part.onsetAt),
    writeTime('expires', part.expiresAt),
    xmlElement('senderName', source || null),
    xmlElement('headline', bulletin.headline || null),
    xmlElement('description', bulletin.description || null),
    xmlElement('instruction', bulletin.instruction || null),
    xmlElement('web', bulletin.web ?? context.pageUrl),
    xmlElement('contact', bulletin.contact),
    // The colour travels beside severity, or a reader would have to guess it from 橙 = Severe.
    part.level === null ? '' : writePair('parameter', 'ColorCode', part.level.toUpperCase()),
    ...areasOf(part).map(writeArea),
    '</info>',
  ].join('');
}

/** A part known by its regions only still says where. */
function areasOf(part: AlertPart): readonly Area[] {
  if (part.areas.length > 0 || part.adcodes.length === 0) return part.areas;
  return [{ description: part.adcodes.join('、'), adcodes: part.adcodes, polygons: [], circles: [] }];
}

function writeArea(area: Area): string {
  return [
    '<area>',
    // areaDesc is required and must say something.
    xmlElement('areaDesc', area.description.trim() || area.adcodes.join('、') || '见图形'),
    ...area.polygons.map((ring) => `<polygon>${ring.map(writePoint).join(' ')}</polygon>`),
    ...area.circles.map(
      ({ centre, radiusKm }) => `<circle>${writePoint(centre)} ${writeNumber(radiusKm)}</circle>`,
    ),
    ...area.adcodes.map((adcode) => writePair('geocode', DIVISION_LIST, twelveDigits(adcode))),
    '</area>',
  ].join('');
}

function writePair(name: string, valueName: string, value: string): string {
  return `<${name}><valueName>${escapeXml(valueName)}</valueName><value>${escapeXml(value)}</value></${name}>`;
}

function writeTime(name: string, at: Instant | null): string {
  return at === null ? '' : xmlElement(name, toCapTime(at));
}

function writePoint([lat, lon]: readonly [number, number]): string {
  return `${writeNumber(lat)},${writeNumber(lon)}`;
}

/** Never `1e-7`: readers of coordinates expect plain decimals. */
function writeNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9) : text;
}

function twelveDigits(adcode: Adcode): string {
  return adcode.padEnd(DIVISION_DIGITS, '0');
}
