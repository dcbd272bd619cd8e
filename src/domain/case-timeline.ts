import { auditActionName } from './audit-action.ts';
import type { CaseNoteView, CaseStepView, OfficePhotoView } from './case-desk.ts';
import { CASE_STATE_NAME, DECLINE_REASONS, FINDING_NAME } from './case-state.ts';
import type { Instant } from './instant.ts';

/** One line of what happened, or words that were written, or a photo the office took. */
export type TimelineEntry =
  | { at: Instant; author: string; what: 'step'; text: string; reason: string | null }
  | { at: Instant; author: string; what: 'note'; note: CaseNoteView }
  | { at: Instant; author: string; what: 'photo'; photo: OfficePhotoView };

/** 转交件 is shown on its own page, not among the notes. */
export const TRANSFER_COPY = 'transfer-copy';

/** Oldest first; what was written at a step stands after it. */
export function timelineOf(
  steps: readonly CaseStepView[],
  notes: readonly CaseNoteView[],
  photos: readonly OfficePhotoView[],
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...steps.map((step): TimelineEntry => ({
      at: step.at,
      author: step.actor,
      what: 'step',
      text: stepText(step),
      reason: reasonText(step),
    })),
    ...notes
      .filter(({ kind }) => kind !== TRANSFER_COPY)
      .map((note): TimelineEntry => ({ at: note.at, author: note.author, what: 'note', note })),
    ...photos.map((photo): TimelineEntry => ({ at: photo.at, author: photo.author, what: 'photo', photo })),
  ];
  return entries.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

function stepText({ action, to }: CaseStepView): string {
  const name = auditActionName(action);
  const state = Object.entries(CASE_STATE_NAME).find(([word]) => word === to)?.[1];
  return state === undefined ? name : `${name}：${state}`;
}

/** Codes in their words; what a colleague typed as it is. */
function reasonText({ reason }: CaseStepView): string | null {
  const words: Record<string, string> = { ...DECLINE_REASONS, ...FINDING_NAME };
  return reason === null ? null : (words[reason] ?? reason);
}

/** What kind of words a note holds; messages need no name. */
export const NOTE_NAME: Readonly<Record<string, string>> = {
  'death-route': '涉及人员死亡的上报说明',
  decline: '不予受理的说明',
  record: '核查记录',
  finding: '核查结论的反馈',
  order: '责令整改的内容',
  recheck: '复查情况',
  closing: '办结反馈',
  reopen: '重新办理的新情况',
  extension: '延期说明',
  internal: '内部备注',
  message: '消息',
};
