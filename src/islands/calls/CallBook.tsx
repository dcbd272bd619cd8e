import type { ReactElement } from 'react';
import { CallAlert } from './CallAlert.tsx';
import { CallStart } from './CallStart.tsx';
import { CallTools } from './CallTools.tsx';
import { CallUnlock } from './CallUnlock.tsx';
import { HouseholdEditor } from './HouseholdEditor.tsx';
import { useCallBook, type CallBookState } from './use-call-book.ts';

/** 叫应: one officer's households against the alerts in force, without a server where there is none. */
export function CallBook(): ReactElement {
  const state = useCallBook();
  const { book, duty, alerts } = state;
  if (book === undefined) return <p className="quiet">正在打开本机的名单……</p>;
  if (book === null) return <CallStart state={state} />;
  const waiting = Object.keys(book.unsent).length;
  const isAsked = (alertId: string): boolean => decodeURIComponent(location.hash.slice(1)) === alertId;
  const sorted = alerts?.toSorted((a, b) => Number(isAsked(b.alertId)) - Number(isAsked(a.alertId)));
  return (
    <>
      <p>
        <strong>{book.placeName}</strong>
      </p>
      <Access state={state} waiting={waiting} />
      {book.households === null ? (
        <CallUnlock state={state} />
      ) : (
        <>
          {sorted?.map((alert) => (
            <CallAlert key={alert.alertId} alert={alert} state={state} minutes={duty.minutes} />
          ))}
          {sorted?.length === 0 && (
            <p className="calm">
              <strong>{book.placeName}现在没有生效的预警。</strong>
            </p>
          )}
          {alerts === null && (
            <p className="note">现在连不上服务器，看不到有哪些预警。名单和电话照样能用，见下面。</p>
          )}
          <HouseholdEditor state={state} />
          <CallTools state={state} />
        </>
      )}
    </>
  );
}

/** Where the counts stand: told, waiting, or waiting for somebody to sign in. */
function Access({
  state: { duty, isKept },
  waiting,
}: {
  state: CallBookState;
  waiting: number;
}): ReactElement {
  const pending = waiting === 0 ? '' : `有 ${waiting} 条预警的户数还没有报上去，`;
  return (
    <div role="status">
      {!isKept && (
        <p className="note danger">这台设备不让网页保存内容（可能是无痕窗口），关掉页面名单就没有了。</p>
      )}
      {duty.access === 'signed-out' && (
        <p className="note">
          没有登录，户数先存在本机。{pending}
          <a href="/staff/sign-in/">登录工作台</a>后自动补报。
        </p>
      )}
      {duty.access === 'not-officer' && (
        <p className="note danger">登录的账户不是灾害信息员，户数报不上去。请换账户，或请管理员加上角色。</p>
      )}
      {duty.access === 'offline' && (
        <p className="note">没有网，照样可以打电话、打勾。{pending}有网时自动补报。</p>
      )}
      {duty.access === 'signed-in' && waiting > 0 && <p className="note">{pending}正在补报。</p>}
    </div>
  );
}
