import { useEffect, useState } from 'react';
import { findAskerKey, forgetAskerKey, makeAskerKey } from '../../browser/custodian-asker-key.ts';
import { fingerprintOf } from '../../browser/custodian-age.ts';
import { askCustody } from '../../browser/custodian-server.ts';
import type { CustodyView } from '../../domain/custodian-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { clockText } from '../../domain/spoken-time.ts';
import { NeedsHttps } from './NeedsHttps.tsx';
import { ReadIdentity } from './ReadIdentity.tsx';
import { useCustody } from './use-custody.ts';

interface Props {
  first: CustodyView;
  now: Instant;
}

const WHERE: Record<CustodyView['identity'], string> = {
  none: '举报人没有留身份信息。要问情况，请在举报页面给举报人留言。',
  sealed: '身份信息密封在保管员那里。先试试留言：能不问身份，就不问。',
  'access-requested': '已经申请，等保管员决定。请不要换浏览器，也不要清除浏览数据。',
  'access-granted': '保管员已同意。',
  purged: '身份信息已按期清除，谁也打不开了。',
};

/** The handler's side: asks with a reason, waits, and reads what the custodian sealed for this browser. */
export default function AskIdentity({ first, now }: Props) {
  const { view, said, isBusy, act } = useCustody(first);
  const [reason, setReason] = useState('');
  const [mark, setMark] = useState('');
  const own = view.access?.isOwn === true ? view.access : null;
  useEffect(() => {
    if (view.access === null) forgetAskerKey(view.id);
    if (own?.recipient != null) void fingerprintOf(own.recipient).then(setMark);
  }, [view]);
  const ask = (): Promise<boolean> =>
    act(async () => {
      const { recipient } = await makeAskerKey(view.id);
      return askCustody('POST', `cases/${view.id}/ask`, { version: view.version, reason, recipient });
    });
  return (
    <div className="custody">
      <NeedsHttps />
      <p className="lead">
        {view.access !== null && own === null
          ? `${view.access.byName}正在申请或查看，您现在不能申请。`
          : WHERE[view.identity]}
      </p>
      <p className="error" role="alert">
        {said}
      </p>
      {view.identity === 'sealed' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <p className="field">
            <label htmlFor="identity-reason">为什么要知道举报人是谁</label>
            <input
              id="identity-reason"
              type="text"
              required
              maxLength={200}
              aria-describedby="identity-hint"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </p>
          <p className="hint" id="identity-hint">
            写进审计记录，保管员照此决定。申请、同意、每次查看都有记录，泄露可追查。
          </p>
          <button type="submit" className="button primary" disabled={isBusy || reason.trim() === ''}>
            向保管员申请
          </button>
        </form>
      )}
      {own !== null && mark !== '' && (
        <p>
          申请核对码 <b className="custody-mark">{mark}</b>
          <span className="quiet">　保管员来电核对时读给对方</span>
        </p>
      )}
      {own !== null && view.identity === 'access-requested' && (
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => void act(() => Promise.resolve({ ok: true, value: null }))}
        >
          看看有没有结果
        </button>
      )}
      {own !== null && own.until !== null && view.identity === 'access-granted' && (
        <>
          <p>可以看到 {clockText(own.until, now)}，到时自动关闭。</p>
          <ReadIdentity caseId={view.id} until={own.until} secret={findAskerKey(view.id)?.secret ?? null} />
        </>
      )}
    </div>
  );
}
