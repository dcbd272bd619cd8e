import { useId, useState } from 'react';
import type { SealedClaim } from '../../domain/sealed-words.ts';

interface Props {
  onTyped(claim: SealedClaim): void;
}

/** When what was sealed cannot be opened any more: the claimant stands at the desk with their ID card. */
export function OnSiteClaim({ onTyped }: Props) {
  const id = useId();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  return (
    <details className="custody-more">
      <summary>打不开？领奖人带身份证来现场办理</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onTyped({
            name: name.trim(),
            idNumber: idNumber.trim(),
            payment: 'on-site',
            bank: '',
            account: '',
          });
        }}
      >
        <p className="hint">
          请本人当面用查询码打开举报进度页，证明是他举报的。录入的内容只在这一页，不上传。
        </p>
        <p className="field">
          <label htmlFor={`${id}-name`}>证件上的姓名</label>
          <input
            id={`${id}-name`}
            required
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </p>
        <p className="field">
          <label htmlFor={`${id}-number`}>身份证号</label>
          <input
            id={`${id}-number`}
            required
            maxLength={40}
            autoComplete="off"
            value={idNumber}
            onChange={(event) => setIdNumber(event.target.value)}
          />
        </p>
        <button type="submit" className="button">
          用这些信息核对
        </button>
      </form>
    </details>
  );
}
