import type { FollowUpAnswer } from '../../src/domain/follow-up.ts';
import type { Instant } from '../../src/domain/instant.ts';

export interface FollowUp {
  dueAt: Instant | null;
  optedOutAt: Instant | null;
  answeredAt: Instant | null;
  answer: FollowUpAnswer | null;
}

export interface FollowUpStore {
  /** Null: nothing was said or asked yet. */
  findFollowUp(tipOffId: string): Promise<FollowUp | null>;
  /** Once: true when the question stands from now on; false when it stood before, was answered or is not wanted. */
  markFollowUpDue(tipOffId: string, at: Instant): Promise<boolean>;
  /** False when it was answered or said before. */
  optOutOfFollowUp(tipOffId: string, at: Instant): Promise<boolean>;
  /**
   * Once: false when the question does not stand or was answered. `words` become a case note for the office, sealed
   * with the tip's own key; also false when that key is gone.
   */
  answerFollowUp(tipOffId: string, answer: FollowUpAnswer, words: string, at: Instant): Promise<boolean>;
  /** How many answered what since an instant; for statistics. */
  countFollowUps(since: Instant): Promise<Record<FollowUpAnswer, number>>;
}
