import type {
  DeskRelay,
  OfficerForm,
  OfficerPart,
  RelayCompletion,
  UnreadField,
} from '../../src/domain/alert-desk.ts';
import { DESK_LIMITS, emptyForm } from '../../src/domain/alert-desk.ts';
import type { AlertPart } from '../../src/domain/alert.ts';
import type { MissingItem, TextReading } from '../../src/domain/bulletin-reading.ts';
import { splitBulletins } from '../../src/domain/bulletin-split.ts';
import { readBulletinText } from '../../src/domain/bulletin-text.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { AlertDeps } from './alert-deps.ts';
import { completedReading, type Completion } from './complete-draft.ts';
import { planCap } from './ingest-cap.ts';
import { isComplete, partsOfReading, planReading, type CompleteReading } from './ingest-text.ts';
import { isMeteorologicalHazard } from './meteorological.ts';
import type { IncomingRevision } from './publish-revision.ts';

/** Another authority's bulletin as the desk understands it. */
export interface ReadRelay {
  relay: DeskRelay;
  /** For looking at: what the bulletin says, in the form's fields. */
  form: OfficerForm;
  isDrill: boolean;
  /** What its publication would be; null as long as something is missing. */
  planned: Planned | null;
}

export type Planned =
  | { kind: 'cap'; incoming: IncomingRevision }
  | { kind: 'text'; incoming: IncomingRevision; text: string; reading: CompleteReading };

const FIELD: Record<MissingItem, UnreadField> = {
  issuer: 'source',
  hazard: 'hazard',
  level: 'level',
  regions: 'adcodes',
  issuedAt: 'issuedAt',
  action: 'action',
};

/** By its first visible character, as for files: a bulletin never begins with an angle bracket. */
export function isXmlText(text: string): boolean {
  return /^[\s\ufeff]*</.test(text.slice(0, 1024));
}

/** The single bulletins of a pasted text; a CAP document is one. */
export function piecesOf(deps: AlertDeps, document: string): readonly string[] {
  return isXmlText(document) ? [document] : splitBulletins(document, deps);
}

/**
 * Reads one bulletin with what a person read beside it. `receivedAt` completes dates without a year and stays the
 * draft's own, so that the same draft always reads the same.
 */
export function readRelay(
  deps: AlertDeps,
  document: string,
  completion: RelayCompletion,
  receivedAt: Instant,
): Promise<Result<ReadRelay>> {
  return isXmlText(document)
    ? readCapRelay(deps, document, completion)
    : readTextRelay(deps, document, completion, receivedAt);
}

async function readCapRelay(
  deps: AlertDeps,
  document: string,
  completion: RelayCompletion,
): Promise<Result<ReadRelay>> {
  const read = await planCap(deps, document, document);
  if (!read.ok) return read;
  const isPlaceless = (part: AlertPart): boolean => part.adcodes.length === 0;
  const hasGap = read.value.parts.some(isPlaceless);
  const completed = hasGap ? await planCap(deps, document, document, completion.adcodes) : read;
  if (!completed.ok) return completed;
  const incoming = completed.value;
  return ok({
    relay: {
      documentKind: 'cap',
      document,
      isMeteorological: incoming.parts.some(({ hazard, categories }) =>
        [hazard.code ?? '', hazard.name].some(
          (text) => categories.includes('Met') || isMeteorologicalHazard(text, deps.eventCodes),
        ),
      ),
      action: incoming.action,
      issuedAt: incoming.sentAt,
      unread: hasGap ? ['adcodes'] : [],
      completion,
      notices: [...incoming.notices],
    },
    form: formOfParts(incoming.source, incoming.parts),
    isDrill: false,
    planned: incoming.parts.some(isPlaceless) ? null : { kind: 'cap', incoming },
  });
}

async function readTextRelay(
  deps: AlertDeps,
  text: string,
  completion: RelayCompletion,
  receivedAt: Instant,
): Promise<Result<ReadRelay>> {
  const read = readBulletinText(text, { ...deps, receivedAt });
  for (const word of ['text-invalid', 'text-too-long'] as const) {
    const broken = read.problems.find((problem) => problem.word === word);
    if (broken !== undefined) return failed(word, 'document', broken.message);
  }
  if (!read.isBulletin && !read.isDrill) return failed('bulletin-unreadable', 'document');
  const completed = completedReading(deps, read, completionOf(completion));
  if (!completed.ok) return completed;
  const reading = completed.value;
  const planned = isComplete(reading) && !reading.isDrill ? await planText(deps, text, reading) : null;
  const unread = read.missing.map((item) => FIELD[item]);
  return ok({
    relay: {
      documentKind: 'bulletin',
      document: text,
      isMeteorological: reading.isMeteorological,
      action: reading.action,
      issuedAt: reading.issuedAt,
      // A lift of less than was warned is readable and still needs a person's regions.
      unread: planned === 'unclear' && !unread.includes('adcodes') ? [...unread, 'adcodes'] : unread,
      completion,
      notices: [...reading.problems],
    },
    form: formOfReading(reading),
    isDrill: reading.isDrill,
    planned: planned === 'unclear' ? null : planned,
  });
}

async function planText(
  deps: AlertDeps,
  text: string,
  reading: CompleteReading,
): Promise<Planned | 'unclear'> {
  const plan = await planReading(deps, text, reading);
  return plan === null ? 'unclear' : { kind: 'text', incoming: plan.first, text, reading };
}

function completionOf({ source, adcodes, ...rest }: RelayCompletion): Completion {
  return {
    ...rest,
    ...(source === undefined ? {} : { issuer: source }),
    ...(adcodes === undefined ? {} : { regions: [...adcodes] }),
  };
}

function formOfReading(reading: TextReading): OfficerForm {
  const issuer = reading.issuer ?? '';
  const form = formOfParts(
    issuer,
    partsOfReading({
      ...reading,
      issuer,
      action: reading.action ?? 'issue',
      issuedAt: reading.issuedAt ?? '',
      hazard: reading.hazard ?? { code: null, name: '' },
    }),
  );
  return { ...form, expiresAt: reading.expiresAt };
}

function formOfParts(source: string, parts: readonly AlertPart[]): OfficerForm {
  const [first] = parts;
  if (first === undefined) return emptyForm(source);
  return {
    kind: 'alert',
    hazard: first.hazard,
    source,
    parts: parts.map((part): OfficerPart => {
      const [ring] = part.areas.flatMap(({ polygons }) => polygons);
      const isSmall = ring !== undefined && ring.length <= DESK_LIMITS.points + 1;
      return { level: part.level, adcodes: part.adcodes, polygon: isSmall ? ring : null };
    }),
    onsetAt: first.onsetAt,
    expiresAt: first.expiresAt,
    bulletins: first.bulletins,
  };
}
