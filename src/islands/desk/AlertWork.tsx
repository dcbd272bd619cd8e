import { useEffect, useState } from 'react';
import { emptyForm, type DeskDraft, type DeskOptions, type DeskOutcome } from '../../domain/alert-desk.ts';
import { AlertEdit } from './AlertEdit.tsx';
import { AlertReview } from './AlertReview.tsx';
import { draftAddress } from './AlertDesk.tsx';
import { alertPort, isAlertValue, storedAlert, type AlertValue } from './alert-value.ts';
import { ownPlaces, tabWord, type DeskPage } from './desk-page.ts';
import { DeviceCopies } from './device-copies.ts';
import { Issued } from './Issued.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { useSaver, type Session } from './use-desk.ts';
import { useNow } from './use-now.ts';
import { nameIn } from './region-selection.ts';

interface Props extends DeskPage {
  options: DeskOptions;
  draft: DeskDraft | null;
  session: Session;
  openDraft(draft: DeskDraft, said: string): void;
  /** What led to this draft, when that is worth saying. */
  said: string;
}

type Mode = 'edit' | 'review';

/** One draft from the first word to its publication: typed, saved, looked at, decided. */
export function AlertWork(props: Props) {
  const { options, draft, session, openDraft, member } = props;
  const places = ownPlaces(props, options);
  const now = useNow(options.now);
  const [device] = useState(
    () =>
      new DeviceCopies<AlertValue, DeskDraft>(
        () => localStorage,
        { memberId: member.id, scope: 'alert', tab: tabWord() },
        () => Date.now(),
        isAlertValue,
      ),
  );
  const [start] = useState(() => startOf(draft, device, options));
  const { saver, view } = useSaver(alertPort(session.ask, draft?.relay != null), device, start);
  const [mode, setMode] = useState<Mode>(draft === null || isOpen(draft) ? 'edit' : 'review');
  const [issued, setIssued] = useState<(DeskOutcome & { state: 'issued' }) | null>(null);
  const record = view.stored?.record ?? null;
  const nameOf = (adcode: string): string => nameIn(places, adcode);

  // The address follows the draft from its first save on: a reload comes back to it.
  const id = view.stored?.id;
  useEffect(() => {
    if (id !== undefined && location.pathname !== draftAddress(id))
      history.replaceState(null, '', draftAddress(id));
  }, [id]);

  const settled = issued ?? issuedBefore(record);
  const shared = { ...props, places, saver, view, now, nameOf };
  return (
    <div className="desk" data-kind="alert">
      {settled !== null ? (
        <Issued outcome={settled} session={session} now={now} />
      ) : mode === 'edit' ? (
        <AlertEdit {...shared} device={device} openDraft={openDraft} onNext={() => setMode('review')} />
      ) : (
        record !== null && (
          <AlertReview
            {...shared}
            record={record}
            onBack={() => setMode('edit')}
            onIssued={setIssued}
            onRecord={(next) => {
              saver.adopt(storedAlert(next));
              // What a colleague changed is looked at here; what one returned is written on.
              if (next.state === 'returned') setMode('edit');
            }}
          />
        )
      )}
      {session.isSignedOut && (
        <SignInAgain
          isKeptOnDevice={view.isKeptOnDevice}
          retry={async () => {
            const isIn = await session.retry();
            if (isIn) await saver.flush();
            return isIn;
          }}
        />
      )}
    </div>
  );
}

const isOpen = ({ state }: DeskDraft): boolean => state === 'editing' || state === 'returned';

function issuedBefore(record: DeskDraft | null): (DeskOutcome & { state: 'issued' }) | null {
  if (record?.state !== 'issued' || record.alertId === null) return null;
  const { id, version, alertId, revision } = record;
  return { state: 'issued', draftId: id, version, alertId, revision: revision ?? 1 };
}

/** The stored draft, or what this device still holds of it: that is newer, for it never reached the server. */
function startOf(draft: DeskDraft | null, device: DeviceCopies<AlertValue, DeskDraft>, options: DeskOptions) {
  if (draft === null) {
    const form = emptyForm(options.sources[0] ?? '');
    return { value: { form, reason: '', completion: {} }, stored: null, isUnsaved: false };
  }
  const stored = storedAlert(draft);
  const kept = isOpen(draft) ? device.find(draft.id) : null;
  // On its old version: when a colleague saved meanwhile, saving it shows both sides.
  return kept?.stored == null
    ? { value: stored.value, stored, isUnsaved: false }
    : { value: kept.value, stored: kept.stored, isUnsaved: true };
}
