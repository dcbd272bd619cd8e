import { useEffect, useRef, useState } from 'react';
import type { DeskDraft, DeskOptions, DeskPreview } from '../../domain/alert-desk.ts';
import { MOUTH_NAME } from '../../domain/mouth.ts';
import { WithReason } from './WithReason.tsx';

interface Props {
  record: DeskDraft;
  /** Null: the mouths are being made; nothing can be decided unseen. */
  preview: DeskPreview | null;
  options: DeskOptions;
  onBack(): void;
  /** With the reason when the second person is passed over. */
  onIssue(override: string | null): Promise<void>;
  onApprove(): Promise<void>;
  onReturn(reason: string): Promise<void>;
}

const OVERRIDE = {
  title: '等不及核签？',
  label: '为什么不经核签直接发',
  hint: '会记进审计，事后要能说清楚。',
  action: '不经核签，直接签发',
};
const DEED = { issue: '签发', update: '签发更新', correct: '签发更正', cancel: '解除预警' } as const;

/** The buttons under the decision: which of them there are follows from whose turn it is. */
export function DecisionTurn({ record, preview, options, onBack, onIssue, onApprove, onReturn }: Props) {
  const [isBusy, setBusy] = useState(false);
  const main = useRef<HTMLButtonElement>(null);
  const isAwaiting = record.state === 'awaiting-second';
  const isFirst = [record.createdBy, record.updatedBy, record.requestedBy].some(
    (person) => person?.id === options.member.id,
  );
  const blocked = preview === null ? null : blockOf(preview);
  const isReady = preview !== null && blocked === null && !isBusy;
  const needsSecond = preview?.needsSecond === true && !isAwaiting && record.state !== 'issuing';
  const busy = async (deed: Promise<void>): Promise<void> => {
    setBusy(true);
    await deed;
    setBusy(false);
  };
  const go = (): void => {
    if (isReady) void busy(isAwaiting ? onApprove() : onIssue(null));
  };

  // Enter alone finishes it once everything is in sight; Ctrl+Enter as on the page before.
  useEffect(() => {
    if (preview === null) return;
    // The decision itself stays in sight: on a phone the button lies below it.
    main.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [preview === null]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = (event.target as HTMLElement).matches('textarea, input');
      if (event.key === 'Escape' && !isAwaiting && !isBusy) onBack();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat && !isTyping) {
        event.preventDefault();
        main.current?.click();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  if (isAwaiting && isFirst)
    return (
      <div className="note" role="status">
        <p>
          <strong>已送核签，等另一位同事看过才会发出。</strong>这一页会自己更新，可以先做别的。
        </p>
        <p>请电话叫醒有签发权的同事：打开工作台的“预警”，第一条就是它。</p>
        <div className="desk-turn">
          <button type="button" className="button" onClick={onBack}>
            撤回来改
          </button>
        </div>
        <WithReason {...OVERRIDE} isDisabled={!isReady} onGo={(reason) => void busy(onIssue(reason))} />
      </div>
    );
  const label = isAwaiting
    ? '核签并发布'
    : record.state === 'issuing'
      ? '接着发完'
      : needsSecond
        ? '送核签'
        : record.relay === null
          ? DEED[record.purpose]
          : '原文转发';
  return (
    <div className="desk-decide">
      {blocked !== null && (
        <p className="note danger" role="alert">
          <strong>现在不能发。</strong>
          {blocked}
        </p>
      )}
      {needsSecond && blocked === null && (
        <p className="note">
          <strong>需要第二人核签。</strong>这个级别不能一个人发出，送出后请叫另一位同事核签。
        </p>
      )}
      {isAwaiting && (
        <p className="note">
          <strong>{record.requestedBy?.name}送来核签。</strong>请自己再看一遍级别、地方、时间和文字。
        </p>
      )}
      <div className="desk-turn">
        <button
          type="button"
          className="button primary desk-issue"
          ref={main}
          disabled={!isReady}
          onClick={go}
        >
          {isBusy ? '正在发…' : label}
          <kbd>⏎</kbd>
        </button>
        {!isAwaiting && (
          <button type="button" className="button" onClick={onBack} disabled={isBusy}>
            回去改 <kbd>Esc</kbd>
          </button>
        )}
      </div>
      {isAwaiting && (
        <WithReason
          title="有问题，退回"
          label="哪里要改"
          action="退回"
          isDisabled={isBusy}
          onGo={(reason) => void busy(onReturn(reason))}
        />
      )}
      {needsSecond && blocked === null && (
        <WithReason {...OVERRIDE} isDisabled={!isReady} onGo={(reason) => void busy(onIssue(reason))} />
      )}
    </div>
  );
}

/** Why nothing may go out yet; null when it may. */
function blockOf({ problems, disagreements }: DeskPreview): string | null {
  if (problems.length > 0) return problems.map(({ message }) => message).join('');
  if (disagreements.length === 0) return null;
  const mouths = [...new Set(disagreements.map(({ mouth }) => MOUTH_NAME[mouth]))];
  return `${mouths.join('、')}与预警对不上，下面标出来了。请回去改。`;
}
