import { useEffect, useState } from 'react';
import type { DeskDraft, DeskOptions, DeskOutcome, DeskPreview } from '../../domain/alert-desk.ts';
import { beijingParts, type Instant } from '../../domain/instant.ts';
import { gravest } from '../../domain/level.ts';
import { Decision } from './Decision.tsx';
import { DecisionTurn } from './DecisionTurn.tsx';
import { sentenceOf, type Answer } from './desk-answer.ts';
import { Mouths } from './Mouths.tsx';
import type { Session } from './use-desk.ts';

interface Props {
  record: DeskDraft;
  options: DeskOptions;
  session: Session;
  now: Instant;
  nameOf(adcode: string): string;
  onBack(): void;
  onIssued(outcome: DeskOutcome & { state: 'issued' }): void;
  /** The draft as the server now has it: sent for approval, returned, taken back. */
  onRecord(draft: DeskDraft): void;
}

const DEED = { issue: '发布', update: '更新', correct: '更正', cancel: '解除' } as const;
/** While a colleague decides, the page looks by itself. */
const WATCH_MS = 4_000;

/** What will happen in large type, then every mouth side by side; issuing, approving and returning from here. */
export function AlertReview(props: Props) {
  const { record, options, session, now, nameOf, onBack, onIssued, onRecord } = props;
  const { ask } = session;
  const [preview, setPreview] = useState<DeskPreview | null>(null);
  const [failure, setFailure] = useState('');
  const path = `desk/drafts/${encodeURIComponent(record.id)}`;

  const look = async (): Promise<void> => {
    setFailure('');
    const answer = await ask<DeskPreview>('POST', `${path}/preview`);
    if (answer.outcome === 'done') setPreview(answer.value);
    else setFailure(sentenceOf(answer));
  };
  useEffect(() => void look(), [record.id, record.version]);

  const reload = async (): Promise<void> => {
    const answer = await ask<DeskDraft>('GET', path);
    if (answer.outcome !== 'done') return;
    const { version, state } = answer.value;
    if (version !== record.version || state !== record.state) onRecord(answer.value);
  };
  const isWaiting = record.state === 'awaiting-second' || record.state === 'issuing';
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void reload(), WATCH_MS);
    return () => clearInterval(timer);
  });

  const decide = async (verb: 'issue' | 'approve', body: object): Promise<void> => {
    const answer = await ask<DeskOutcome>('POST', `${path}/${verb}`, { version: record.version, ...body });
    settle(answer);
  };
  const settle = (answer: Answer<DeskOutcome>): void => {
    if (answer.outcome === 'done' && answer.value.state === 'issued') return onIssued(answer.value);
    if (answer.outcome === 'done') return void reload();
    if (answer.outcome === 'changed') setFailure('同事刚改过这份草稿，下面已是新的，请再看一遍。');
    if (answer.outcome === 'changed') return void reload();
    setFailure(
      answer.outcome === 'unreachable'
        ? `${answer.message}不知道发出去没有。再点一次，不会发两遍。`
        : sentenceOf(answer),
    );
    return undefined;
  };
  const sendBack = async (reason: string): Promise<void> => {
    const answer = await ask<DeskDraft>('POST', `${path}/return`, { version: record.version, reason });
    if (answer.outcome === 'done') onRecord(answer.value);
    else setFailure(sentenceOf(answer));
  };

  const names = new Map(preview?.regions.map(({ adcode, name }) => [adcode, name]));
  const level = gravest(record.form.parts.map((part) => part.level));
  const { hour, minute } = beijingParts(now);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return (
    <div className="desk-review">
      <Decision
        form={record.form}
        nameOf={(adcode) => names.get(adcode) ?? nameOf(adcode)}
        regionCount={preview?.regions.length ?? null}
        now={now}
        deed={record.relay === null ? DEED[record.purpose] : '原文转发：'}
        isCancel={record.purpose === 'cancel'}
      />
      {record.reason !== '' && (
        <p className="desk-reason">
          理由：<bdi>{record.reason}</bdi>
        </p>
      )}
      <DecisionTurn
        {...{ record, preview, options, onBack }}
        onIssue={(override) => decide('issue', override === null ? {} : { override: { reason: override } })}
        onApprove={() => decide('approve', {})}
        onReturn={sendBack}
      />
      <p className="error" role="alert">
        {failure}
      </p>
      {preview === null && failure !== '' && (
        <button type="button" className="button" onClick={() => void look()}>
          再试一次
        </button>
      )}
      {preview === null ? (
        failure === '' && <p role="status">正在生成各渠道的样子…</p>
      ) : (
        <section aria-labelledby="desk-mouths">
          <h2 id="desk-mouths" className="ruled">
            各渠道会这样发
          </h2>
          <Mouths mouths={preview.mouths} disagreements={preview.disagreements} level={level} clock={clock} />
        </section>
      )}
    </div>
  );
}
