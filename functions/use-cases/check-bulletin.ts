import type { Lexicon } from '../../src/domain/bulletin-clause.ts';
import { officialAdcode } from '../../src/domain/region.ts';
import { textProblem } from '../../src/domain/bulletin-problem.ts';
import type { TextReading } from '../../src/domain/bulletin-reading.ts';
import { splitBulletins } from '../../src/domain/bulletin-split.ts';
import { readBulletinText } from '../../src/domain/bulletin-text.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { digestCap, type CapDigest } from '../../src/feeds/cap-digest.ts';
import { readCap } from '../../src/feeds/cap-read.ts';

export type Verdict = 'accept' | 'accept-with-warnings' | 'reject';

export interface CheckProblem {
  word: string;
  /** Chinese. */
  message: string;
  /** Element path or item; empty for the whole document. */
  path: string;
}

/** The `alert` of a plain-text bulletin in the dry run. */
export interface TextDigest {
  issuer: string | null;
  issuers: readonly string[];
  action: TextReading['action'];
  actionWord: string | null;
  hazard: string | null;
  eventCode: string | null;
  level: TextReading['level'];
  previousLevel: TextReading['previousLevel'];
  regions: readonly string[];
  regionNames: readonly string[];
  issuedAt: Instant | null;
  expiresAt: Instant | null;
  identifier: string | null;
  headline: string;
  parts: readonly { level: TextReading['level']; regions: readonly string[] }[];
  isDrill: boolean;
  isMeteorological: boolean;
  missing: TextReading['missing'];
}

export interface CheckResult {
  verdict: Verdict;
  problems: readonly CheckProblem[];
  alert: CapDigest | TextDigest | null;
}

/** XML by content, not by name: officers rename files. A bulletin never begins with an angle bracket. */
function isXml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replaceAll('\0', '');
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*<[?!A-Za-z_]/.test(head);
}

/** UTF-8 (with or without BOM), UTF-16 with BOM, else GB 18030 as county offices still write. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function digestText(reading: TextReading): TextDigest {
  return {
    issuer: reading.issuer,
    issuers: reading.issuers,
    action: reading.action,
    actionWord: reading.actionWord,
    hazard: reading.hazard?.name ?? null,
    eventCode: reading.hazard?.code ?? null,
    level: reading.level,
    previousLevel: reading.previousLevel,
    regions: reading.regions.map((region) => officialAdcode(region.adcode)),
    regionNames: reading.regions.map((region) => region.name),
    issuedAt: reading.issuedAt,
    expiresAt: reading.expiresAt,
    identifier: reading.identifier,
    headline: reading.headline,
    parts: reading.parts.map(({ level, regions }) => ({
      level,
      regions: regions.map((r) => officialAdcode(r.adcode)),
    })),
    isDrill: reading.isDrill,
    isMeteorological: reading.isMeteorological,
    missing: reading.missing,
  };
}

function verdictOf(reading: TextReading): Verdict {
  if (!reading.isBulletin) return 'reject';
  return reading.problems.length === 0 ? 'accept' : 'accept-with-warnings';
}

/**
 * Judges a document without a server: one result for a CAP message, one for each bulletin of a text. `receivedAt`
 * completes dates without year or month; the dry run is given none unless asked, since "now" would be a guess.
 */
export function checkDocument(
  bytes: Uint8Array,
  lexicon: Lexicon,
  receivedAt: Instant | null,
): readonly CheckResult[] {
  if (isXml(bytes)) {
    const reading = readCap(bytes);
    return [{ verdict: reading.verdict, problems: reading.problems, alert: digestCap(reading) }];
  }
  const context = receivedAt === null ? lexicon : { ...lexicon, receivedAt };
  const pieces = splitBulletins(decode(bytes), lexicon);
  if (pieces.length === 0) {
    return [{ verdict: 'reject', problems: [textProblem('bulletin-unreadable')], alert: null }];
  }
  return pieces.map((piece) => {
    const reading = readBulletinText(piece, context);
    return { verdict: verdictOf(reading), problems: reading.problems, alert: digestText(reading) };
  });
}
