import { useState } from 'react';
import type { KeyRing } from '../../domain/custodian-key.ts';
import type { SealedEntry } from '../../domain/custodian-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { clockText } from '../../domain/spoken-time.ts';
import { openItem } from './open-item.ts';
import { ReasonedButton } from './ReasonedButton.tsx';
import type { Custody } from './use-custody.ts';

interface Props {
  custody: Custody;
  ring: KeyRing | null;
  now: Instant;
}

/** 封存原件: photos as they were, with their metadata. Opened here with a reason, and saved by the custodian alone. */
export function Originals({ custody: { view, act, isBusy }, ring, now }: Props) {
  const originals = view.items.filter(({ kind }) => kind === 'original');
  const [addresses, setAddresses] = useState<Readonly<Record<number, string>>>({});
  if (originals.length === 0) return null;
  const open = (item: SealedEntry, reason: string): Promise<boolean> =>
    act(async () => {
      if (ring === null) return { ok: false, message: '请先打开密钥。' };
      const plain = await openItem(view, item, ring, reason);
      if (!plain.ok) return plain;
      const blob = new Blob([Uint8Array.from(plain.value)], { type: 'application/octet-stream' });
      setAddresses((known) => ({ ...known, [item.sequence]: URL.createObjectURL(blob) }));
      return plain;
    });
  return (
    <section aria-labelledby="originals">
      <h2 id="originals">封存原件</h2>
      <p className="quiet">原件带有拍摄时间、位置等信息，可能指出举报人。只作证据核对，不外发。</p>
      <ul className="rows">
        {originals.map((item, at) => (
          <li key={item.sequence}>
            <b>原件 {at + 1}</b>　{Math.ceil(item.sizeBytes / 1024)} KB　{clockText(item.at, now)}
            {addresses[item.sequence] === undefined ? (
              <ReasonedButton
                title="打开"
                label="打开的理由"
                hint="写进审计记录，不要写出举报人是谁。"
                action="打开这件原件"
                isBusy={isBusy || ring === null}
                onGo={(reason) => open(item, reason)}
              />
            ) : (
              <a
                className="button"
                href={addresses[item.sequence]}
                download={`原件-${view.caseNo}-${at + 1}.bin`}
              >
                存到本机
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
