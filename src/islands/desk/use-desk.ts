import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { askWith, type Ask } from './desk-answer.ts';
import { DraftSaver, type DeviceKeeper, type DraftPort, type SaverView, type Stored } from './draft-saver.ts';

export interface Session {
  ask: Ask;
  isSignedOut: boolean;
  /** Asks whether somebody is signed in again; then the overlay goes. */
  retry(): Promise<boolean>;
}

/** Asks the server; the first answer that says the sign-in ran out shows on every part of the page. */
export function useSession(storedUnder: string): Session {
  const [isSignedOut, setSignedOut] = useState(false);
  const ask = useMemo(() => {
    const plain = askWith((...request) => fetch(...request), storedUnder);
    const watched: Ask = async <T>(method: string, path: string, body?: unknown) => {
      const answer = await plain<T>(method, path, body);
      // A lost network says nothing about the sign-in.
      if (answer.outcome !== 'unreachable') setSignedOut(answer.outcome === 'signed-out');
      return answer;
    };
    return watched;
  }, [storedUnder]);
  const retry = useCallback(async () => (await ask('GET', 'desk/options')).outcome === 'done', [ask]);
  return { ask, isSignedOut, retry };
}

/** A saver for as long as the part of the page lives, and what it shows. */
export function useSaver<V, R>(
  port: DraftPort<V, R>,
  device: DeviceKeeper<V, R>,
  start: { value: V; stored: Stored<V, R> | null; isUnsaved: boolean },
): { saver: DraftSaver<V, R>; view: SaverView<V, R> } {
  const [saver] = useState(() => new DraftSaver(port, device, start));
  const view = useSyncExternalStore(saver.subscribe, saver.view);
  useEffect(() => {
    // Found on this device, never on the server.
    if (start.isUnsaved) saver.change(start.value);
    // The device has it, but the server may not: a closed tab then waits until somebody opens this device again.
    const warn = (event: BeforeUnloadEvent): void => {
      const { is } = saver.view().state;
      if (is !== 'clean' && is !== 'saved') event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      saver.stop();
    };
  }, [saver]);
  return { saver, view };
}
