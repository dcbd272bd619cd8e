import type { CapReport } from './cap-report.ts';
import { ownTextOf, textOf, type XmlNode } from './cap-tree.ts';

/**
 * The sequences of CAP-v1.2.xsd. A resident is better served by a warning with a slip than by none, so a slip that
 * changes no meaning is read with a warning; whatever decides identity, status or what to do must stand there once.
 */
export interface ElementRule {
  name: string;
  /** `required`: missing rejects the document. `defaulted`: the caller says what stands for it. */
  need: 'required' | 'defaulted' | 'optional';
  /** `many`: the schema allows it. Else what a second one does. */
  repeat: 'many' | 'join' | 'first' | 'reject';
}

type Need = ElementRule['need'];
type Repeat = ElementRule['repeat'];

/** `identifier!` required, `category?d` defaulted, `info*` many, `note+` joined, `source~` first wins; else one or rejected. */
function rules(text: string): readonly ElementRule[] {
  return text.split(' ').map((token) => {
    const [, name = '', marks = ''] = /^(\w+)(\W*)$/.exec(token) ?? [];
    const need: Need = marks.includes('!') ? 'required' : marks.includes('=') ? 'defaulted' : 'optional';
    const repeat: Repeat = marks.includes('*')
      ? 'many'
      : marks.includes('+')
        ? 'join'
        : marks.includes('~')
          ? 'first'
          : 'reject';
    return { name, need, repeat };
  });
}

export const ALERT_RULES = rules(
  'identifier! sender! sent! status! msgType! source~ scope! restriction~ addresses~ code* note+ references+ incidents~ info*',
);
// Missing category and certainty are seen in a national authority's real messages; neither decides what is shown.
export const INFO_RULES = rules(
  'language~ category=* event! responseType* urgency! severity! certainty= audience~ eventCode* effective onset expires senderName~ headline~ description+ instruction+ web~ contact+ parameter* resource* area*',
);
export const RESOURCE_RULES = rules('resourceDesc=~ mimeType=~ size~ uri~ derefUri~ digest~');
export const AREA_RULES = rules('areaDesc= polygon* circle* geocode* altitude ceiling');
export const PAIR_RULES = rules('valueName= value=');

const CONTAINERS = new Set(['info', 'eventCode', 'parameter', 'resource', 'area', 'geocode']);

export interface CapChild {
  node: XmlNode;
  path: string;
}

export interface CapChildren {
  all(name: string): readonly CapChild[];
  /** Trimmed text of the only (or joined) element; null when absent or empty. */
  text(name: string): string | null;
  pathOf(name: string): string;
}

/** Sorts an element's children by rule and reports unknown, repeated, missing and misplaced ones. */
export function readChildren(
  parent: CapChild,
  sequence: readonly ElementRule[],
  isCap: (node: XmlNode) => boolean,
  report: CapReport,
): CapChildren {
  const found = new Map<string, CapChild[]>();
  let furthest = 0;
  let isOrdered = true;
  for (const node of parent.node.children) {
    if (!isCap(node)) continue;
    const index = sequence.findIndex((rule) => rule.name === node.name);
    const rule = sequence[index];
    if (rule === undefined) {
      // Elsewhere it is at worst a remark lost; in an area it is the place itself, told in a way we cannot read.
      const path = `${parent.path}/${node.name}`;
      if (sequence === AREA_RULES) report.error('unknown-element', path);
      else report.warning('unknown-element-ignored', path);
      continue;
    }
    const siblings = found.get(node.name) ?? [];
    const path = `${parent.path}/${node.name}${rule.repeat === 'many' ? `[${siblings.length + 1}]` : ''}`;
    if (index < furthest && isOrdered) report.warning('element-order', path);
    if (index < furthest) isOrdered = false;
    furthest = Math.max(furthest, index);
    if (siblings.length === 1 && rule.repeat !== 'many') {
      if (rule.repeat === 'reject') report.error('element-repeated', path);
      else report.warning('element-repeated', path);
    }
    if (node.children.length > 0 && !CONTAINERS.has(node.name)) report.warning('markup-in-text', path);
    siblings.push({ node, path });
    found.set(node.name, siblings);
  }
  const stray = ownTextOf(parent.node).trim();
  if (stray !== '') report.warning('text-stray', parent.path, stray);
  const text = (name: string) => {
    const children = found.get(name) ?? [];
    const isJoined = sequence.some((rule) => rule.name === name && rule.repeat === 'join');
    const texts = (isJoined ? children : children.slice(0, 1)).map((child) => textOf(child.node).trim());
    return texts.filter((part) => part !== '').join('\n') || null;
  };
  for (const rule of sequence) {
    if (rule.need === 'required' && text(rule.name) === null)
      report.error('element-missing', `${parent.path}/${rule.name}`);
  }
  return {
    all: (name) => found.get(name) ?? [],
    text,
    pathOf: (name) => `${parent.path}/${name}`,
  };
}
