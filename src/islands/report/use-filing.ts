import { useRef, useState } from 'react';
import { sealIdentity, askCustodianKey } from '../../browser/report-seal.ts';
import { sendReport } from '../../browser/report-send.ts';
import { uploadFile } from '../../browser/report-upload.ts';
import { solveWork } from '../../browser/report-work.ts';
import { fileReport, type Filed, type FilingDeps, type Filing, type Written } from './file-report.ts';

type Kept = Pick<FilingDeps, 'keepIdentity' | 'keepPhoto'>;

/** Sends once at a time: a second press while one is on its way does nothing. */
export function useFiling({ keepIdentity, keepPhoto }: Kept) {
  const [filing, setFiling] = useState<Filing | null>(null);
  // The state comes a moment late for two presses in one frame; this does not.
  const isBusy = useRef(false);
  const file = async (written: Written): Promise<Filed | null> => {
    if (isBusy.current) return null;
    isBusy.current = true;
    setFiling({ phase: 'sending' });
    try {
      return await fileReport(written, {
        askKey: askCustodianKey,
        seal: sealIdentity,
        upload: uploadFile,
        send: sendReport,
        solve: solveWork,
        onFiling: setFiling,
        keepIdentity,
        keepPhoto,
      });
    } catch {
      // A part of the page could not be fetched (the line is gone): everything typed is still there.
      return { outcome: 'unreachable' };
    } finally {
      isBusy.current = false;
      setFiling(null);
    }
  };
  return { filing, file };
}
