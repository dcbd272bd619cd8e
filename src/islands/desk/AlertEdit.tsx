import { useRef, useState } from 'react';
import type { DeskDraft, DeskOptions, DeskPreview } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { checkForm } from '../../domain/officer-check.ts';
import { alertUnits, storedAlert, type AlertValue } from './alert-value.ts';
import type { DeskPage } from './desk-page.ts';
import type { DeviceCopies } from './device-copies.ts';
import { Differences } from './Differences.tsx';
import type { DraftSaver, SaverView } from './draft-saver.ts';
import { DropDraft } from './DropDraft.tsx';
import { EditNotes } from './EditNotes.tsx';
import { focusProblem, mistakesAt, reasonProblems } from './field-mistakes.ts';
import { isEmptyForm } from './form-change.ts';
import { FormFields } from './FormFields.tsx';
import { PasteBox } from './PasteBox.tsx';
import { passToDrill } from './passed-text.ts';
import { ReasonField } from './ReasonField.tsx';
import { RelayFields } from './RelayFields.tsx';
import { SidePanel } from './SidePanel.tsx';
import { NewerRevision } from './NewerRevision.tsx';
import { useOnwardKey } from './use-onward-key.ts';
import { useReading } from './use-reading.ts';
import { useBackgroundPreview } from './use-preview.ts';
import type { Session } from './use-desk.ts';

interface Props extends DeskPage {
  options: DeskOptions;
  draft: DeskDraft | null;
  session: Session;
  saver: DraftSaver<AlertValue, DeskDraft>;
  view: SaverView<AlertValue, DeskDraft>;
  device: DeviceCopies<AlertValue, DeskDraft>;
  now: Instant;
  nameOf(adcode: string): string;
  openDraft(draft: DeskDraft, said: string): void;
  /** What the page before this one still has to say. */
  said: string;
  onNext(): void;
}

/** Where an alert is written: pasted or field by field; saved all the while. */
export function AlertEdit(props: Props) {
  const { options, session, saver, view, device, now, nameOf, openDraft, onNext } = props;
  const { value, stored, theirs } = view;
  const record = stored?.record ?? null;
  const purpose = record?.purpose ?? 'issue';
  const isRelay = record?.relay != null;
  // Of another authority's warning only the relaying can end here.
  const isWithdrawal = purpose === 'cancel' && !options.sources.includes(value.form.source);
  const [isTried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const preview = useBackgroundPreview<DeskPreview>(session.ask, 'desk/drafts', view);

  const change = (part: Partial<AlertValue>): void => saver.change({ ...saver.view().value, ...part });
  const own = [
    ...(isRelay || isWithdrawal ? [] : checkForm(value.form, purpose, now)),
    ...reasonProblems(purpose, value.reason),
  ];
  const isFresh = preview !== null && preview.version === stored?.version && view.state.is !== 'dirty';
  // What only the server can judge (reach, weather, divisions) joins once it has seen this very version.
  const problems = own.length > 0 || !isFresh ? own : preview.problems;
  const mistakeAt = mistakesAt(isTried ? problems : []);

  const next = async (): Promise<void> => {
    setTried(true);
    if (problems.length > 0) return focusProblem(box.current, problems);
    if (await saver.flush()) onNext();
  };
  const reading = useReading({
    ask: session.ask,
    isEmpty: () => isEmptyForm(saver.view().value.form, options.templates),
    fill: (form) => change({ form }),
    open: openDraft,
  });

  useOnwardKey(() => void next());

  if (theirs !== null)
    return (
      <Differences
        base={stored?.value ?? null}
        mine={value}
        theirs={theirs.value}
        by={theirs.by}
        units={alertUnits([value, theirs.value], nameOf)}
        onResolve={(chosen) => void saver.resolve(chosen, theirs)}
      />
    );
  const fields = { options, now, areas: { ...props, mayDraw: options.mayDraw }, mistakeAt };
  return (
    <div className="desk-columns">
      <div className="desk-main" ref={box}>
        {props.said !== '' && (
          <p className="note" role="status">
            {props.said}
          </p>
        )}
        <EditNotes record={record} device={device} onRestore={(kept) => change(kept.value)} />
        <NewerRevision
          record={record}
          problems={preview?.problems ?? []}
          ask={session.ask}
          flush={() => saver.flush()}
          onRecord={(next) => saver.adopt(storedAlert(next))}
        />
        {record === null || (purpose === 'issue' && !isRelay) ? (
          <PasteBox
            onRead={(given) => void reading.read(given)}
            isReading={reading.isReading}
            said={reading.said}
            startsHere={record === null}
          />
        ) : null}
        {reading.drillText !== null && (
          <p>
            <a
              className="button"
              href="/staff/drills/compose/"
              onClick={() => passToDrill(reading.drillText)}
            >
              去安排演练
            </a>
          </p>
        )}
        {isRelay && record !== null ? (
          <RelayFields
            {...fields}
            draft={record}
            completion={value.completion}
            nameOf={nameOf}
            onChange={(completion) => change({ completion })}
          />
        ) : isWithdrawal ? (
          <p className="note">
            <strong>这一条是转发{value.form.source}的。</strong>
            只有原发布单位能解除它；这里只能停止转发，写清原因就行。
          </p>
        ) : (
          <FormFields
            {...fields}
            unread={reading.unread}
            form={value.form}
            purpose={purpose}
            onChange={(form) => change({ form })}
          />
        )}
        {(purpose === 'cancel' || purpose === 'correct') && (
          <ReasonField
            label={isWithdrawal ? '为什么停止转发' : purpose === 'cancel' ? '为什么解除' : '上一版哪里错了'}
            hint="会写给每一个收到过的人看。"
            value={value.reason}
            onChange={(reason) => change({ reason })}
            mistake={mistakeAt('reason')}
          />
        )}
        {stored !== null && (
          <DropDraft
            ask={session.ask}
            path={`desk/drafts/${encodeURIComponent(stored.id)}`}
            next="/staff/alerts/"
            forget={() => saver.adopt(stored)}
          />
        )}
      </div>
      <SidePanel
        // Of a relayed bulletin the server reads the form anew with each completion.
        form={isRelay && record !== null ? record.form : value.form}
        nameOf={nameOf}
        now={now}
        problems={problems}
        mouths={preview?.mouths ?? []}
        isPreviewFresh={isFresh}
        view={view}
        nextLabel="核对全部渠道"
        onNext={() => void next()}
        onProblem={() => {
          setTried(true);
          focusProblem(box.current, problems);
        }}
      />
    </div>
  );
}
