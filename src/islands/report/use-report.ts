import { useEffect, useRef, useState } from 'react';
import { loadDraft, saveDraft, wipeDraft, type DraftPhoto } from '../../browser/report-draft.ts';
import { makeReceipt, RECEIPT_BYTES } from '../../domain/receipt.ts';
import type { Written } from './file-report.ts';
import { EMPTY_REPORT, type Report } from './report-state.ts';
import { asReport, typedBeforeScript } from './typed-report.ts';
import type { ReportChoices } from './step-props.ts';

const SAVE_AFTER_MS = 400;

export type DraftState = 'none' | 'restored' | 'saved' | 'not-kept';

function fresh(choices: ReportChoices): Written {
  return {
    report: { ...EMPTY_REPORT, ...typedBeforeScript(choices) },
    photos: [],
    identity: null,
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
      const { fields, receipt, retryKey, photos, identity } = draft;
      setWritten({ report: { ...EMPTY_REPORT, ...asReport(fields) }, photos, identity, receipt, retryKey });
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

  const update = (change: (before: Written) => Partial<Written>): void => {
    isTouched.current = true;
    setWritten((before) => ({ ...before, ...change(before) }));
  };
  const change = (part: Partial<Report>): void =>
    update(({ report }) => ({ report: { ...report, ...part } }));
  const setPhotos = (next: (photos: readonly DraftPhoto[]) => readonly DraftPhoto[]): void =>
    update(({ photos }) => ({ photos: next(photos) }));
  const keepPhoto = (id: string, part: Partial<DraftPhoto>): void =>
    setPhotos((photos) => photos.map((photo) => (photo.id === id ? { ...photo, ...part } : photo)));
  const keepIdentity = (identity: Written['identity']): void => update(() => ({ identity }));
  /** Nothing is saved from now on, and what was is forgotten here. The receipt that was shown stays with its card. */
  const close = (): void => {
    isClosed.current = true;
    setWritten({ report: EMPTY_REPORT, photos: [], identity: null, receipt: '', retryKey: '' });
  };
  const wipe = async (): Promise<void> => {
    close();
    await wipeDraft();
  };
  return { written, draftState, change, setPhotos, keepPhoto, keepIdentity, close, wipe };
}
