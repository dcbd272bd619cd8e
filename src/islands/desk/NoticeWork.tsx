import { useEffect, useRef, useState } from 'react';
import type { DeskOptions } from '../../domain/alert-desk.ts';
import type { NoticeForm, NoticeRecord } from '../../domain/notice.ts';
import { ownPlaces, tabWord, type DeskPage } from './desk-page.ts';
import { DeviceCopies } from './device-copies.ts';
import { Differences } from './Differences.tsx';
import type { Stored } from './draft-saver.ts';
import { DropDraft } from './DropDraft.tsx';
import { focusProblem, mistakesAt } from './field-mistakes.ts';
import { NoticeFields } from './NoticeFields.tsx';
import { NoticeTurn } from './NoticeTurn.tsx';
import {
  emptyNotice,
  isNoticeForm,
  noticeMistakes,
  noticePort,
  noticeUnits,
  storedNotice,
} from './notice-value.ts';
import { nameIn } from './region-selection.ts';
import { SignInAgain } from './SignInAgain.tsx';
import { useSaver, type Session } from './use-desk.ts';
import { useNow } from './use-now.ts';

interface Props extends DeskPage {
  options: DeskOptions;
  record: NoticeRecord | null;
  session: Session;
}

const address = (id: string): string => `/staff/notices/${encodeURIComponent(id)}/`;

/** The form of one notice and what may be done with it. A published one is saved only when its button is pressed. */
export function NoticeWork({ options, record, session, member, ...page }: Props) {
  const places = ownPlaces(page, options);
  const now = useNow(options.now);
  const [device] = useState(
    () =>
      new DeviceCopies<NoticeForm, NoticeRecord>(
        () => localStorage,
        { memberId: member.id, scope: 'notice', tab: tabWord() },
        () => Date.now(),
        isNoticeForm,
      ),
  );
  const [start] = useState(() => startOf(record, device, options));
  const { saver, view } = useSaver(noticePort(session.ask), device, start);
  const stored = view.stored?.record ?? null;
  const isPublished = stored?.state === 'published';
  // The words of a published notice change everywhere at once: not with each letter, but when it is said.
  const [edited, setEdited] = useState<NoticeForm | null>(start.edited);
  const form = edited ?? view.value;
  const [isTried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const nameOf = (adcode: string): string => nameIn(places, adcode);
  const problems = noticeMistakes(form, now);
  const id = stored?.id;
  useEffect(() => {
    if (id !== undefined && location.pathname !== address(id)) history.replaceState(null, '', address(id));
  }, [id]);

  const change = (next: NoticeForm): void => {
    if (!isPublished) return saver.change(next);
    setEdited(next);
    // Not sent yet, but not lost with the tab either.
    return void device.keep(view.stored?.id ?? null, { value: next, stored: view.stored });
  };

  /** Whether it may go on: nothing missing, and the server has every word. */
  const save = async (): Promise<Stored<NoticeForm> | null> => {
    setTried(true);
    if (problems.length > 0) {
      focusProblem(box.current, problems);
      return null;
    }
    if (edited !== null) saver.change(edited);
    if (!(await saver.flush())) return null;
    setEdited(null);
    return saver.view().stored;
  };
  return (
    <div className="desk" data-kind="notice" ref={box}>
      {view.theirs !== null ? (
        <Differences
          base={view.stored?.value ?? null}
          mine={view.value}
          theirs={view.theirs.value}
          by={view.theirs.by}
          units={noticeUnits(nameOf)}
          onResolve={(chosen) => {
            setEdited(null);
            if (view.theirs !== null) void saver.resolve(chosen, view.theirs);
          }}
        />
      ) : (
        <>
          {stored?.state !== 'withdrawn' && (
            <NoticeFields
              {...{ form, options, now, places }}
              mapPlaces={page.mapPlaces}
              onChange={change}
              mistakeAt={mistakesAt(isTried ? problems : [])}
            />
          )}
          <NoticeTurn
            record={stored}
            view={view}
            isEdited={edited !== null}
            ask={session.ask}
            save={save}
            onRecord={(next) => saver.adopt(storedNotice(next))}
          />
          {stored?.state === 'editing' && view.stored !== null && (
            <DropDraft
              ask={session.ask}
              path={`notices/${encodeURIComponent(stored.id)}`}
              next="/staff/notices/"
              forget={() => view.stored !== null && saver.adopt(view.stored)}
            />
          )}
        </>
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
  record: NoticeRecord | null,
  device: DeviceCopies<NoticeForm, NoticeRecord>,
  options: DeskOptions,
) {
  if (record === null) {
    const [left] = device.leftovers();
    if (left === undefined)
      return { value: emptyNotice(options.sources[0] ?? ''), stored: null, isUnsaved: false, edited: null };
    device.discard(left.key);
    return { value: left.value, stored: null, isUnsaved: true, edited: null };
  }
  const stored = storedNotice(record);
  const kept = record.state === 'withdrawn' ? null : device.find(record.id);
  if (kept?.stored == null) return { value: stored.value, stored, isUnsaved: false, edited: null };
  // On its old version, so that a colleague's change shows. Of a published one the words wait for their button.
  return record.state === 'published'
    ? { value: kept.stored.value, stored: kept.stored, isUnsaved: false, edited: kept.value }
    : { value: kept.value, stored: kept.stored, isUnsaved: true, edited: null };
}
