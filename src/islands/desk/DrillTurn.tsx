import { useEffect, useRef, useState } from 'react';
import type { DrillPreview, DrillRecord } from '../../domain/drill.ts';
import { useOnwardKey } from './use-onward-key.ts';
import { WithReason } from './WithReason.tsx';

interface Props {
  record: DrillRecord;
  preview: DrillPreview | null;
  onBack(): void;
  act(verb: 'schedule' | 'end' | 'cancel', body: object): Promise<void>;
}

/** What may be done with a drill in its state. */
export function DrillTurn({ record, preview, onBack, act }: Props) {
  const [isBusy, setBusy] = useState(false);
  const main = useRef<HTMLButtonElement>(null);
  const problems = preview?.problems ?? [];
  const busy = async (verb: 'schedule' | 'end' | 'cancel', body: object = {}): Promise<void> => {
    setBusy(true);
    await act(verb, body);
    setBusy(false);
  };
  const isEditing = record.state === 'editing';
  useEffect(() => {
    if (preview !== null && isEditing) main.current?.focus({ preventScroll: true });
  }, [preview === null, isEditing]);
  useOnwardKey(() => isEditing && main.current?.click());

  if (record.state === 'ended' || record.state === 'cancelled')
    return (
      <div className="desk-turn">
        <a className="button" href="/staff/drills/">
          回到演练列表
        </a>
      </div>
    );
  return (
    <div className="desk-decide">
      {problems.length > 0 && (
        <p className="note danger" role="alert">
          <strong>现在不能安排。</strong>
          {problems.map(({ message }) => message).join('')}
        </p>
      )}
      <div className="desk-turn">
        {isEditing && (
          <button
            type="button"
            className="button primary desk-issue"
            ref={main}
            disabled={isBusy || preview === null || problems.length > 0}
            onClick={() => void busy('schedule')}
          >
            {record.startAt === null ? '开始演练' : '安排演练'}
            <kbd>⏎</kbd>
          </button>
        )}
        {isEditing && (
          <button type="button" className="button" onClick={onBack}>
            回去改
          </button>
        )}
        {record.state === 'running' && (
          <button
            type="button"
            className="button primary desk-issue"
            disabled={isBusy}
            onClick={() => void busy('end')}
          >
            现在结束演练
          </button>
        )}
        {!isEditing && (
          <a className="button" href={`/drills/${record.id}/`} target="_blank" rel="noopener">
            看公众看到的
          </a>
        )}
      </div>
      {!isEditing && (
        <WithReason
          title={record.state === 'running' ? '中止这次演练' : '取消这次演练'}
          label="为什么"
          action={record.state === 'running' ? '中止' : '取消演练'}
          isDisabled={isBusy}
          onGo={(reason) => void busy('cancel', { reason })}
        />
      )}
    </div>
  );
}
