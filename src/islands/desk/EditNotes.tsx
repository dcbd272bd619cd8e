import { useState } from 'react';
import type { DeskDraft, DeskPurpose } from '../../domain/alert-desk.ts';
import { toInstant } from '../../domain/instant.ts';
import { fullClockText } from '../../domain/spoken-time.ts';
import type { AlertValue } from './alert-value.ts';
import type { DeviceCopies, KeptCopy } from './device-copies.ts';

interface Props {
  record: DeskDraft | null;
  device: DeviceCopies<AlertValue, DeskDraft>;
  onRestore(kept: KeptCopy<AlertValue, DeskDraft>): void;
}

const REACH = '收到过前几版的人都会收到，包括不在新范围里的。';
const PURPOSE: Record<Exclude<DeskPurpose, 'issue'>, string> = {
  update: `更新：改级别、范围、时间或文字。${REACH}只有一部分地方升降级，就分成几部分写。`,
  correct: `更正：上一版写错了。${REACH}`,
  cancel: `解除：整条预警结束，下面写的就是解除通知。${REACH}`,
};

/** What must be known before writing: what is revised, who returned it, what this device still holds. */
export function EditNotes({ record, device, onRestore }: Props) {
  const [leftovers, setLeftovers] = useState(() => (record === null ? device.leftovers() : []));
  const drop = (kept: KeptCopy<AlertValue, DeskDraft>): void => {
    device.discard(kept.key);
    setLeftovers(leftovers.filter(({ key }) => key !== kept.key));
  };
  return (
    <>
      {record !== null && record.purpose !== 'issue' && (
        <p className="note">
          <strong>{PURPOSE[record.purpose]}</strong>{' '}
          {record.alertId !== null && (
            <a href={`/alerts/${record.alertId}/`} target="_blank" rel="noopener">
              看现在的这一条
            </a>
          )}
        </p>
      )}
      {record?.state === 'returned' && (
        <p className="note danger" role="alert">
          <strong>同事退回：</strong>
          <bdi>{record.returnedReason}</bdi>
        </p>
      )}
      {leftovers.map((kept) => (
        <div className="note" key={kept.key}>
          <p>
            这台设备上有没存到服务器的一份（{fullClockText(toInstant(kept.keptAt))}）：
            <bdi>{kept.value.form.hazard.name || kept.value.form.bulletins[0]?.headline || '没有写灾种'}</bdi>
          </p>
          <div className="desk-turn">
            <button
              type="button"
              className="button small"
              onClick={() => {
                onRestore(kept);
                drop(kept);
              }}
            >
              接着写
            </button>
            <button type="button" className="button small danger" onClick={() => drop(kept)}>
              不要了
            </button>
          </div>
        </div>
      ))}
    </>
  );
}
