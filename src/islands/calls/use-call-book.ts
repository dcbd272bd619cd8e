import { useCallback, useEffect, useRef, useState } from 'react';
import {
  askAlerts,
  askDuty,
  reportUnsent,
  type CallDuty,
  type CalledAlert,
} from '../../browser/care-calls-server.ts';
import { sealText, unsealText } from '../../browser/care-calls-file.ts';
import {
  loadBook,
  newBook,
  saveBook,
  wipeBook,
  type CallBookRecord,
} from '../../browser/care-calls-store.ts';
import { DEFAULT_CALL_MINUTES } from '../../domain/call-report.ts';
import { callCounts, type Household } from '../../domain/household.ts';

export interface CallBookState {
  /** Undefined while it is being read; null when this device has none. */
  book: CallBookRecord | null | undefined;
  duty: CallDuty;
  /** Null: nobody answered, and an empty list would pass for calm. */
  alerts: readonly CalledAlert[] | null;
  isKept: boolean;
  begin(adcode: string, placeName: string): void;
  setHouseholds(households: Household[]): Promise<void>;
  tick(alertId: string, householdId: string, isCalled: boolean): void;
  setReminded(isReminded: boolean): void;
  unlock(passphrase: string): Promise<boolean>;
  seal(passphrase: string | null): Promise<void>;
  wipe(): Promise<void>;
}

const REFRESH_MS = 60_000;
const FIRST_DUTY: CallDuty = { access: 'offline', places: [], minutes: DEFAULT_CALL_MINUTES };

/** The officer's list: kept on the device, its counts told to the server whenever there is one. */
export function useCallBook(): CallBookState {
  const [book, setBook] = useState<CallBookRecord | null | undefined>(undefined);
  const [duty, setDuty] = useState(FIRST_DUTY);
  const [alerts, setAlerts] = useState<readonly CalledAlert[] | null>(null);
  const [isKept, setIsKept] = useState(true);
  const passphrase = useRef<string | null>(null);
  /** The newest, for work that ends after the next change. */
  const latest = useRef<CallBookRecord | null | undefined>(undefined);

  const keep = useCallback((next: CallBookRecord): void => {
    latest.current = next;
    setBook(next);
    void saveBook(next).then(setIsKept);
  }, []);

  const report = useCallback(async (): Promise<void> => {
    const now = latest.current;
    if (!now || Object.keys(now.unsent).length === 0) return;
    const sent = now.unsent;
    const settled = await reportUnsent(now);
    const after = latest.current;
    if (!after || settled.length === 0) return;
    // What was ticked meanwhile is newer than what the server took, and stays to be sent.
    const rest = Object.entries(after.unsent).filter(
      ([id, counts]) => !settled.includes(id) || counts !== sent[id],
    );
    keep({ ...after, unsent: Object.fromEntries(rest) });
  }, [keep]);

  const refresh = useCallback(async (): Promise<void> => {
    setDuty(await askDuty());
    const adcode = latest.current?.adcode;
    if (adcode !== undefined) setAlerts(await askAlerts(adcode));
    await report();
  }, [report]);

  useEffect(() => {
    void loadBook().then((found) => {
      latest.current = found;
      setBook(found);
      void refresh();
    });
    const again = (): void => void refresh();
    const timer = setInterval(again, REFRESH_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [refresh]);

  return {
    book,
    duty,
    alerts,
    isKept,
    begin: (adcode, placeName) => {
      keep(newBook(adcode, placeName));
      void refresh();
    },
    setHouseholds: async (households) => {
      const now = latest.current;
      if (!now) return;
      const key = passphrase.current;
      const sealed = key === null ? null : await sealText(JSON.stringify(households), key);
      keep({ ...now, households, sealed, unsent: { ...now.unsent, ...recounted(now, households) } });
      void report();
    },
    tick: (alertId, householdId, isCalled) => {
      const now = latest.current;
      if (!now?.households) return;
      const others = (now.called[alertId] ?? []).filter((id) => id !== householdId);
      const ids = isCalled ? [...others, householdId] : others;
      const counts = { ...callCounts(now.households, new Set(ids)), at: new Date(Date.now()).toISOString() };
      keep({
        ...now,
        called: { ...now.called, [alertId]: ids },
        unsent: { ...now.unsent, [alertId]: counts },
      });
      void report();
    },
    setReminded: (isReminded) => latest.current && keep({ ...latest.current, isReminded }),
    unlock: async (key) => {
      const now = latest.current;
      const text = now?.sealed ? await unsealText(now.sealed, key) : null;
      if (!now || text === null) return false;
      passphrase.current = key;
      latest.current = { ...now, households: JSON.parse(text) as Household[] };
      setBook(latest.current);
      return true;
    },
    seal: async (key) => {
      const now = latest.current;
      if (!now?.households) return;
      passphrase.current = key;
      const sealed = key === null ? null : await sealText(JSON.stringify(now.households), key);
      keep({ ...now, sealed });
    },
    wipe: async () => {
      passphrase.current = null;
      await wipeBook();
      latest.current = null;
      setBook(null);
    },
  };
}

/** A list that changed has new counts for every alert that was begun. */
function recounted(book: CallBookRecord, households: readonly Household[]): CallBookRecord['unsent'] {
  const at = new Date(Date.now()).toISOString();
  const begun = Object.entries(book.called).filter(([, ids]) => ids.length > 0);
  return Object.fromEntries(begun.map(([id, ids]) => [id, { ...callCounts(households, new Set(ids)), at }]));
}
