import { useEffect, useRef, useState } from 'react';
import type { DeskDraft, DeskOptions, DeskPreview, DeskReading } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { checkForm } from '../../domain/officer-check.ts';
import { alertUnits, type AlertValue } from './alert-value.ts';
import { sentenceOf } from './desk-answer.ts';
import type { DeskPage } from './desk-page.ts';
import type { DeviceCopies } from './device-copies.ts';
import { Differences } from './Differences.tsx';
import type { DraftSaver, SaverView } from './draft-saver.ts';
import { EditNotes } from './EditNotes.tsx';
import { focusProblem, mistakesAt } from './field-mistakes.ts';
import { isEmptyForm } from './form-change.ts';
import { FormFields } from './FormFields.tsx';
import { PasteBox } from './PasteBox.tsx';
import { readingSaid } from './reading-said.ts';
import { ReasonField } from './ReasonField.tsx';
import { RelayFields } from './RelayFields.tsx';
import { SidePanel } from './SidePanel.tsx';
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
  openDraft(draft: DeskDraft): void;
  onNext(): void;
}

/** Where an alert is written: pasted or field by field; saved all the while. */
export function AlertEdit(props: Props) {
  const { options, session, saver, view, device, now, nameOf, openDraft, onNext } = props;
  const { value, stored, theirs } = view;
  const record = stored?.record ?? null;
  const purpose = record?.purpose ?? 'issue';
  const isRelay = record?.relay != null;
  const [isTried, setTried] = useState(false);
  const [isReading, setReading] = useState(false);
  const [said, setSaid] = useState('');
  const [isDrillText, setDrillText] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const preview = useBackgroundPreview<DeskPreview>(session.ask, 'desk/drafts', view);

  const change = (part: Partial<AlertValue>): void => saver.change({ ...saver.view().value, ...part });
  const own = isRelay ? [] : checkForm(value.form, purpose, now);
  const isFresh = preview !== null && preview.version === stored?.version && view.state.is !== 'dirty';
  // What only the server can judge (reach, weather, divisions) joins once it has seen this very version.
  const problems = own.length > 0 || !isFresh ? own : preview.problems;
  const mistakeAt = mistakesAt(isTried ? problems : []);

  const next = async (): Promise<void> => {
    setTried(true);
    if (problems.length > 0) return focusProblem(box.current, problems);
    if (await saver.flush()) onNext();
  };
  const read = async (text: string): Promise<void> => {
    setReading(true);
    const reading = await session.ask<DeskReading>('POST', 'desk/read', { text });
    setReading(false);
    if (reading.outcome !== 'done') return setSaid(sentenceOf(reading));
    const { form, isRelay: mustRelay, isDrill } = reading.value;
    setDrillText(isDrill);
    if (isDrill) return setSaid('这份原文写明是演练或测试，不能作为预警发布。');
    if (mustRelay) {
      const made = await session.ask<DeskDraft>('POST', 'desk/drafts', { document: text });
      if (made.outcome === 'done') return openDraft(made.value);
      return setSaid(sentenceOf(made));
    }
    if (!isEmptyForm(value.form, options.templates) && !confirm('已经填了一些内容，用读出来的换掉吗？'))
      return;
    change({ form });
    return setSaid(readingSaid(reading.value));
  };

  // Ctrl+Enter goes on from anywhere in the form.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      void next();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

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
        <EditNotes record={record} device={device} onRestore={(kept) => change(kept.value)} />
        {record === null || (purpose === 'issue' && !isRelay) ? (
          <PasteBox onRead={(text) => void read(text)} isReading={isReading} said={said} />
        ) : null}
        {isDrillText && (
          <p>
            <a className="button" href="/staff/drills/compose/">
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
        ) : (
          <FormFields {...fields} form={value.form} purpose={purpose} onChange={(form) => change({ form })} />
        )}
        {(purpose === 'cancel' || purpose === 'correct') && (
          <ReasonField
            label={purpose === 'cancel' ? '为什么解除' : '上一版哪里错了'}
            hint="会写给每一个收到过的人看。"
            value={value.reason}
            onChange={(reason) => change({ reason })}
            mistake={mistakeAt('reason')}
          />
        )}
      </div>
      <SidePanel
        form={value.form}
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
