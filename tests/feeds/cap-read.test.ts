import { describe, expect, it } from 'vitest';
import { isExpiredOnArrival } from '../../src/domain/cap-message.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { capDocument, firstInfo, fixture, messageOf } from './cap-fixture.ts';

const ACCEPTED = [
  'au-circle-with-radius-zero.xml',
  'cn-declared-gbk.xml',
  'cn-reference-to-itself.xml',
  'cn-two-levels-for-two-counties.xml',
  'dwd-hole-as-geocode.xml',
  'signed.xml',
  'status-test.xml',
  'tw-byte-order-mark.xml',
  'us-declared-latin1.xml',
];

const WARNED: [file: string, words: string[]][] = [
  ['ca-update-without-references.xml', ['references-missing']],
  ['cap-1.0-very-likely.xml', ['cap-version-1-0', 'enum-very-likely']],
  ['cap-1.1-seconds-with-fraction.xml', ['cap-version-1-1', 'time-fraction']],
  [
    'ch-order-and-second-instruction.xml',
    [
      'element-missing-defaulted',
      'element-missing-defaulted',
      'element-order',
      'element-order',
      'element-repeated',
      'references-future',
    ],
  ],
  ['cn-colour-disagrees-with-severity.xml', ['level-disagrees']],
  ['coordinates-longitude-first.xml', ['coordinates-swapped', 'coordinates-swapped', 'coordinates-swapped']],
  ['expires-before-sent.xml', ['expires-before-sent']],
  ['gdacs-longitude-beyond-180.xml', ['longitude-out-of-range']],
  ['gdacs-stray-bracket.xml', ['polygon-bad-pair']],
  ['il-empty-polygon.xml', ['polygon-empty']],
  ['noaa-geocode-before-polygon.xml', ['element-order']],
  ['polygon-not-closed.xml', ['polygon-not-closed']],
  ['times-with-letter-z.xml', ['time-z', 'time-z']],
];

const REJECTED: [file: string, word: string, path: string][] = [
  ['element-of-no-standard-in-area.xml', 'unknown-element', 'alert/info[1]/area[1]/Point'],
  ['envelope.edxl', 'feed-envelope', ''],
  ['external-entity.xml', 'doctype-forbidden', ''],
  ['feed-with-embedded-alert.atom', 'feed-envelope', ''],
  ['list.rss', 'feed-envelope', ''],
  ['scope-missing.xml', 'element-missing', 'alert/scope'],
  ['urgency-word-unknown.xml', 'enum-unknown', 'alert/info[1]/urgency'],
];

describe('the verdict on a CAP document', () => {
  it.each(ACCEPTED)('%s is accepted without a word', (file) => {
    const { verdict, problems } = readCap(fixture(file));
    expect({ verdict, problems }).toEqual({ verdict: 'accept', problems: [] });
  });

  it.each(WARNED)('%s is accepted and its slips are named', (file, words) => {
    const reading = readCap(fixture(file));
    expect(reading.problems.map(({ word }) => word).sort()).toEqual(words);
    expect(reading.verdict).toBe('accept-with-warnings');
    expect(reading.message).not.toBeNull();
  });

  it.each(REJECTED)('%s is rejected for %s', (file, word, path) => {
    const reading = readCap(fixture(file));
    expect(reading.verdict).toBe('reject');
    expect(reading.message).toBeNull();
    expect(reading.problems).toContainEqual(expect.objectContaining({ word, path, severity: 'error' }));
  });

  it('every sentence says it in Chinese and names the element or what stood there', () => {
    for (const [file] of WARNED)
      for (const { message } of readCap(fixture(file)).problems) {
        expect(message).toMatch(/\p{Script=Han}{4}/u);
        expect(message).not.toMatch(/\{(?:name|value)\}/);
      }
  });
});

describe('an area without a name', () => {
  const unnamed = (area: string) =>
    readCap(capDocument({ info: `<area>${area}</area>` })).problems.map(({ word, path, severity }) => ({ word, path, severity })); // prettier-ignore
  const path = 'alert/info[1]/area[1]/areaDesc';

  it('is read where a shape or a division code places it', () => {
    const warned = [{ word: 'element-missing-defaulted', path, severity: 'warning' }];
    expect(unnamed('<circle>44.8,82.3 5</circle>')).toEqual(warned);
    const code = '<geocode><valueName>CPEAS Geographic Code</valueName><value>659007000000</value></geocode>';
    expect(unnamed(code)).toEqual(warned);
  });

  it('rejects the document where only codes of a list we do not know stand in it', () => {
    expect(unnamed('<geocode><valueName>TargetAreaCode</valueName><value>T10</value></geocode>')).toEqual([
      { word: 'element-missing', path, severity: 'error' },
    ]);
  });
});

