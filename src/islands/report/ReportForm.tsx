import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { chosenPlace } from '../../browser/place.ts';
import { sendReport, type ServerProblem } from '../../browser/report-send.ts';
import { CheckStep } from './CheckStep.tsx';
import { ContactStep } from './ContactStep.tsx';
import { EvidenceStep } from './EvidenceStep.tsx';
import { ReceiptCard } from './ReceiptCard.tsx';
import {
  firstMistake,
  mistakeOn,
  STEP_NAMES,
  stepOf,
  STEPS,
  type FieldMistake,
  type ReportField,
  type Step,
} from './report-state.ts';
import type { ReportChoices } from './step-props.ts';
import { useReport, type DraftState } from './use-report.ts';
import { WhatStep } from './WhatStep.tsx';
import { WhereStep } from './WhereStep.tsx';

const DRAFT_NOTES: Record<DraftState, string> = {
  none: '没有网络也能填，写好先存在这台设备上。',
  restored: '找回了上次没有提交的内容。',
  saved: '已存在这台设备上，提交后自动删除。',
  'not-kept': '这个浏览器不能存草稿，请不要关掉页面。',
};

interface Filed {
  receipt: string;
  /** Null: an earlier try arrived, with what was written before the last change. */
  caseNo: string | null;
}

/** 举报 in five steps on one page; the receipt at the end. What is typed leaves the device only with 提交. */
export default function ReportForm(given: ReportChoices) {
  const [choices] = useState(() => withOwnPlace(given));
  const { report, photos, receipt, retryKey, draftState, change, setPhotos, wipe } = useReport(choices);
  const [step, setStep] = useState<Step>('what');
  const [mistake, setMistake] = useState<FieldMistake | null>(null);
  const [refusal, setRefusal] = useState<ServerProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const [isUnreachable, setUnreachable] = useState(false);
  const [filed, setFiled] = useState<Filed | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else heading.current?.focus();
  }, [step]);

  const at = STEPS.indexOf(step);
  const goTo = (next: Step, found: FieldMistake | null = null): void => {
    setMistake(found);
    setStep(next);
  };
  const leave = async (): Promise<void> => {
    await wipe();
    // Replaced, so that "back" does not lead here again.
    location.replace('/');
  };
  const send = async (): Promise<void> => {
    const wrong = firstMistake(report);
    if (wrong !== null) return goTo(wrong.step, wrong.mistake);
    setSending(true);
    setRefusal(null);
    setUnreachable(false);
    const sent = await sendReport({ fields: { ...report }, photos, receipt, retryKey });
    setSending(false);
    if (sent.outcome === 'unreachable') return setUnreachable(true);
    if (sent.outcome === 'filed') {
      setFiled({ receipt, caseNo: sent.caseNo });
      return wipe();
    }
    const { problem } = sent;
    if (problem.word === 'idempotency-key-reused') {
      // Receipt and key are ours alone: an earlier try had arrived after all, with the words as they were then.
      setFiled({ receipt, caseNo: null });
      return wipe();
    }
    setRefusal(problem);
    const back = problem.path === undefined ? 'check' : stepOf(problem.path);
    goTo(back, back === 'check' ? null : { field: problem.path as ReportField, text: sentenceOf(problem) });
  };
  const next = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isSending) return;
    const found = mistakeOn(step, report);
    const following = STEPS[at + 1];
    if (found !== null) setMistake(found);
    else if (following === undefined) void send();
    else goTo(following);
  };

  if (filed !== null) return <ReceiptCard {...filed} />;
  const shared = { report, change, mistake, choices };
  return (
    <form className="report" onSubmit={next} noValidate>
      <div className="report-bar">
        <p className="hint" role="status">
          {DRAFT_NOTES[draftState]}
        </p>
        <button type="button" className="button danger" onClick={() => void leave()}>
          紧急清除
        </button>
      </div>
      <ol className="report-steps" aria-label="步骤">
        {STEPS.map((name, index) => (
          <li
            key={name}
            aria-current={name === step ? 'step' : undefined}
            data-done={index < at || undefined}
          >
            {STEP_NAMES[name]}
          </li>
        ))}
      </ol>
      <h2 tabIndex={-1} ref={heading}>
        {at + 1}. {STEP_NAMES[step]}
      </h2>
      {step === 'what' && <WhatStep {...shared} />}
      {step === 'where' && <WhereStep {...shared} />}
      {step === 'evidence' && (
        <EvidenceStep
          photos={photos}
          setPhotos={setPhotos}
          problems={choices.problems}
          refusal={refusal?.path?.startsWith('photos') === true ? sentenceOf(refusal) : ''}
        />
      )}
      {step === 'contact' && <ContactStep {...shared} />}
      {step === 'check' && (
        <CheckStep report={report} photoCount={photos.length} choices={choices} goTo={goTo} />
      )}
      <p className="error" role="alert">
        {isUnreachable && '没有连上。内容还在这台设备上，有网络后再点一次提交，不会重复。'}
        {refusal !== null && step === 'check' && sentenceOf(refusal)}
      </p>
      <div className="report-turn">
        <button type="submit" className="button primary" disabled={isSending}>
          {step !== 'check' ? '下一步' : isSending ? '正在提交…' : '提交'}
        </button>
        {at > 0 && (
          <button
            type="button"
            className="button"
            disabled={isSending}
            onClick={() => goTo(STEPS[at - 1] ?? 'what')}
          >
            上一步
          </button>
        )}
      </div>
    </form>
  );
}

/** The place chosen on this device is offered, never filled in: where somebody lives is not where the hazard is. */
function withOwnPlace(choices: ReportChoices): ReportChoices {
  const own = chosenPlace();
  const isListed = own === null || choices.regions.some(({ adcode }) => adcode === own.adcode);
  return isListed ? choices : { ...choices, regions: [own, ...choices.regions] };
}

function sentenceOf({ title, detail }: ServerProblem): string {
  return detail === undefined ? title : `${title}${detail}`;
}
