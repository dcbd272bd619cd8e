import { useEffect, useRef, useState } from 'react';
import { loadDraft, saveDraft, wipeDraft } from '../../browser/report-draft.ts';
import { makeReceipt, RECEIPT_BYTES } from '../../domain/receipt.ts';
import { TIP_OFF_KINDS } from '../../domain/tip-off.ts';
import { EMPTY_REPORT, type Report } from './report-state.ts';
import type { ReportChoices } from './step-props.ts';

const SAVE_AFTER_MS = 400;

/** The report being written, what ties its retries together, and how well this device keeps it. */
export interface WrittenReport {
  report: Report;
  photos: readonly Blob[];
  receipt: string;
  retryKey: string;
}

export type DraftState = 'none' | 'restored' | 'saved' | 'not-kept';

function fresh(choices: ReportChoices): WrittenReport {
  return {
    report: { ...EMPTY_REPORT, ...typedBeforeScript(choices) },
    photos: [],
    receipt: makeReceipt(crypto.getRandomValues(new Uint8Array(RECEIPT_BYTES))),
    retryKey: randomKey(),
  };
}

/** 128 bits in hex; `crypto.randomUUID` is missing where a page came over plain http in a local network. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** On a slow line somebody may have begun in the plain form before the script came: those words are kept. */
function typedBeforeScript({ kinds }: ReportChoices): Partial<Report> {
  const form = document.querySelector<HTMLFormElement>('form[data-plain-report]');
  if (form === null) return {};
  const typed = Object.fromEntries(
    [...new FormData(form)].filter(
      ([name, value]) => name in EMPTY_REPORT && typeof value === 'string' && value !== '',
    ),
  );
  const report = asReport(typed);
  // The plain form asks for the category alone; the kind follows from it.
  const kind = kinds.find(({ categories }) => categories.some(({ id }) => id === report.category))?.id;
  return { ...report, ...(kind === undefined ? {} : { kind }) };
}

function asReport(fields: Readonly<Record<string, unknown>>): Partial<Report> {
  const known = Object.entries(fields).filter(
    ([name, value]) => name in EMPTY_REPORT && typeof value === 'string',
  );
  const report: Partial<Report> = Object.fromEntries(known);
  if (report.kind !== undefined && !TIP_OFF_KINDS.includes(report.kind)) delete report.kind;
  return report;
}

/** Keeps the report in memory and, a moment after each change, as the device's one draft. */
export function useReport(choices: ReportChoices) {
  const [written, setWritten] = useState(() => fresh(choices));
  const [draftState, setDraftState] = useState<DraftState>('none');
  // Set while there is nothing to keep: before the old draft was looked for, and after everything was wiped.
  const isClosed = useRef(true);
  const isTouched = useRef(false);

  useEffect(() => {
    void loadDraft(Date.now()).then((draft) => {
      isClosed.current = false;
      if (draft === null || isTouched.current) return;
      const { receipt, retryKey, photos, fields } = draft;
      setWritten({ report: { ...EMPTY_REPORT, ...asReport(fields) }, photos, receipt, retryKey });
      setDraftState('restored');
    });
  }, []);

  useEffect(() => {
    if (!isTouched.current) return;
    const timer = setTimeout(() => {
      if (isClosed.current) return;
      const { report, ...rest } = written;
      void saveDraft({ ...rest, fields: { ...report }, savedAt: Date.now() }).then((kept) =>
        setDraftState(kept ? 'saved' : 'not-kept'),
      );
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [written]);

  const change = (part: Partial<Report>): void => {
    isTouched.current = true;
    setWritten((before) => ({ ...before, report: { ...before.report, ...part } }));
  };
  const setPhotos = (update: (photos: readonly Blob[]) => readonly Blob[]): void => {
    isTouched.current = true;
    setWritten((before) => ({ ...before, photos: update(before.photos) }));
  };
  /** Clears memory and device; nothing is saved afterwards. The receipt that was shown stays with its card. */
  const wipe = async (): Promise<void> => {
    isClosed.current = true;
    setWritten({ report: EMPTY_REPORT, photos: [], receipt: '', retryKey: '' });
    await wipeDraft();
  };
  return { ...written, draftState, change, setPhotos, wipe };
}
