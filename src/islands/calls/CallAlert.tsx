import { useEffect, useState, type ReactElement } from 'react';
import type { CalledAlert } from '../../browser/care-calls-server.ts';
import { callMinutesOf, type CallMinutes } from '../../domain/call-report.ts';
import { callCounts, dialNumber, uncalled, type Household } from '../../domain/household.ts';
import { agoText } from '../../domain/spoken-time.ts';
import type { CallBookState } from './use-call-book.ts';

interface Props {
  alert: CalledAlert;
  state: CallBookState;
  minutes: CallMinutes;
}

/** One alert in force against the list: who has answered, who is left, and for how long they have been waiting. */
export function CallAlert({ alert, state, minutes }: Props): ReactElement {
  const now = useMinute();
  const [showsAll, setShowsAll] = useState(false);
  /** Ticked just now: stays in sight, for a finger that slipped. */
  const [lately, setLately] = useState<ReadonlySet<string>>(new Set());
  const households = state.book?.households ?? [];
  const called = new Set(state.book?.called[alert.alertId] ?? []);
  const { total, done } = callCounts(households, called);
  const left = total - done;
  const limit = callMinutesOf(minutes, alert.level);
  const isLate = limit !== null && left > 0 && Date.parse(now) - Date.parse(alert.sentAt) >= limit * 60_000;
  const waiting = new Set(uncalled(households, called).map(({ id }) => id));
  const shown = households.filter(({ id }) => showsAll || waiting.has(id) || lately.has(id));
  return (
    <section className={`call-alert${alert.level === null ? '' : ` level-${alert.level}`}`}>
      <h2>
        <a href={`/alerts/${encodeURIComponent(alert.alertId)}/`}>{alert.headline}</a>
      </h2>
      <p className="meta">{agoText(alert.sentAt, now)}发布</p>
      {isLate && (
        <p className="note danger" role="alert">
          <strong>
            发布已超过 {limit} 分钟，还有 {left} 户没有叫应。
          </strong>
        </p>
      )}
      <p className="call-count">
        <b>
          {done} / {total}
        </b>{' '}
        户已叫应
        <progress max={Math.max(total, 1)} value={done} aria-label={`${total} 户中已叫应 ${done} 户`} />
      </p>
      {total === 0 && <p>名单还是空的，请在下面添加或导入。</p>}
      {total > 0 && left === 0 && (
        <p className="calm">
          <strong>全部叫应了。</strong>
        </p>
      )}
      <ul className="rows">
        {shown.map((household) => (
          <CallLine
            key={household.id}
            household={household}
            isCalled={called.has(household.id)}
            onTick={(isCalled) => {
              setLately(new Set([...lately, household.id]));
              state.tick(alert.alertId, household.id, isCalled);
            }}
          />
        ))}
      </ul>
      {done > 0 && (
        <p>
          <button
            className="button"
            type="button"
            onClick={() => {
              setShowsAll(!showsAll);
              setLately(new Set());
            }}
          >
            {showsAll ? '只看没叫应的' : `也看已叫应的 ${done} 户`}
          </button>
        </p>
      )}
    </section>
  );
}

interface LineProps {
  household: Household;
  isCalled: boolean;
  onTick(isCalled: boolean): void;
}

function CallLine({ household: { name, phone, note }, isCalled, onTick }: LineProps): ReactElement {
  const number = dialNumber(phone);
  return (
    <li className="call-line">
      <label className="choice">
        <input type="checkbox" checked={isCalled} onChange={(event) => onTick(event.target.checked)} />
        <span>
          <b>{name}</b>
          <span className="sr">已叫应</span>
          {note !== '' && <span className="why">{note}</span>}
        </span>
      </label>
      {number === '' ? (
        <span className="quiet">没有电话，上门</span>
      ) : (
        <a className="button" href={`tel:${number}`} aria-label={`打给${name} ${phone}`}>
          {phone}
        </a>
      )}
    </li>
  );
}

/** Now, anew every quarter of a minute: a limit that has passed must not wait for a press. */
function useMinute(): string {
  const [now, setNow] = useState(() => new Date(Date.now()).toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date(Date.now()).toISOString()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
