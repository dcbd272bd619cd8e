import { FOLLOW_UP_ANSWERS, MAX_FOLLOW_UP_LENGTH, type FollowUpAnswer } from '../../src/domain/follow-up.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { cleanLines } from '../../src/domain/tip-off-text.ts';
import type { OpenedCase } from '../store/tip-off-status-contract.ts';
import type { StatusDeps } from './open-by-receipt.ts';

/** 回访: one answer to one question, with words for the office when the reporter has any. */
export async function answerFollowUp(
  deps: Pick<StatusDeps, 'followUps' | 'now'>,
  opened: OpenedCase,
  answer: string,
  typed: string,
): Promise<Result<null>> {
  if (!FOLLOW_UP_ANSWERS.includes(answer as FollowUpAnswer))
    return failed('field-invalid', 'answer', '请选满意或者不满意。');
  const words = cleanLines(typed, MAX_FOLLOW_UP_LENGTH, 'words');
  if (!words.ok) return words;
  const { id } = opened.file;
  const isKept = await deps.followUps.answerFollowUp(id, answer as FollowUpAnswer, words.value, deps.now());
  return isKept ? ok(null) : failed('follow-up-over');
}

/** 不用问我. Saying it twice is no mistake. */
export async function optOutOfFollowUp(
  deps: Pick<StatusDeps, 'followUps' | 'now'>,
  opened: OpenedCase,
): Promise<Result<null>> {
  await deps.followUps.optOutOfFollowUp(opened.file.id, deps.now());
  return ok(null);
}
