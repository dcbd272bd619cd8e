import { useState } from 'react';
import { ReasonField } from './ReasonField.tsx';

interface Props {
  title: string;
  label: string;
  hint?: string;
  action: string;
  isDisabled: boolean;
  onGo(reason: string): void;
}

/** Behind a fold, and never without words: what goes against the usual way. */
export function WithReason({ title, label, hint, action, isDisabled, onGo }: Props) {
  const [reason, setReason] = useState('');
  return (
    <details className="desk-more">
      <summary>{title}</summary>
      <ReasonField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        value={reason}
        onChange={setReason}
      />
      <button
        type="button"
        className="button danger"
        disabled={isDisabled || reason.trim() === ''}
        onClick={() => onGo(reason.trim())}
      >
        {action}
      </button>
    </details>
  );
}
