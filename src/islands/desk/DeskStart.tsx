import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { DeskOptions } from '../../domain/alert-desk.ts';
import { sentenceOf, type Answer, type Ask } from './desk-answer.ts';
import { SignInAgain } from './SignInAgain.tsx';
import { useSession, type Session } from './use-desk.ts';

export interface Ready<R> {
  session: Session;
  options: DeskOptions;
  /** Null: a new one. */
  record: R | null;
}

interface Props<R> {
  /** The member of a `draft-changed` answer that holds the stored record. */
  storedUnder: string;
  load(ask: Ask): Promise<Answer<R | null>>;
  children(ready: Ready<R>): ReactNode;
}

type Start<R> =
  | { is: 'loading' }
  | { is: 'failed'; message: string }
  | { is: 'ready'; options: DeskOptions; record: R | null };

/** Brings what every desk needs before the first word: the choices and the record, whoever must sign in first. */
export function DeskStart<R>({ storedUnder, load, children }: Props<R>) {
  const session = useSession(storedUnder);
  const { ask } = session;
  const [start, setStart] = useState<Start<R>>({ is: 'loading' });
  const begin = useCallback(async () => {
    const options = await ask<DeskOptions>('GET', 'desk/options');
    if (options.outcome !== 'done') return setStart(stuck(options));
    const record = await load(ask);
    if (record.outcome !== 'done') return setStart(stuck(record));
    return setStart({ is: 'ready', options: options.value, record: record.value });
  }, [ask]);
  useEffect(() => void begin(), [begin]);

  if (start.is === 'ready') return children({ session, options: start.options, record: start.record });
  return (
    <>
      {start.is === 'loading' && <p role="status">正在打开…</p>}
      {start.is === 'failed' && (
        <div className="note" role="alert">
          <p>{start.message}</p>
          <button type="button" className="button" onClick={() => void begin()}>
            再试一次
          </button>
        </div>
      )}
      {session.isSignedOut && (
        <SignInAgain
          isKeptOnDevice
          retry={async () => {
            const isIn = await session.retry();
            if (isIn) await begin();
            return isIn;
          }}
        />
      )}
    </>
  );
}

function stuck(
  answer: Exclude<Answer<unknown>, { outcome: 'done' }>,
): { is: 'loading' } | { is: 'failed'; message: string } {
  return answer.outcome === 'signed-out' ? { is: 'loading' } : { is: 'failed', message: sentenceOf(answer) };
}
