import { useEffect, useState } from 'react';
import type { KeyRing } from '../../domain/custodian-key.ts';

const LOCK_AFTER_MS = 10 * 60_000;

/** The opened key, in this page's memory only; it is let go when nobody touches the page for ten minutes. */
export function useRing(): { ring: KeyRing | null; open(ring: KeyRing): void; lock(): void } {
  const [ring, setRing] = useState<KeyRing | null>(null);
  useEffect(() => {
    if (ring === null) return undefined;
    const lock = (): void => setRing(null);
    let timer = setTimeout(lock, LOCK_AFTER_MS);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(lock, LOCK_AFTER_MS);
    };
    // A page that is put aside for going back must not come back with an open key.
    addEventListener('pagehide', lock);
    addEventListener('pointerdown', touched);
    addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', lock);
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
    };
  }, [ring]);
  return { ring, open: setRing, lock: () => setRing(null) };
}
