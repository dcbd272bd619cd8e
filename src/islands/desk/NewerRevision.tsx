import type { DeskAlert, DeskDraft, FieldProblem } from '../../domain/alert-desk.ts';
import { sentenceOf, type Ask } from './desk-answer.ts';
import { useState } from 'react';

interface Props {
  record: DeskDraft | null;
  problems: readonly FieldProblem[];
  ask: Ask;
  /** Saves what is typed; false when it could not. */
  flush(): Promise<boolean>;
  onRecord(draft: DeskDraft): void;
}

/** A colleague published a newer revision of the same alert: it is looked at before this draft goes on top of it. */
export function NewerRevision({ record, problems, ask, flush, onRecord }: Props) {
  const [failure, setFailure] = useState('');
  if (record?.alertId == null || !problems.some(({ word }) => word === 'alert-changed')) return null;
  const goOn = async (): Promise<void> => {
    if (!(await flush())) return;
    const alerts = await ask<{ alerts: readonly DeskAlert[] }>('GET', 'desk/alerts');
    if (alerts.outcome !== 'done') return setFailure(sentenceOf(alerts));
    const latest = alerts.value.alerts.find(({ alertId }) => alertId === record.alertId);
    if (latest === undefined) return setFailure('这条预警已经结束，不用再改了。');
    const path = `desk/drafts/${encodeURIComponent(record.id)}`;
    const now = await ask<DeskDraft>('GET', path);
    if (now.outcome !== 'done') return setFailure(sentenceOf(now));
    const { version } = now.value;
    const saved = await ask<DeskDraft>('PUT', path, { version, baseRevision: latest.revision });
    if (saved.outcome !== 'done') return setFailure(sentenceOf(saved));
    return onRecord(saved.value);
  };
  return (
    <div className="note danger" role="alert">
      <p>
        <strong>同事刚发了新的一版。</strong>您改的还是前一版，先看看新的。
      </p>
      <div className="desk-turn">
        <a className="button" href={`/alerts/${record.alertId}/`} target="_blank" rel="noopener">
          看新的一版
        </a>
        <button type="button" className="button" onClick={() => void goOn()}>
          看过了，用我写的接着改
        </button>
      </div>
      {failure !== '' && <p className="error">{failure}</p>}
    </div>
  );
}
