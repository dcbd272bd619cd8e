import { useId, useState } from 'react';

interface Props {
  title: string;
  label: string;
  hint: string;
  action: string;
  isBusy: boolean;
  onGo(reason: string): Promise<unknown>;
}

/** Behind a fold, and never without words. */
export function ReasonedButton({ title, label, hint, action, isBusy, onGo }: Props) {
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <details className="custody-more">
      <summary>{title}</summary>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
        <input
          id={id}
          type="text"
          maxLength={200}
          aria-describedby={`${id}-hint`}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <button
        type="button"
        className="button"
        disabled={isBusy || reason.trim() === ''}
        onClick={() => void onGo(reason.trim()).then(() => setReason(''))}
      >
        {action}
      </button>
    </details>
  );
}
