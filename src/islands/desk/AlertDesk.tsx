import { useState } from 'react';
import type { DeskDraft } from '../../domain/alert-desk.ts';
import { AlertWork } from './AlertWork.tsx';
import type { Answer, Ask } from './desk-answer.ts';
import type { DeskPage } from './desk-page.ts';
import { DeskStart, type Ready } from './DeskStart.tsx';

interface Props extends DeskPage {
  /** Null: a new one. */
  draftId: string | null;
  /** What the new draft revises. */
  revise: { alertId: string; purpose: 'update' | 'correct' | 'cancel' } | null;
}

/** The duty officer's whole desk for one alert: written, looked at in every mouth, issued or approved. */
export default function AlertDesk(props: Props) {
  return (
    <DeskStart<DeskDraft> storedUnder="draft" load={(ask) => load(ask, props)}>
      {(ready) => <Opened {...props} ready={ready} />}
    </DeskStart>
  );
}

function Opened({ ready, ...page }: Props & { ready: Ready<DeskDraft> }) {
  const { session, options, record } = ready;
  const [draft, setDraft] = useState(record);
  const [said, setSaid] = useState('');
  return (
    <AlertWork
      // A relayed bulletin is another draft: it begins with a form of its own.
      key={draft?.id ?? 'new'}
      {...page}
      {...{ session, options, draft, said }}
      openDraft={(next, note) => {
        setSaid(note);
        history.replaceState(null, '', draftAddress(next.id));
        setDraft(next);
      }}
    />
  );
}

export const draftAddress = (id: string): string => `/staff/alerts/drafts/${encodeURIComponent(id)}/`;

async function load(ask: Ask, { draftId, revise }: Props): Promise<Answer<DeskDraft | null>> {
  if (draftId !== null) return ask<DeskDraft>('GET', `desk/drafts/${encodeURIComponent(draftId)}`);
  if (revise === null) return { outcome: 'done', value: null };
  const { alertId, purpose } = revise;
  const made = await ask<DeskDraft>('POST', `desk/alerts/${encodeURIComponent(alertId)}/revise`, { purpose });
  // Reloading the page must not begin a second revision.
  if (made.outcome === 'done') history.replaceState(null, '', draftAddress(made.value.id));
  return made;
}
