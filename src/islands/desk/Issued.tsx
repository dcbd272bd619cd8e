import { useEffect, useRef, useState } from 'react';
import type { DeskOutcome } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OpennessChannel } from '../../domain/openness.ts';
import { channelText } from '../../domain/openness-words.ts';
import { clockText } from '../../domain/spoken-time.ts';
import type { Session } from './use-desk.ts';

interface Props {
  outcome: DeskOutcome & { state: 'issued' };
  session: Session;
  now: Instant;
}

interface Total extends OpennessChannel {
  revision: number;
  openBatches: number;
}

/** While something is still on its way, and for a while after: somebody watches these numbers grow. */
const EVERY_MS = 3_000;
const AFTER_MS = 60_000;

/** It is out: where it stands, how far each channel is, and what to do next. */
export function Issued({ outcome, session, now }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [since] = useState(now);
  const totals = useTotals(session, outcome);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="desk-issued">
      <h2 tabIndex={-1} ref={heading}>
        已发出
      </h2>
      <p>
        第 {outcome.revision} 版，{clockText(since, now)}。网页上已经是这一版。
      </p>
      <div role="status">
        {totals === null && <p>正在看各渠道送到哪里了…</p>}
        {totals?.length === 0 && <p>还没有别的渠道要送，或者还没有人订阅这里。</p>}
        {totals?.map((total) => (
          <p key={total.channel}>
            {channelText(total)}
            {total.openBatches > 0 && '。还在送。'}
          </p>
        ))}
      </div>
      <p className="hint">“接受”是推送服务收下了，不等于有人看见。红色预警请同时打电话叫应。</p>
      <div className="desk-turn">
        <a className="button primary" href={`/alerts/${outcome.alertId}/`} target="_blank" rel="noopener">
          看公众看到的
        </a>
        <a className="button" href={`/alerts/${outcome.alertId}/mouths/`} target="_blank" rel="noopener">
          取短信、大喇叭、图片、张贴通知
        </a>
        <a className="button" href="/staff/alerts/">
          回到预警列表
        </a>
      </div>
    </section>
  );
}

/** What the ledger has of this revision; null before the first answer. */
function useTotals({ ask }: Session, { alertId, revision }: Props['outcome']): readonly Total[] | null {
  const [totals, setTotals] = useState<readonly Total[] | null>(null);
  useEffect(() => {
    const began = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const look = async (): Promise<void> => {
      const path = `desk/deliveries/${encodeURIComponent(alertId)}`;
      const answer = await ask<{ totals: readonly Total[] }>('GET', path);
      const own =
        answer.outcome === 'done' ? answer.value.totals.filter((one) => one.revision === revision) : [];
      if (answer.outcome === 'done') setTotals(own);
      const isUnderWay = own.some(({ openBatches }) => openBatches > 0);
      if (isUnderWay || Date.now() - began < AFTER_MS) timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => clearTimeout(timer);
  }, [ask, alertId, revision]);
  return totals;
}
