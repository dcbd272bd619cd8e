import { useState } from 'react';
import { openRing } from '../../browser/custodian-file.ts';
import type { KeyRing } from '../../domain/custodian-key.ts';
import { FileAndPassphrase } from './FileAndPassphrase.tsx';

interface Props {
  lead: string;
  onOpen(ring: KeyRing): void;
}

/** Opens the key for this page alone: nothing of it is stored or sent, and leaving the page closes it. */
export function UnlockRing({ lead, onOpen }: Props) {
  const [said, setSaid] = useState('');
  const open = async (file: string, passphrase: string): Promise<void> => {
    setSaid('');
    const ring = await openRing(file, passphrase);
    if (ring === null) setSaid('打不开：文件选错了，或者口令不对。');
    else onOpen(ring);
  };
  return (
    <section className="card" aria-labelledby="unlock-ring">
      <h2 id="unlock-ring">打开密钥</h2>
      <p>{lead}</p>
      <FileAndPassphrase action="打开" onGo={open} />
      <p className="error" role="alert">
        {said}
      </p>
      <p className="quiet">私钥只在这个页面里用，不上传、不保存；离开或十分钟不操作就自动锁上。</p>
    </section>
  );
}
