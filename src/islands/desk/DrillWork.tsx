import { useEffect, useState } from 'react';
import type { DeskOptions } from '../../domain/alert-desk.ts';
import type { DrillRecord } from '../../domain/drill.ts';
import { ownPlaces, tabWord, type DeskPage } from './desk-page.ts';
import { DeviceCopies } from './device-copies.ts';
import { DrillEdit } from './DrillEdit.tsx';
import { DrillReview } from './DrillReview.tsx';
import { drillPort, emptyDrill, isDrillValue, storedDrill, type DrillValue } from './drill-value.ts';
import { nameIn } from './region-selection.ts';
import { SignInAgain } from './SignInAgain.tsx';
import { useSaver, type Session } from './use-desk.ts';
import { useNow } from './use-now.ts';

interface Props extends DeskPage {
  options: DeskOptions;
  record: DrillRecord | null;
  session: Session;
}

const address = (id: string): string => `/staff/drills/${encodeURIComponent(id)}/`;

/** One drill from the first word to its end. */
export function DrillWork({ options, record, session, member, ...page }: Props) {
  const places = ownPlaces(page, options);
  const now = useNow(options.now);
  const [device] = useState(
    () =>
      new DeviceCopies<DrillValue, DrillRecord>(
        () => localStorage,
        { memberId: member.id, scope: 'drill', tab: tabWord() },
        () => Date.now(),
        isDrillValue,
      ),
  );
  const [start] = useState(() => startOf(record, device, options));
  const { saver, view } = useSaver(drillPort(session.ask), device, start);
  const stored = view.stored?.record ?? null;
  const [isEditing, setEditing] = useState(record === null || record.state === 'editing');
  const nameOf = (adcode: string): string => nameIn(places, adcode);
  const id = stored?.id;
  useEffect(() => {
    if (id !== undefined && location.pathname !== address(id)) history.replaceState(null, '', address(id));
  }, [id]);

  const shared = { ...page, places, options, session, saver, view, now, nameOf };
  return (
    <div className="desk drill" data-kind="drill">
      <p className="drill-bar">
        <b>演练</b> 这里写的不是真实预警。只有同意收演练的人会收到，每段文字前都会加上【演练】。
      </p>
      {isEditing || stored === null ? (
        <DrillEdit {...shared} onNext={() => setEditing(false)} />
      ) : (
        <DrillReview
          {...shared}
          record={stored}
          onBack={() => setEditing(true)}
          onRecord={(next) => saver.adopt(storedDrill(next))}
        />
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

function startOf(
  record: DrillRecord | null,
  device: DeviceCopies<DrillValue, DrillRecord>,
  options: DeskOptions,
) {
  if (record === null) {
    // What never reached the server is not lost; a drill is no emergency, so the newest comes back by itself.
    const [left] = device.leftovers();
    if (left === undefined)
      return { value: emptyDrill(options.sources[0] ?? ''), stored: null, isUnsaved: false };
    device.discard(left.key);
    return { value: left.value, stored: null, isUnsaved: true };
  }
  const stored = storedDrill(record);
  const kept = record.state === 'editing' ? device.find(record.id) : null;
  return kept?.stored == null
    ? { value: stored.value, stored, isUnsaved: false }
    : { value: kept.value, stored: kept.stored, isUnsaved: true };
}
