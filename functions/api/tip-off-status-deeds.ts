import { createHash } from 'node:crypto';
import { toMs } from '../../src/domain/instant.ts';
import type { Result } from '../../src/domain/problem.ts';
import type { StatusDeed } from '../../src/domain/tip-off-status.ts';
import type { PhotoCleaner } from '../../src/domain/tip-off.ts';
import type { GuessPace } from '../http/guess-pace.ts';
import type { VisitorPace } from '../http/rate-limit.ts';
import type { RecentAnswers } from '../http/recent-answers.ts';
import type { StatusForm } from '../http/status-form.ts';
import type { OpenedCase } from '../store/tip-off-status-contract.ts';
import { answerFollowUp, optOutOfFollowUp } from '../use-cases/answer-follow-up.ts';
import { claimReward, waiveReward } from '../use-cases/claim-reward.ts';
import type { StatusDeps } from '../use-cases/open-by-receipt.ts';
import { writeToOffice } from '../use-cases/write-to-office.ts';

export interface StatusDoorDeps extends StatusDeps {
  guesses: GuessPace;
  /** Before a body with photos is read: whoever sends it may have no receipt at all. */
  uploadPace: VisitorPace;
  cleanPhoto: PhotoCleaner;
  /** A double click writes one message. */
  recent: RecentAnswers<null>;
}

export const DEEDS: readonly StatusDeed[] = ['messages', 'claim', 'waive', 'opt-out', 'follow-up'];

/** Does what the reporter asked for. */
export function act(
  deps: StatusDoorDeps,
  opened: OpenedCase,
  deed: StatusDeed,
  form: StatusForm,
): Promise<Result<null>> {
  switch (deed) {
    case 'messages': {
      const digest = createHash('sha256').update(JSON.stringify([opened.file.id, form.text]));
      for (const photo of form.photos) digest.update(createHash('sha256').update(photo).digest());
      const write = (): Promise<Result<null>> => writeToOffice(deps, opened, form.text, form.photos);
      return deps.recent.once(digest.digest('base64url'), toMs(deps.now()), write);
    }
    case 'claim':
      return claimReward(deps, opened, form);
    case 'waive':
      return waiveReward(deps, opened, form.claimSecret);
    case 'opt-out':
      return optOutOfFollowUp(deps, opened);
    case 'follow-up':
      return answerFollowUp(deps, opened, form.answer, form.words);
  }
}
