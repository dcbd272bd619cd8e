import { adcodesOfGeocode } from '../domain/geometry-geocode.ts';
import type { CapArea, CapNamedValue, CapResource } from '../domain/cap-message.ts';
import {
  AREA_RULES,
  PAIR_RULES,
  readChildren,
  RESOURCE_RULES,
  type CapChild,
  type CapChildren,
} from './cap-grammar.ts';
import type { CapReport } from './cap-report.ts';
import { readCircle, readPolygon } from './cap-shapes.ts';
import { textOf, type XmlNode } from './cap-tree.ts';
import { readNumber } from './cap-values.ts';

/** What the readers of parts of a message share. */
export interface CapSource {
  isCap(node: XmlNode): boolean;
  report: CapReport;
}

/** eventCode, parameter or geocode. CAP 1.0 wrote `name=value` as text. */
export function readPairs(children: readonly CapChild[], source: CapSource): CapNamedValue[] {
  return children.flatMap((child) => {
    const old = child.node.children.length === 0 ? /^([^=]+)=([^]*)$/.exec(textOf(child.node).trim()) : null;
    if (old !== null) return [{ valueName: (old[1] ?? '').trim(), value: (old[2] ?? '').trim() }];
    const parts = readChildren(child, PAIR_RULES, source.isCap, source.report);
    const valueName = parts.text('valueName');
    if (parts.all('valueName').length === 0 || parts.all('value').length === 0)
      source.report.warning('pair-incomplete', child.path);
    if (valueName === null || parts.all('value').length === 0) return [];
    return [{ valueName, value: parts.text('value') ?? '' }];
  });
}

/** A resource, or null: an attachment nobody described is not worth rejecting a warning for. 1.1 had no mimeType rule. */
export function readResource(child: CapChild, source: CapSource, isOld: boolean): CapResource | null {
  const parts = readChildren(child, RESOURCE_RULES, source.isCap, source.report);
  const isMissing = (name: string) => parts.all(name).length === 0;
  if (isMissing('resourceDesc') || (isMissing('mimeType') && !isOld)) {
    source.report.warning('resource-incomplete', child.path);
    return null;
  }
  return {
    resourceDesc: parts.text('resourceDesc') ?? '',
    mimeType: parts.text('mimeType') ?? '',
    sizeBytes: number(parts, 'size', source),
    uri: parts.text('uri'),
    derefUri: parts.text('derefUri'),
    digest: parts.text('digest'),
  };
}

export function readArea(child: CapChild, source: CapSource): CapArea {
  const { report } = source;
  const parts = readChildren(child, AREA_RULES, source.isCap, report);
  const polygons = parts.all('polygon').flatMap(({ node, path }) => {
    const ring = readPolygon(textOf(node), path, report);
    return ring === null ? [] : [ring];
  });
  const circles = parts.all('circle').flatMap(({ node, path }) => {
    const circle = readCircle(textOf(node), path, report);
    return circle === null ? [] : [circle];
  });
  const geocodes = readPairs(parts.all('geocode'), source);
  const areaDesc = parts.text('areaDesc');
  if (parts.all('areaDesc').length === 0) {
    // Without a name the place can still be found by its shape or division code; codes of lists we do not know
    // tell nobody anything.
    const saysNothing =
      polygons.length + circles.length === 0 && geocodes.every((code) => adcodesOfGeocode(code) === null);
    if (saysNothing) report.error('element-missing', parts.pathOf('areaDesc'));
    else report.warning('element-missing-defaulted', parts.pathOf('areaDesc'), '（无名称）');
  }
  const altitudeFeet = number(parts, 'altitude', source);
  const ceilingFeet = number(parts, 'ceiling', source);
  if (ceilingFeet !== null && (altitudeFeet === null || ceilingFeet < altitudeFeet))
    report.warning('ceiling-without-altitude', parts.pathOf('ceiling'));
  return { areaDesc: areaDesc ?? '', polygons, circles, geocodes, altitudeFeet, ceilingFeet };
}

function number(parts: CapChildren, name: string, source: CapSource): number | null {
  const text = parts.text(name);
  if (text === null) return null;
  const value = readNumber(text);
  if (value === null) source.report.warning('number-bad', parts.pathOf(name), text);
  return value;
}
