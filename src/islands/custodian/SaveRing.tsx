import { useEffect, useState } from 'react';
import { fingerprintOf } from '../../browser/custodian-age.ts';
import { closeRing, newPassphrase, openRing } from '../../browser/custodian-file.ts';
import type { KeyRing } from '../../domain/custodian-key.ts';
import { FileAndPassphrase } from './FileAndPassphrase.tsx';

interface Props {
  ring: KeyRing;
  /** What the button says that comes after the check. */
  action: string;
  /** Called when the saved file was loaded back and opened with the passphrase as it was written down. */
  onSaved(): Promise<void>;
}

/** File on one medium, passphrase on paper, and proof that both are good, before anything is sealed to the key. */
export function SaveRing({ ring, action, onSaved }: Props) {
  const [passphrase] = useState(newPassphrase);
  const [address, setAddress] = useState('');
  const [mark, setMark] = useState('');
  const [isHidden, setHidden] = useState(false);
  const [said, setSaid] = useState('');
  const newest = ring.keys[0];
  useEffect(() => {
    let made = '';
    void closeRing(ring, passphrase).then((file) => {
      made = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
      setAddress(made);
    });
    if (newest !== undefined) void fingerprintOf(newest.recipient).then(setMark);
    return () => URL.revokeObjectURL(made);
  }, [ring, passphrase]);

  const check = async (file: string, typed: string): Promise<void> => {
    setSaid('正在核对…');
    const opened = await openRing(file, typed);
    if (opened === null || opened.keys[0]?.secret !== newest?.secret)
      return setSaid('打不开：文件选错了，或者口令抄错了。还没有登记，可以回去重看口令。');
    setSaid('');
    return onSaved();
  };

  return (
    <ol className="custody-steps">
      <li className="custody-slip">
        <h3 className="no-print">把口令抄在纸上</h3>
        <h3 className="custody-on-paper">安澜 身份保管员口令纸</h3>
        <p className="quiet no-print">只显示这一次。没有口令，密钥文件谁也打不开，包括本站。</p>
        {isHidden ? (
          <button type="button" className="button" onClick={() => setHidden(false)}>
            再看一次口令
          </button>
        ) : (
          <>
            <p className="custody-passphrase">{passphrase}</p>
            <p>
              密钥核对码 <b className="custody-mark">{mark}</b>
              　密钥编号 {newest?.id}
              <span className="quiet no-print">　一起抄下</span>
            </p>
            <button type="button" className="button" onClick={() => print()}>
              打印口令纸
            </button>
          </>
        )}
      </li>
      <li>
        <h3>把密钥文件存到 U 盘</h3>
        <p className="quiet">不要留在这台电脑上，不要用聊天工具或邮件传。U 盘和口令纸分开锁好。</p>
        {address === '' ? (
          <p role="status">正在加密…</p>
        ) : (
          <a
            className="button primary"
            href={address}
            download={`anlan-${newest?.id ?? 'key'}.age`}
            onClick={() => setHidden(true)}
          >
            保存密钥文件
          </a>
        )}
      </li>
      <li>
        <h3>核对一遍</h3>
        <p className="quiet">从 U 盘选刚存的文件，照着纸输入口令。对上了才登记。</p>
        <FileAndPassphrase action={action} onGo={check} />
        <p className="error" role="alert">
          {said}
        </p>
      </li>
    </ol>
  );
}
