import { useState } from 'react';
import { newRing } from '../../browser/custodian-file.ts';
import { askCustody } from '../../browser/custodian-server.ts';
import type { KeyRing } from '../../domain/custodian-key.ts';
import { toInstant } from '../../domain/instant.ts';
import { NeedsHttps } from './NeedsHttps.tsx';
import { ReasonedButton } from './ReasonedButton.tsx';
import { SaveRing } from './SaveRing.tsx';
import { UnlockRing } from './UnlockRing.tsx';

interface Props {
  /** The key in use; null: there is none, and what was registered before was retired or lost. */
  activeId: string | null;
  /** There was one before: its file may still be at hand. */
  hadKey: boolean;
}

type Way = 'first' | 'rotate' | 'backup' | 'lost';
const BUTTON: Record<Way, string> = {
  first: '生成第一把密钥',
  rotate: '换一把新密钥',
  backup: '再做一份备份文件',
  lost: '密钥丢了，重新开始',
};
const REASON: Record<Way, string> = { first: '首次登记', rotate: '定期更换', backup: '', lost: '原密钥丢失' };

/** Makes, rotates and copies the custodian's key, in this browser alone. The server hears of the public half. */
export default function KeyMaker({ activeId, hadKey }: Props) {
  const [way, setWay] = useState<Way | null>(null);
  const [ring, setRing] = useState<KeyRing | null>(null);
  const [said, setSaid] = useState('');
  const ways: readonly Way[] = hadKey ? ['rotate', 'backup', 'lost'] : ['first'];

  const begin = async (chosen: Way): Promise<void> => {
    setSaid('');
    setWay(chosen);
    setRing(null);
    if (chosen === 'first') setRing(await newRing(null, toInstant(Date.now())));
  };
  const unlocked = async (old: KeyRing): Promise<void> =>
    setRing(way === 'backup' ? old : await newRing(old, toInstant(Date.now())));
  const saved = async (): Promise<void> => {
    const recipient = ring?.keys[0]?.recipient;
    if (way === null || recipient === undefined) return;
    if (way === 'backup') {
      setWay(null);
      setRing(null);
      return setSaid('备份文件已核对，可以用。请和原件分开存放，口令另外保管。');
    }
    const answer = await askCustody('POST', 'keys', { recipient, reason: REASON[way] });
    if (!answer.ok) return setSaid(answer.message);
    location.reload();
  };

  const retire = async (reason: string): Promise<void> => {
    const answer = await askCustody('POST', `keys/${activeId}/retire`, { reason });
    if (answer.ok) location.reload();
    else setSaid(answer.message);
  };

  return (
    <div className="custody">
      <NeedsHttps />
      {way === null && (
        <p className="staff-buttons">
          {ways.map((one) => (
            <button
              key={one}
              type="button"
              className={`button${one === 'first' ? ' primary' : one === 'lost' ? ' danger' : ''}`}
              onClick={() => void begin(one)}
            >
              {BUTTON[one]}
            </button>
          ))}
        </p>
      )}
      {way === null && activeId !== null && (
        <ReasonedButton
          title="停用，不再接收新的"
          label="停用的理由"
          hint="停用后公众只能匿名举报、不能领奖，直到登记新密钥。已经密封的照样打得开。"
          action="停用在用的密钥"
          isBusy={false}
          onGo={retire}
        />
      )}
      {way === 'lost' && ring === null && (
        <div className="note danger">
          <p>
            <strong>先确认真的找不到了。</strong>
            用丢失的密钥密封的身份信息、领奖信息和封存原件，从此谁也打不开；举报内容、照片、办理和奖励记录不受影响，照常办理。已经填过领奖信息、还没有发放的人，要带身份证来现场办理。同一个人以前领过多少奖，也对不上了。
          </p>
          <p className="staff-buttons">
            <button
              type="button"
              className="button danger"
              onClick={() => void newRing(null, toInstant(Date.now())).then(setRing)}
            >
              确实丢了，生成新密钥
            </button>
            <button type="button" className="button" onClick={() => setWay(null)}>
              再找找
            </button>
          </p>
        </div>
      )}
      {(way === 'rotate' || way === 'backup') && ring === null && (
        <UnlockRing
          lead={
            way === 'rotate'
              ? '先打开现在的密钥文件：新文件里会带上旧密钥，以前密封的照样打得开。'
              : '先打开现在的密钥文件，再用另一个口令存一份。'
          }
          onOpen={(old) => void unlocked(old)}
        />
      )}
      {ring !== null && (
        <SaveRing ring={ring} action={way === 'backup' ? '核对备份' : '核对并登记公钥'} onSaved={saved} />
      )}
      <p role="status">{said}</p>
    </div>
  );
}
