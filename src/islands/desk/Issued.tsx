import { useEffect, useRef, useState } from 'react';
import type { DeskOutcome } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { clockText } from '../../domain/spoken-time.ts';
import type { Session } from './use-desk.ts';

interface Props {
  outcome: DeskOutcome & { state: 'issued' };
  session: Session;
  now: Instant;
}

/** It is out: where it stands, and what to do next. */
export function Issued({ outcome, now }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [since] = useState(now);
  useEffect(() => heading.current?.focus(), []);
  const address = `/alerts/${outcome.alertId}/`;
  return (
    <section className="desk-issued">
      <h2 tabIndex={-1} ref={heading}>
        已发出
      </h2>
      <p>
        第 {outcome.revision} 版，{clockText(since, now)}。网页上已经是这一版，各渠道正在送。
      </p>
      <div className="desk-turn">
        <a className="button primary" href={address} target="_blank" rel="noopener">
          看公众看到的
        </a>
        <a className="button" href="/staff/alerts/">
          回到预警列表
        </a>
      </div>
    </section>
  );
}
