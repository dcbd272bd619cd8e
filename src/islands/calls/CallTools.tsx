import { useState, type ReactElement } from 'react';
import { exportFile, importFile } from '../../browser/care-calls-file.ts';
import { setReminder } from '../../browser/care-calls-server.ts';
import { randomId } from '../../browser/random-id.ts';
import { MAX_CALL_HOUSEHOLDS } from '../../domain/call-report.ts';
import type { CallBookState } from './use-call-book.ts';

/** A phrase of this length costs a thief more than the list is worth. */
const SHORTEST_PASSPHRASE = 8;

/** Files, the passphrase, the reminder, and wiping the list off this device. */
export function CallTools({ state }: { state: CallBookState }): ReactElement {
  const { book, setHouseholds, seal, wipe, setReminded } = state;
  const [passphrase, setPassphrase] = useState('');
  const [said, setSaid] = useState('');
  const households = book?.households ?? [];
  const isSealed = book?.sealed !== null && book?.sealed !== undefined;

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await importFile(file, passphrase);
    if ('problem' in read) return setSaid(read.problem);
    const known = new Set(households.map(({ name, phone }) => `${name}\0${phone}`));
    const fresh = read.households.filter(({ name, phone }) => !known.has(`${name}\0${phone}`));
    const room = fresh.slice(0, MAX_CALL_HOUSEHOLDS - households.length);
    await setHouseholds([...households, ...room.map((one) => ({ id: randomId(), ...one }))]);
    const lines = read.skipped.slice(0, 5).map(({ line, reason }) => `第 ${line} 行${reason}`);
    const lost =
      read.skipped.length === 0
        ? ''
        : `没有读入：${lines.join('，')}${read.skipped.length > 5 ? '等' : ''}。`;
    setSaid(`加了 ${room.length} 户，原来就有 ${read.households.length - fresh.length} 户。${lost}`);
  };
  const remind = async (isWanted: boolean): Promise<void> => {
    if (book === null || book === undefined) return;
    const problem = await setReminder(book, isWanted);
    if (problem === null) setReminded(isWanted);
    setSaid(problem ?? (isWanted ? '到时会提醒这台设备。' : '不再提醒这台设备。'));
  };
  const lock = async (): Promise<void> => {
    if ([...passphrase].length < SHORTEST_PASSPHRASE)
      return setSaid(`口令至少 ${SHORTEST_PASSPHRASE} 个字。`);
    setSaid('正在加密，旧手机要等几秒……');
    await seal(passphrase);
    setSaid('加好了。下次打开要填口令，忘了就打不开，请记牢。');
  };

  return (
    <details className="card">
      <summary>导入、导出、口令、提醒</summary>
      <label className="choice">
        <input
          type="checkbox"
          checked={book?.isReminded ?? false}
          onChange={(event) => void remind(event.target.checked)}
        />
        <span>
          <b>没叫应完就提醒这台设备</b>　要先订阅通知，并登录工作台
        </span>
      </label>
      <p className="field">
        <label htmlFor="call-file">导入名单（CSV，列名：姓名、电话、备注）</label>
        <input
          id="call-file"
          type="file"
          accept=".csv,.age,text/csv"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </p>
      <p className="field">
        <label htmlFor="call-new-passphrase">口令（加密名单和导出的文件）</label>
        <input
          id="call-new-passphrase"
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <span className="hint">
          {isSealed ? '本机的名单已经加密。' : '本机的名单还没有加密，手机借人前请加上。'}
        </span>
      </p>
      <p className="chips">
        <button className="button" type="button" onClick={() => void lock()}>
          {isSealed ? '换成这个口令' : '给名单加口令'}
        </button>
        {isSealed && (
          <button
            className="button"
            type="button"
            onClick={() => void seal(null).then(() => setSaid('已去掉口令。'))}
          >
            去掉口令
          </button>
        )}
        <button
          className="button"
          type="button"
          onClick={() => void exportFile(households, passphrase === '' ? null : passphrase)}
        >
          {passphrase === '' ? '导出（不加密）' : '导出（用口令加密）'}
        </button>
        <button
          className="button danger"
          type="button"
          onClick={() => confirm('删掉这台设备上的整份名单？报过的户数还在服务器上。') && void wipe()}
        >
          删掉本机名单
        </button>
      </p>
      <p role="status">{said}</p>
    </details>
  );
}
