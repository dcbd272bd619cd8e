import { useState } from 'react';
import { sentenceOf, type Ask } from './desk-answer.ts';

interface Props {
  ask: Ask;
  /** Under `/api/staff/`. */
  path: string;
  /** Where to go when it is gone. */
  next: string;
  /** What this device still holds of it. */
  forget(): void;
}

/** Throws away what was never sent out. Behind a fold and a second press: nobody does it by mistake at night. */
export function DropDraft({ ask, path, next, forget }: Props) {
  const [failure, setFailure] = useState('');
  const drop = async (): Promise<void> => {
    const answer = await ask('DELETE', path);
    if (answer.outcome !== 'done') return setFailure(sentenceOf(answer));
    forget();
    return location.assign(next);
  };
  return (
    <details className="desk-more">
      <summary>不要这份了</summary>
      <p>
        <button type="button" className="button small danger" onClick={() => void drop()}>
          删掉这份草稿
        </button>
      </p>
      <p className="error" role="alert">
        {failure}
      </p>
    </details>
  );
}
