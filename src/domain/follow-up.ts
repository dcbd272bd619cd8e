/** 回访 (应急〔2020〕69号): one neutral question after the end. */
export const FOLLOW_UP_ANSWERS = ['satisfied', 'unsatisfied'] as const;
export type FollowUpAnswer = (typeof FOLLOW_UP_ANSWERS)[number];
export const FOLLOW_UP_ANSWER_NAME: Record<FollowUpAnswer, string> = {
  satisfied: '满意',
  unsatisfied: '不满意',
};
export const MAX_FOLLOW_UP_LENGTH = 500;
