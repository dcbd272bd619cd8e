import { useEffect, useRef, useState } from 'react';
import type { DeskOptions, DeskReading } from '../../domain/alert-desk.ts';
import { checkDrill } from '../../domain/drill-rules.ts';
import type { DrillPreview, DrillRecord } from '../../domain/drill.ts';
import type { Instant } from '../../domain/instant.ts';
import { sentenceOf } from './desk-answer.ts';
import type { DeskPage } from './desk-page.ts';
import { Differences } from './Differences.tsx';
import type { DraftSaver, SaverView } from './draft-saver.ts';
import { drillUnits, type DrillValue } from './drill-value.ts';
import { DrillSchedule } from './DrillSchedule.tsx';
import { DropDraft } from './DropDraft.tsx';
import { focusProblem, mistakesAt } from './field-mistakes.ts';
import { FormFields } from './FormFields.tsx';
import { takePassedText } from './passed-text.ts';
import { PasteBox } from './PasteBox.tsx';
import { SidePanel } from './SidePanel.tsx';
import { useOnwardKey } from './use-onward-key.ts';
import { readBody } from './use-reading.ts';
import { useBackgroundPreview } from './use-preview.ts';
import type { Session } from './use-desk.ts';

interface Props extends Omit<DeskPage, 'member'> {
  options: DeskOptions;
  session: Session;
  saver: DraftSaver<DrillValue, DrillRecord>;
  view: SaverView<DrillValue, DrillRecord>;
  now: Instant;
  nameOf(adcode: string): string;
  onNext(): void;
}

/** Where a drill is written; a real bulletin may be pasted as its model, for nothing here can go out as one. */
export function DrillEdit(props: Props) {
  const { session, saver, view, now, nameOf, onNext } = props;
  const options = withAllHazards(props.options);
  const { value, stored, theirs } = view;
  const [isTried, setTried] = useState(false);
  const [isReading, setReading] = useState(false);
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const preview = useBackgroundPreview<DrillPreview>(session.ask, 'desk/drills', view);
  const change = (part: Partial<DrillValue>): void => saver.change({ ...saver.view().value, ...part });

  const own = checkDrill(value.form, value.startAt, value.endAt, now);
  const isFresh = preview !== null && preview.version === stored?.version && view.state.is !== 'dirty';
  const problems = own.length > 0 || !isFresh ? own : preview.problems;
  const mistakeAt = mistakesAt(isTried ? problems : []);
  const next = async (): Promise<void> => {
    setTried(true);
    if (problems.length > 0) return focusProblem(box.current, problems);
    if (await saver.flush()) onNext();
  };
  useOnwardKey(() => void next());

  const read = async (given: string | Blob): Promise<void> => {
    setReading(true);
    const reading = await session.ask<DeskReading>('POST', 'desk/read', readBody(given));
    setReading(false);
    if (reading.outcome !== 'done') return setSaid(sentenceOf(reading));
    const { form } = reading.value;
    // A drill is always held by the bureau itself, whoever's bulletin is its model.
    change({ form: { ...form, kind: 'drill', source: options.sources[0] ?? form.source } });
    return setSaid('填好了，请逐项核对。发布单位已换成本单位。');
  };
  useEffect(() => {
    const passed = takePassedText();
    if (passed !== null) void read(passed);
  }, []);

  if (theirs !== null)
    return (
      <Differences
        base={stored?.value ?? null}
        mine={value}
        theirs={theirs.value}
        by={theirs.by}
        units={drillUnits([value, theirs.value], nameOf)}
        onResolve={(chosen) => void saver.resolve(chosen, theirs)}
      />
    );
  return (
    <div className="desk-columns">
      <div className="desk-main" ref={box}>
        <PasteBox onRead={(given) => void read(given)} isReading={isReading} said={said} />
        <FormFields
          {...{ options, now, mistakeAt }}
          areas={{ ...props, mayDraw: options.mayDraw }}
          purpose="drill"
          unread={null}
          form={value.form}
          onChange={(form) => change({ form })}
          schedule={
            <DrillSchedule
              value={value}
              onChange={change}
              now={now}
              mistake={mistakeAt('endAt') ?? mistakeAt('startAt')}
            />
          }
        />
        {stored !== null && (
          <DropDraft
            ask={session.ask}
            path={`desk/drills/${encodeURIComponent(stored.id)}`}
            next="/staff/drills/"
            forget={() => saver.adopt(stored)}
          />
        )}
      </div>
      <SidePanel
        form={{ ...value.form, expiresAt: value.endAt }}
        {...{ nameOf, now, problems, view }}
        mouths={preview?.mouths ?? []}
        isPreviewFresh={isFresh}
        nextLabel="核对演练"
        onNext={() => void next()}
        onProblem={() => {
          setTried(true);
          focusProblem(box.current, problems);
        }}
      />
    </div>
  );
}

/** A drill may play 暴雨红色预警: it is no signal, and every word of it says so. */
function withAllHazards(options: DeskOptions): DeskOptions {
  const hazards = options.hazards.map((hazard) => ({ ...hazard, isMeteorological: false }));
  return { ...options, hazards };
}
