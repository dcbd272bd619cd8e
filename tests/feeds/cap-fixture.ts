import { readFileSync } from 'node:fs';
import type { CapInfo, CapMessage } from '../../src/domain/cap-message.ts';
import { readCap } from '../../src/feeds/cap-read.ts';

/** A fixture's bytes, so that byte order marks and declared encodings are what they are. */
export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

/** The message of a fixture that must be readable. */
export function messageOf(name: string): CapMessage {
  const { message } = readCap(fixture(name));
  if (message === null) throw new Error(`${name} was rejected`);
  return message;
}

export function firstInfo(message: CapMessage): CapInfo {
  const [info] = message.infos;
  if (info === undefined) throw new Error('no info');
  return info;
}

/** A small valid document; `parts` replace what stands between the tags of that name, or add elements. */
export function capDocument(
  parts: { sent?: string; alert?: string; info?: string; area?: string } = {},
): string {
  const area = parts.area === undefined ? '' : `<area><areaDesc>某地</areaDesc>${parts.area}</area>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">' +
    `<identifier>a1</identifier><sender>s@example.org</sender><sent>${parts.sent ?? '2026-07-01T10:34:00+08:00'}</sent>` +
    `<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>${parts.alert ?? ''}<info>` +
    '<category>Met</category><event>暴雨</event><urgency>Expected</urgency><severity>Severe</severity>' +
    `<certainty>Likely</certainty>${parts.info ?? ''}${area}</info></alert>`
  );
}
