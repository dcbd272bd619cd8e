import { useCallback, useEffect, useState } from 'react';
import type { DeskDraft, DeskOptions } from '../../domain/alert-desk.ts';
import { AlertWork } from './AlertWork.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { sentenceOf } from './desk-answer.ts';
import { useSession, type Session } from './use-desk.ts';
import type { DeskPage } from './desk-page.ts';

interface Props extends DeskPage {
  /** Null: a new one. */
  draftId: string | null;
  /** What the new draft revises. */
  revise: { alertId: string; purpose: 'update' | 'correct' | 'cancel' } | null;
}

type Start =
  | { is: 'loading' }
  | { is: 'failed'; message: string }
  | { is: 'ready'; options: DeskOptions; draft: DeskDraft | null };

/** The duty officer's whole desk for one alert: written, looked at in every mouth, issued or approved. */
export default function AlertDesk(props: Props) {
  const session = useSession('draft');
  const { ask } = session;
  const [start, setStart] = useState<Start>({ is: 'loading' });
  const load = useCallback(async () => setStart(await begin(ask, props)), [ask, props.draftId]);
  useEffect(() => void load(), [load]);
  const openDraft = (draft: DeskDraft): void => {
    history.replaceState(null, '', draftAddress(draft.id));
    setStart((before) => (before.is === 'ready' ? { ...before, draft } : before));
  };

  return (
    <>
      {start.is === 'loading' && <p role="status">正在打开…</p>}
      {start.is === 'failed' && (
        <div className="note" role="alert">
          <p>{start.message}</p>
          <button type="button" className="button" onClick={() => void load()}>
            再试一次
          </button>
        </div>
      )}
      {start.is === 'ready' && (
        <AlertWork
          // A relayed bulletin or a revision is another draft: it begins with a form of its own.
          key={start.draft?.id ?? 'new'}
          {...props}
          {...start}
          session={session}
          openDraft={openDraft}
        />
      )}
      {session.isSignedOut && start.is !== 'ready' && (
        <SignInAgain
          href={props.signInHref}
          isKeptOnDevice
          retry={async () => {
            const isIn = await session.retry();
            if (isIn) await load();
            return isIn;
          }}
        />
      )}
    </>
  );
}

export const draftAddress = (id: string): string => `/staff/alerts/drafts/${encodeURIComponent(id)}/`;

async function begin(ask: Session['ask'], { draftId, revise }: Props): Promise<Start> {
  const options = await ask<DeskOptions>('GET', 'desk/options');
  if (options.outcome === 'signed-out') return { is: 'loading' };
  if (options.outcome !== 'done') return { is: 'failed', message: sentenceOf(options) };
  if (draftId === null && revise === null) return { is: 'ready', options: options.value, draft: null };
  const draft =
    revise === null
      ? await ask<DeskDraft>('GET', `desk/drafts/${encodeURIComponent(draftId ?? '')}`)
      : await ask<DeskDraft>('POST', `desk/alerts/${encodeURIComponent(revise.alertId)}/revise`, {
          purpose: revise.purpose,
        });
  if (draft.outcome === 'signed-out') return { is: 'loading' };
  if (draft.outcome !== 'done') return { is: 'failed', message: sentenceOf(draft) };
  // Reloading the page must not begin a second revision.
  if (revise !== null) history.replaceState(null, '', draftAddress(draft.value.id));
  return { is: 'ready', options: options.value, draft: draft.value };
}
