import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';

/** One part in force from 10:34 to 20:00 Beijing time on 1 July 2026, for 裕民县; a test changes what it is about. */
export function examplePart(
  change: Partial<AlertPart> = {},
  words: Partial<AlertPart['bulletins'][number]> = {},
): AlertPart {
  return {
    hazard: { code: '11A51', name: '山洪' },
    level: 'orange',
    severity: 'Severe',
    urgency: 'Expected',
    certainty: 'Likely',
    categories: ['Met'],
    responseTypes: [],
    areas: [{ description: '裕民县', adcodes: ['654225'], polygons: [], circles: [] }],
    adcodes: ['654225'],
    effectiveAt: '2026-07-01T02:34:00.000Z',
    onsetAt: null,
    expiresAt: '2026-07-01T12:00:00.000Z',
    bulletins: [
      {
        language: 'zh-CN',
        headline: '裕民县发布山洪灾害橙色预警',
        description: '预计未来六小时有强降雨。',
        instruction: '1.立即转移到高处；2.不要蹚水过河。',
        contact: null,
        web: null,
        ...words,
      },
    ],
    ...change,
  };
}

/** A first revision sent at 10:34 Beijing time; the message key follows id and revision, so that each is its own. */
export function exampleRevision(change: Partial<AlertRevision> = {}): AlertRevision {
  const alertId = change.alertId ?? 'a1b2c3';
  const revision = change.revision ?? 1;
  return {
    alertId,
    revision,
    action: 'issue',
    origin: 'relayed',
    source: '裕民县气象台',
    sentAt: '2026-07-01T02:34:00.000Z',
    parts: [examplePart()],
    message: { sender: 'test', identifier: `${alertId}-${revision}`, sent: '2026-07-01T10:34:00+08:00' },
    references: [],
    isDemonstration: false,
    ...change,
  };
}
