import { useEffect, useState } from 'react';
import { toInstant, toMs, type Instant } from '../../domain/instant.ts';

const TICK_MS = 15_000;

/** The server's clock as it goes on: a duty computer whose own clock is wrong must not misjudge a validity. */
export function useNow(serverNow: Instant): Instant {
  const [ahead] = useState(() => toMs(serverNow) - Date.now());
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(toInstant(Date.now() + ahead)), TICK_MS);
    return () => clearInterval(timer);
  }, [ahead]);
  return now;
}
