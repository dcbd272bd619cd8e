/** A CAP message of a county station, every element of which a test may replace; `undefined` leaves it out. */
export interface CapWords {
  identifier?: string;
  sender?: string;
  sent?: string;
  status?: string;
  msgType?: string;
  scope?: string;
  references?: string;
  /** Whole `<info>` elements; one like `capInfo()` when not given. */
  infos?: string[];
  /** Stands before `<alert>`. */
  prolog?: string;
  /** Stands before `</alert>`. */
  tail?: string;
}

export interface InfoWords {
  language?: string;
  event?: string;
  eventCode?: string;
  severity?: string;
  effective?: string;
  expires?: string;
  senderName?: string;
  headline?: string;
  description?: string;
  instruction?: string;
  responseType?: string;
  areas?: string[];
}

export const SENDER = '65422541600000';
export const SENT = '2026-07-01T10:34:00+08:00';

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${text}</${name}>`;

export function capArea(description: string, places = ''): string {
  return `<area><areaDesc>${description}</areaDesc>${places}</area>`;
}

export function geocode(code: string, list = 'CPEAS Geographic Code'): string {
  return `<geocode><valueName>${list}</valueName><value>${code}</value></geocode>`;
}

export function capInfo(words: InfoWords = {}): string {
  const all = {
    language: 'zh-CN',
    event: '暴雨',
    eventCode: '11B03',
    severity: 'Severe',
    effective: SENT,
    expires: '2026-07-01T20:00:00+08:00',
    senderName: '裕民县气象台',
    headline: '裕民县气象台发布暴雨橙色预警信号',
    description: '预计未来6小时裕民县大部有50毫米以上降水。',
    instruction: '住在沟口的人马上往两侧高处走。',
    areas: [capArea('裕民县', geocode('654225000000'))],
    ...words,
  };
  return [
    '<info>',
    element('language', all.language),
    '<category>Met</category>',
    element('event', all.event),
    element('responseType', all.responseType),
    '<urgency>Expected</urgency>',
    element('severity', all.severity),
    '<certainty>Likely</certainty>',
    `<eventCode><valueName>CPEAS</valueName><value>${all.eventCode}</value></eventCode>`,
    element('effective', all.effective),
    element('expires', all.expires),
    element('senderName', all.senderName),
    element('headline', all.headline),
    element('description', all.description),
    element('instruction', all.instruction),
    ...all.areas,
    '</info>',
  ].join('');
}

export function capDocument(words: CapWords = {}): string {
  const all = { identifier: 'yumin-1', sender: SENDER, sent: SENT, status: 'Actual', msgType: 'Alert', scope: 'Public', ...words }; // prettier-ignore
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    words.prolog ?? '',
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
    ...(['identifier', 'sender', 'sent', 'status', 'msgType', 'scope', 'references'] as const).map((name) =>
      element(name, all[name]),
    ),
    ...(words.infos ?? [capInfo()]),
    words.tail ?? '',
    '</alert>',
  ].join('');
}

/** How another message refers to one made here. */
export function referenceTo(words: CapWords): string {
  return `${words.sender ?? SENDER},${words.identifier ?? 'yumin-1'},${words.sent ?? SENT}`;
}
