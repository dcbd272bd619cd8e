import { useState, type ReactElement } from 'react';
import type { CallBookState } from './use-call-book.ts';

/** The list is sealed: without its passphrase nobody reads it, this portal included. */
export function CallUnlock({ state: { unlock, wipe } }: { state: CallBookState }): ReactElement {
  const [passphrase, setPassphrase] = useState('');
  const [said, setSaid] = useState('');
  const open = async (): Promise<void> => {
    setSaid('正在打开，旧手机要等几秒……');
    setSaid((await unlock(passphrase)) ? '' : '口令不对，请再试一次。填的内容还在。');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <p className="field">
        <label htmlFor="call-passphrase">名单加了口令</label>
        <input
          id="call-passphrase"
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </p>
      <p role="status">{said}</p>
      <p className="chips">
        <button className="button primary" type="submit">
          打开名单
        </button>
        <button
          className="button danger"
          type="button"
          onClick={() => confirm('忘了口令就打不开了，只能删掉本机的名单重新建。现在删掉？') && void wipe()}
        >
          忘了口令
        </button>
      </p>
    </form>
  );
}
