import { createHash } from 'node:crypto';
import { countedPlace, MARK_PATTERN, type AcknowledgementKind } from '../../src/domain/acknowledgement.ts';
import { partsFor } from '../../src/domain/alert-state.ts';
import { addMs, DAY_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { pushEndsAt } from '../../src/domain/push-payload.ts';
import { normaliseAdcode, type Gazetteer } from '../../src/domain/region.ts';
import type { AlertStore } from '../store/store.ts';
import type { AcknowledgementStore } from '../store/subscriber-contract.ts';

export interface AcknowledgeDeps {
  store: Pick<AlertStore, 'findHistory'>;
  acknowledgements: AcknowledgementStore;
  gazetteer: Pick<Gazetteer, 'find'>;
  now: () => Instant;
}

export interface AcknowledgeWish {
  alertId: string;
  kind: AcknowledgementKind;
  /** Drawn by the device for this alert, 22 characters; the same on every try. */
  mark: string;
  /** Where: one of the device's own places, cut to the township here. */
  adcode: string;
}

/** A phone that was without a network all night still counts; after that the count is closed. */
const OPEN_AFTER_END_DAYS = 2;
/** Marks are only kept while the same press may come again. */
const MARKS_KEPT_DAYS = 30;

/**
 * Counts that one device knows, is safe, or has telephoned. Whoever asks is not looked at and nothing of it is kept
 * but the number it drew; pressing twice, or the queue of an offline phone sending twice, counts once.
 */
export async function acknowledge(
  deps: AcknowledgeDeps,
  wish: AcknowledgeWish,
): Promise<Result<{ isNew: boolean }>> {
  if (!MARK_PATTERN.test(wish.mark)) return failed('field-invalid', 'mark');
  const adcode = countedPlace(normaliseAdcode(wish.adcode) ?? '');
  if (deps.gazetteer.find(adcode) === null) return failed('region-unknown', 'adcode');
  const revisions = (await deps.store.findHistory(wish.alertId))?.revisions ?? [];
  const latest = revisions.at(-1);
  const endsAt = pushEndsAt(revisions);
  // A demonstration is shown and never answered: its counts would stand beside real ones.
  if (latest === undefined || endsAt === null || latest.isDemonstration)
    return failed('alert-unknown', 'alertId');
  if (deps.now() > addMs(endsAt, OPEN_AFTER_END_DAYS * DAY_MS)) return failed('alert-ended', 'alertId');
  // Once warned, a place may answer, also after an update has left it out.
  if (!revisions.some((revision) => partsFor(revision.parts, adcode).length > 0))
    return failed('region-unknown', 'adcode');
  const { alertId, kind } = wish;
  const counted = { alertId, revision: latest.revision, kind, adcode, mark: digest(wish.mark) };
  return ok({ isNew: await deps.acknowledgements.add(counted, deps.now()) });
}

/** Takes a press back, for a finger that slipped. */
export async function takeBack(
  deps: Pick<AcknowledgeDeps, 'acknowledgements'>,
  wish: Pick<AcknowledgeWish, 'alertId' | 'kind' | 'mark'>,
): Promise<Result<{ wasCounted: boolean }>> {
  const { alertId, kind } = wish;
  return ok({ wasCounted: await deps.acknowledgements.remove({ alertId, kind, mark: digest(wish.mark) }) });
}

/** Forgets what made a second press the same; the counts stay for good. */
export function purgeMarks(deps: Pick<AcknowledgeDeps, 'acknowledgements' | 'now'>): Promise<number> {
  return deps.acknowledgements.purgeMarks(addMs(deps.now(), -MARKS_KEPT_DAYS * DAY_MS));
}

const digest = (mark: string): string => createHash('sha256').update(mark).digest('base64url');
