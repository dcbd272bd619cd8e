import {
  CAP_CATEGORIES,
  CAP_RESPONSE_TYPES,
  type CapCategory,
  type CapInfo,
  type CapVersion,
} from '../domain/cap-message.ts';
import { CERTAINTIES, SEVERITIES, URGENCIES, type Certainty } from '../domain/severity.ts';
import { readArea, readPairs, readResource, type CapSource } from './cap-area.ts';
import { INFO_RULES, readChildren, type CapChild, type CapChildren } from './cap-grammar.ts';
import { textOf } from './cap-tree.ts';
import { readTime, readWord } from './cap-values.ts';

/** The schema's default, whatever language the words are really in. */
const DEFAULT_LANGUAGE = 'en-US';

/** One info. Words that are missing stand as `Unknown`; the document is then rejected, so nobody sees them. */
export function readInfo(child: CapChild, version: CapVersion, source: CapSource): CapInfo {
  const { report } = source;
  const parts = readChildren(child, INFO_RULES, source.isCap, report);
  const word = <Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word => {
    const node = parts.all(name)[0];
    if (node === undefined || parts.text(name) === null) return otherwise;
    return readWord(textOf(node.node), words, node.path, report) ?? otherwise;
  };
  return {
    language: parts.text('language') ?? DEFAULT_LANGUAGE,
    categories: readCategories(parts, source),
    event: parts.text('event') ?? '',
    responseTypes: parts.all('responseType').flatMap(({ node, path }) => {
      const text = textOf(node);
      const isEmpty = text.trim() === '';
      if (isEmpty) report.warning('element-empty', path);
      const response = isEmpty ? null : readWord(text, CAP_RESPONSE_TYPES, path, report);
      return response === null ? [] : [response];
    }),
    urgency: word('urgency', URGENCIES, 'Unknown'),
    severity: word('severity', SEVERITIES, 'Unknown'),
    certainty: readCertainty(parts, source),
    audience: parts.text('audience'),
    eventCodes: readPairs(parts.all('eventCode'), source),
    effective: readTime(parts, 'effective', report),
    onset: readTime(parts, 'onset', report),
    expires: readTime(parts, 'expires', report),
    senderName: parts.text('senderName'),
    headline: parts.text('headline'),
    description: parts.text('description'),
    instruction: parts.text('instruction'),
    web: parts.text('web'),
    contact: parts.text('contact'),
    parameters: readPairs(parts.all('parameter'), source),
    resources: parts.all('resource').flatMap((resource) => {
      const read = readResource(resource, source, version !== '1.2');
      return read === null ? [] : [read];
    }),
    areas: parts.all('area').map((area) => readArea(area, source)),
  };
}

function readCategories(parts: CapChildren, source: CapSource): CapCategory[] {
  const given = parts.all('category').filter(({ node }) => textOf(node).trim() !== '');
  if (given.length === 0) {
    source.report.warning('element-missing-defaulted', parts.pathOf('category'), 'Other');
    return ['Other'];
  }
  return given.flatMap(({ node, path }) => {
    const category = readWord(textOf(node), CAP_CATEGORIES, path, source.report);
    return category === null ? [] : [category];
  });
}

const VERY_LIKELY = 'Very Likely';

/** CAP 1.0 had a word more; authorities that moved on to later versions kept writing it. */
function readCertainty(parts: CapChildren, { report }: CapSource): Certainty {
  const child = parts.all('certainty')[0];
  const path = parts.pathOf('certainty');
  if (child === undefined || parts.text('certainty') === null) {
    report.warning('element-missing-defaulted', path, 'Unknown');
    return 'Unknown';
  }
  const read = readWord(textOf(child.node), [...CERTAINTIES, VERY_LIKELY] as const, path, report);
  if (read !== VERY_LIKELY) return read ?? 'Unknown';
  report.warning('enum-very-likely', path);
  return 'Likely';
}
