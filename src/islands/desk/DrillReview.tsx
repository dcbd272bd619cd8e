import { useEffect, useState } from 'react';
import type { DrillPreview, DrillRecord } from '../../domain/drill.ts';
import { beijingParts, type Instant } from '../../domain/instant.ts';
import { fullClockText } from '../../domain/spoken-time.ts';
import { Decision } from './Decision.tsx';
import { sentenceOf } from './desk-answer.ts';
import { DrillTurn } from './DrillTurn.tsx';
import { Mouths } from './Mouths.tsx';
import type { Session } from './use-desk.ts';

interface Props {
  record: DrillRecord;
  session: Session;
  now: Instant;
  nameOf(adcode: string): string;
  onBack(): void;
  onRecord(record: DrillRecord): void;
}

const STATE: Record<DrillRecord['state'], string> = {
  editing: '还没有安排',
  scheduled: '已安排，还没开始',
  running: '正在演练',
  ended: '已经结束',
  cancelled: '已取消',
};

/** A drill before, while and after it runs: what will be said, and the one or two things that may be done now. */
export function DrillReview({ record, session, now, nameOf, onBack, onRecord }: Props) {
  const { ask } = session;
  const [preview, setPreview] = useState<DrillPreview | null>(null);
  const [failure, setFailure] = useState('');
  const path = `desk/drills/${encodeURIComponent(record.id)}`;
  useEffect(() => {
    void ask<DrillPreview>('POST', `${path}/preview`).then((answer) => {
      if (answer.outcome === 'done') setPreview(answer.value);
      else setFailure(sentenceOf(answer));
    });
  }, [path, record.version]);

  const act = async (verb: 'schedule' | 'end' | 'cancel', body: object): Promise<void> => {
    setFailure('');
    const answer = await ask<DrillRecord>('POST', `${path}/${verb}`, { version: record.version, ...body });
    if (answer.outcome === 'done') return onRecord(answer.value);
    if (answer.outcome === 'changed') onRecord(answer.theirs);
    return setFailure(sentenceOf(answer));
  };
  const { hour, minute } = beijingParts(now);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const { form, startAt, endAt } = record;
  return (
    <div className="desk-review">
      <p className="drill-state" role="status">
        {STATE[record.state]}
        {record.startedAt !== null && `，${fullClockText(record.startedAt)} 开始`}
        {record.endedAt !== null && `，${fullClockText(record.endedAt)} 结束`}
        {record.cancelledReason !== null && `：${record.cancelledReason}`}
        {record.sent.start > 0 && `。发到 ${record.sent.start} 台同意收演练的设备`}
      </p>
      <Decision
        form={{ ...form, onsetAt: startAt, expiresAt: endAt }}
        nameOf={nameOf}
        regionCount={new Set(form.parts.flatMap(({ adcodes }) => adcodes)).size}
        now={now}
        deed="【演练】"
      />
      <DrillTurn record={record} preview={preview} onBack={onBack} act={act} />
      <p className="error" role="alert">
        {failure}
      </p>
      {preview !== null && (
        <section aria-labelledby="desk-mouths">
          <h2 id="desk-mouths" className="ruled">
            各渠道会这样说
          </h2>
          <Mouths
            mouths={preview.mouths}
            disagreements={[]}
            level={form.parts[0]?.level ?? null}
            clock={`${pad(hour)}:${pad(minute)}`}
          />
        </section>
      )}
    </div>
  );
}
