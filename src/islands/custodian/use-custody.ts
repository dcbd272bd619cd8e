import { useCallback, useState } from 'react';
import { askCustody, type Said } from '../../browser/custodian-server.ts';
import type { CustodyView } from '../../domain/custodian-desk.ts';

const UNABLE = '这个浏览器做不了加密，什么都没有改动。请用最新的浏览器、https 网址打开，不要用无痕窗口。';

export interface Custody {
  view: CustodyView;
  said: string;
  isBusy: boolean;
  /** Does one thing and reads the case anew; true when it was done. */
  act(work: () => Promise<Said<unknown>>): Promise<boolean>;
}

/** A case as it stands, read anew after each step: a colleague may have been faster. */
export function useCustody(first: CustodyView): Custody {
  const [view, setView] = useState(first);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const act = useCallback(
    async (work: () => Promise<Said<unknown>>): Promise<boolean> => {
      setBusy(true);
      setSaid('');
      // A browser without storage or, outside https, without cryptography throws: nothing was done then.
      const done = await work().catch((): Said<unknown> => ({ ok: false, message: UNABLE }));
      const read = await askCustody<CustodyView>('GET', `cases/${first.id}`);
      if (read.ok) setView(read.value);
      setSaid(done.ok ? (read.ok ? '' : read.message) : done.message);
      setBusy(false);
      return done.ok;
    },
    [first.id],
  );
  return { view, said, isBusy, act };
}