describe('what a CAP document says', () => {
  it('a year of the Buddhist era is named, since such a warning would never end', () => {
    const reading = readCap(capDocument({ sent: '2569-07-01T10:34:00+07:00' }));
    expect(reading.verdict).toBe('accept-with-warnings');
    expect(reading.problems).toContainEqual(
      expect.objectContaining({ word: 'time-implausible', path: 'alert/sent' }),
    );
  });

  it('all elements of a message with two languages are kept', () => {
    const message = messageOf('cn-reference-to-itself.xml');
    expect(message.infos.map(({ language }) => language)).toEqual(['zh-CN', 'en-US']);
    expect(firstInfo(message)).toMatchObject({
      categories: ['Met'],
      event: '暴雨',
      severity: 'Severe',
      eventCodes: [{ valueName: 'event code', value: '11B03' }],
      expires: { text: '2026-07-01T22:34:00+08:00', at: '2026-07-01T14:34:00.000Z' },
      instruction: '远离沟谷和河道。',
    });
    expect(firstInfo(message).areas[0]?.geocodes.map(({ value }) => value)).toEqual([
      '654225000000',
      '654202100000',
    ]);
  });

  it('a reference to the message itself is dropped', () => {
    expect(messageOf('cn-reference-to-itself.xml').references).toEqual([]);
    expect(messageOf('ch-order-and-second-instruction.xml').references).toEqual([]);
  });

  it('earlier references are kept verbatim, also with the identifier of the message itself', () => {
    const alert =
      '<references>s@example.org,a1,2026-07-01T09:00:00+08:00\n s@example.org,tag:x,2026:7,2026-07-01T00:00:00Z junk</references>';
    const reading = readCap(capDocument({ alert }));
    expect(reading.message?.references).toEqual([
      { sender: 's@example.org', identifier: 'a1', sent: '2026-07-01T09:00:00+08:00' },
      { sender: 's@example.org', identifier: 'tag:x,2026:7', sent: '2026-07-01T00:00:00Z' },
    ]);
    expect(reading.problems.map(({ word }) => word)).toEqual(['references-bad']);
  });

  it('no instruction is lost when an authority writes two', () => {
    const info = firstInfo(messageOf('ch-order-and-second-instruction.xml'));
    expect(info.instruction).toBe('Make a wide detour.\nFollow the authorities.');
    expect(info).toMatchObject({ categories: ['Other'], certainty: 'Unknown' });
  });

  it('a message that expired before it was sent can never count as in force', () => {
    const message = messageOf('expires-before-sent.xml');
    expect(isExpiredOnArrival(firstInfo(message), message)).toBe(true);
  });

  it('text of declared encodings arrives whole', () => {
    expect(firstInfo(messageOf('cn-declared-gbk.xml')).headline).toBe('裕民县气象台发布寒潮蓝色预警');
    expect(firstInfo(messageOf('us-declared-latin1.xml')).areas[0]?.areaDesc).toBe('Nuñoa, Perú');
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${capDocument()}`, 'utf16le'));
    expect(firstInfo(readCap(utf16).message ?? messageOf('')).event).toBe('暴雨');
  });

  it('a signature and foreign namespaces do no harm, and the signature is noticed', () => {
    expect(messageOf('signed.xml').hasSignature).toBe(true);
    expect(messageOf('status-test.xml')).toMatchObject({ hasSignature: false, status: 'Test' });
  });

  it('the language is en-US when none is written', () => {
    expect(firstInfo(readCap(capDocument()).message ?? messageOf('')).language).toBe('en-US');
  });

  it('codes written the way of CAP 1.0 are read as name and value, and its password is not kept', () => {
    const message = messageOf('cap-1.0-very-likely.xml');
    expect(firstInfo(message).eventCodes).toEqual([{ valueName: 'same', value: 'SVR' }]);
    expect(firstInfo(message).certainty).toBe('Likely');
    expect(JSON.stringify(message)).not.toContain('open sesame');
  });
});
