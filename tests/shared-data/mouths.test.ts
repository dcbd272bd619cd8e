import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGazetteer } from '../../functions/content/content-files.ts';
import { partsOfReading } from '../../functions/use-cases/ingest-text.ts';
import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { addMs, MINUTE_MS, toCapTime, type Instant } from '../../src/domain/instant.ts';
import type { MouthTexts } from '../../src/domain/mouth.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { partsOf } from '../../src/feeds/cap-parts.ts';
import { adcodesOfArea } from '../../src/domain/geometry.ts';
import { disagreements, mouthsOf } from '../../src/feeds/mouths.ts';
import { SMS_UNITS } from '../../src/feeds/sms.ts';
import { read } from '../domain/bulletin-fixture.ts';

/** Real messages and bulletins, kept beside the checkout and not in it; in CI they are there. */
const SHARED = new URL('../../../shared/data/', import.meta.url);
const index = new URL('cap/INDEX.tsv', SHARED);
const bulletins = new URL('cn-warnings.json', SHARED);

const gazetteer = readGazetteer();
const texts: MouthTexts = {
  guideInstruction: () => '往高处走。',
  nameOf: (adcode) => gazetteer.find(adcode)?.name ?? null,
  publicUrl: 'https://yjglj.example',
};

function expectAgreement(revision: AlertRevision): void {
  const now = addMs(revision.sentAt, 5 * MINUTE_MS);
  for (const language of ['zh-CN', 'en']) {
    const mouths = mouthsOf([revision], language, now, texts);
    expect(disagreements(revision, mouths, texts, now)).toEqual([]);
  }
}

const revisionOf = (
  sentAt: Instant,
  source: string,
  action: AlertRevision['action'],
  parts: readonly AlertPart[],
): AlertRevision => ({
  alertId: 'real1',
  revision: 1,
  action,
  origin: 'relayed',
  source,
  sentAt,
  parts,
  message: { sender: 'real', identifier: 'real-1', sent: toCapTime(sentAt) },
  references: [],
  isDemonstration: false,
});

const files = (existsSync(index) ? readFileSync(index, 'utf8').trim().split(/\r?\n/).slice(1) : [])
  .map((row) => row.split('\t'))
  .map(([kind = '', file = '']) => `${kind}/${file}`)
  .flatMap((name) => {
    const { message } = readCap(readFileSync(new URL(`cap/${name}`, SHARED)));
    return message === null || message.infos.length === 0 ? [] : [{ name, message }];
  });

describe.skipIf(files.length === 0)('the mouths of a real CAP message agree', () => {
  it.each(files)('$name', ({ message }) => {
    // Where it is from does not matter here: an area that is none of ours stands for a county of ours.
    const parts = partsOf(message, (area) => {
      const { adcodes } = adcodesOfArea(area, []);
      return adcodes.length > 0 ? adcodes : ['654225'];
    });
    const actions = { Update: 'update', Cancel: 'cancel' } as const;
    const action = message.msgType in actions ? actions[message.msgType as keyof typeof actions] : 'issue';
    const source = message.infos[0]?.senderName ?? message.sender;
    expectAgreement(revisionOf(message.sent.at, source, action, parts));
  });
});

interface Item {
  title: string;
  text: string | null;
  issued: string;
}
const items = existsSync(bulletins)
  ? (JSON.parse(readFileSync(bulletins, 'utf8')) as { items: readonly Item[] }).items
  : [];
const readings = items.flatMap(({ text, title, issued }) => {
  const reading = read(text ?? title);
  const { issuer, hazard, action } = reading;
  if (issuer === null || hazard === null || action === null || reading.regions.length === 0) return [];
  const issuedAt = reading.issuedAt ?? new Date(issued).toISOString();
  const complete = { ...reading, issuer, hazard, action, issuedAt, level: reading.level ?? 'blue' };
  return [{ name: title || (text ?? '').slice(0, 40), revision: revisionOf(issuedAt, issuer, action, partsOfReading(complete)) }]; // prettier-ignore
});

describe.skipIf(readings.length === 0)('the mouths of a real Chinese bulletin agree', () => {
  it.each(readings)('$name', ({ revision }) => {
    expectAgreement(revision);
  });

  it('and nearly all fit into one short message', () => {
    const long = readings.filter(({ revision }) =>
      mouthsOf([revision], 'zh-CN', revision.sentAt, texts).some(
        ({ mouth, characters = 0 }) => mouth === 'sms' && characters > SMS_UNITS,
      ),
    );
    expect(long.length / readings.length).toBeLessThan(0.05);
  });
});
