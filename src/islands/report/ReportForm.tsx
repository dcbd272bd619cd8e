import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { sentenceOf, type ServerProblem } from '../../browser/report-problem.ts';
import { wipeAndLeave } from '../../browser/report-wipe.ts';
import { CheckStep } from './CheckStep.tsx';
import { ContactStep } from './ContactStep.tsx';
import { EvidenceStep } from './EvidenceStep.tsx';
import type { Filed } from './file-report.ts';
import { beijingNow, DRAFT_NOTES, TROUBLE, withOwnPlace } from './form-words.ts';
import { ReceiptCard } from './ReceiptCard.tsx';
import { firstMistake, mistakeOn } from './report-mistakes.ts';
import { fieldOf, STEP_TITLES, stepOf, stepsFor, type FieldMistake, type Step } from './report-state.ts';
import { SendProgress } from './SendProgress.tsx';
import { StepBar } from './StepBar.tsx';
import type { ReportChoices } from './step-props.ts';
import { useFiling } from './use-filing.ts';
import { usePhotos } from './use-photos.ts';
import { useReport } from './use-report.ts';
import { WhatStep } from './WhatStep.tsx';
import { WhereStep } from './WhereStep.tsx';
import { WhoStep } from './WhoStep.tsx';
import { WipeBar, WipeLimits } from './WipeBar.tsx';

interface Receipt {
  receipt: string;
  /** Null: an earlier try arrived, with what was written before the last change. */
  caseNo: string | null;
}

/** 举报 in steps on one page; the receipt at the end. What is typed leaves the device only with 提交. */
export default function ReportForm(given: ReportChoices) {
  const [choices] = useState(() => withOwnPlace(given));
  const { written, draftState, change, setPhotos, ...keeping } = useReport(choices);
  const { report, photos } = written;
  const desk = usePhotos(photos, setPhotos);
  const { filing, file } = useFiling(keeping);
  const [step, setStep] = useState<Step>('what');
  const [mistake, setMistake] = useState<FieldMistake | null>(null);
  const [refusal, setRefusal] = useState<ServerProblem | null>(null);
  const [trouble, setTrouble] = useState<keyof typeof TROUBLE | null>(null);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else heading.current?.focus();
  }, [step]);
  const isOnTheWay = step !== 'what' || receipt !== null;
  useEffect(() => {
    // What stands before the form was read by now; under one thumb it would be a screen of scrolling at each step.
    document.body.toggleAttribute('data-reporting', isOnTheWay);
  }, [isOnTheWay]);
  useEffect(() => {
    if (mistake !== null) document.getElementById(`report-${mistake.field}`)?.focus();
  }, [mistake]);

  const steps = stepsFor(report.kind);
  const at = Math.max(0, steps.indexOf(step));
  const goTo = (next: Step, found: FieldMistake | null = null): void => {
    setTrouble(null);
    setMistake(found);
    setStep(next);
  };
  const leave = (): void => {
    keeping.close();
    void wipeAndLeave();
  };
  const show = (filed: Filed): void | Promise<void> => {
    if (filed.outcome === 'filed') {
      setReceipt({ receipt: written.receipt, caseNo: filed.caseNo });
      return keeping.wipe();
    }
    if (filed.outcome !== 'refused') return setTrouble(filed.outcome);
    const { problem } = filed;
    if (problem.word === 'idempotency-key-reused') {
      // Receipt and key are ours alone: an earlier try had arrived after all, with the words as they were then.
      setReceipt({ receipt: written.receipt, caseNo: null });
      return keeping.wipe();
    }
    setRefusal(problem);
    const field = problem.path === undefined ? null : fieldOf(problem.path);
    return goTo(stepOf(problem.path ?? ''), field === null ? null : { field, text: sentenceOf(problem) });
  };
  const send = async (): Promise<void> => {
    const wrong = firstMistake(report, beijingNow());
    if (wrong !== null) return goTo(wrong.step, wrong.mistake);
    setRefusal(null);
    setTrouble(null);
    const filed = await file(written);
    return filed === null ? undefined : show(filed);
  };
  const next = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (filing !== null) return;
    const found = mistakeOn(step, report, beijingNow());
    const following = steps[at + 1];
    if (found !== null) setMistake(found);
    else if (following === undefined) void send();
    else goTo(following);
  };

  if (receipt !== null) return <ReceiptCard {...receipt} />;
  const shared = { report, change, mistake, choices };
  const refused = refusal === null ? '' : sentenceOf(refusal);
  const isPhotoRefused = refusal !== null && stepOf(refusal.path ?? '') === 'evidence';
  return (
    <form className="report" onSubmit={next} noValidate>
      <WipeBar note={DRAFT_NOTES[draftState]} onWipe={leave} />
      <StepBar steps={steps} at={at} />
      <h2 tabIndex={-1} ref={heading}>
        {STEP_TITLES[step]}
      </h2>
      {step === 'what' && <WhatStep {...shared} />}
      {step === 'where' && <WhereStep {...shared} now={beijingNow()} />}
      {step === 'who' && <WhoStep {...shared} />}
      {step === 'evidence' && (
        <EvidenceStep {...{ report, change, photos, desk }} refusal={isPhotoRefused ? refused : ''} />
      )}
      {step === 'contact' && <ContactStep {...shared} />}
      {step === 'check' && (
        <CheckStep
          {...{ report, choices, goTo }}
          photoCount={photos.length}
          originalCount={photos.filter(({ original }) => original !== null).length}
        />
      )}
      {filing !== null && <SendProgress filing={filing} />}
      <p className="error" role="alert">
        {trouble !== null && TROUBLE[trouble]}
        {step === 'check' && refused}
      </p>
      <div className="report-turn">
        <button type="submit" className="button primary" disabled={filing !== null || desk.isBusy}>
          {step !== 'check' ? '下一步' : filing !== null ? '正在提交…' : '提交'}
        </button>
        {at > 0 && (
          <button
            type="button"
            className="button"
            disabled={filing !== null}
            onClick={() => goTo(steps[at - 1] ?? 'what')}
          >
            上一步
          </button>
        )}
      </div>
      <WipeLimits />
    </form>
  );
}
