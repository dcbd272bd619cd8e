import { useEffect, useState } from 'react';
import { fingerprintOf, sealFor, textOf, toBase64Url } from '../../browser/custodian-age.ts';
import { askCustody, type Said } from '../../browser/custodian-server.ts';
import { GRANT_HOURS } from '../../domain/custodian-desk.ts';
import type { KeyRing } from '../../domain/custodian-key.ts';
import type { Instant } from '../../domain/instant.ts';
import { readSealedIdentity, type SealedIdentity } from '../../domain/sealed-words.ts';
import { clockText } from '../../domain/spoken-time.ts';
import { IdentityCard } from './IdentityCard.tsx';
import { newestItem, openItem } from './open-item.ts';
import { RefuseRequest } from './RefuseRequest.tsx';
import type { Custody } from './use-custody.ts';

interface Props {
  custody: Custody;
  ring: KeyRing | null;
  now: Instant;
}

/** Who asks for the name and why. Granting seals it again, here, to the key of the asker's own browser. */
export function RequestDesk({ custody: { view, act, isBusy }, ring, now }: Props) {
  const [hours, setHours] = useState<number>(4);
  const [mark, setMark] = useState('');
  const [shown, setShown] = useState<SealedIdentity | null>(null);
  const { access } = view;
  const recipient = access?.recipient ?? null;
  useEffect(() => {
    if (recipient !== null) void fingerprintOf(recipient).then(setMark);
  }, [recipient]);
  useEffect(() => {
    if (ring === null) setShown(null);
  }, [ring]);
  if (access === null) return null;

  const opened = async (): Promise<Said<Uint8Array>> =>
    ring === null
      ? { ok: false, message: '请先打开密钥。' }
      : openItem(view, newestItem(view, 'identity'), ring);
  const grant = async (): Promise<Said<unknown>> => {
    if (recipient === null) return { ok: false, message: '这次申请没有带密钥，请退回，让对方重新申请。' };
    const plain = await opened();
    if (!plain.ok) return plain;
    const sealed = toBase64Url(await sealFor(recipient, plain.value));
    return askCustody('POST', `cases/${view.id}/grant`, { version: view.version, hours, sealed });
  };
  const look = async (): Promise<Said<unknown>> => {
    const plain = await opened();
    if (plain.ok) setShown(readSealedIdentity(textOf(plain.value)));
    return plain;
  };
  const end = (): Promise<Said<unknown>> =>
    askCustody('POST', `cases/${view.id}/end`, { version: view.version });
  const isAsked = view.identity === 'access-requested';
  return (
    <section aria-labelledby="request-desk">
      <h2 id="request-desk">{isAsked ? '有人申请调阅身份' : '身份已开放'}</h2>
      <dl className="custody-facts">
        <dt>申请人</dt>
        <dd>{access.byName}</dd>
        <dt>理由</dt>
        <dd>{access.reason}</dd>
        {access.until !== null && (
          <>
            <dt>开放到</dt>
            <dd>{clockText(access.until, now)}</dd>
          </>
        )}
        {mark !== '' && (
          <>
            <dt>申请核对码</dt>
            <dd>
              <b className="custody-mark">{mark}</b>
              <span className="quiet">　可打电话和申请人屏幕上的核对，对上说明中途没有被调换</span>
            </dd>
          </>
        )}
      </dl>
      {isAsked && (
        <div className="custody-row">
          <label>
            开放
            <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
              {GRANT_HOURS.map((one) => (
                <option key={one} value={one}>
                  {one} 小时
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="button primary"
            disabled={isBusy || ring === null}
            onClick={() => void act(grant)}
          >
            同意，只给申请人看
          </button>
        </div>
      )}
      {isAsked && <RefuseRequest caseId={view.id} version={view.version} act={act} isBusy={isBusy} />}
      <p className="staff-buttons">
        {!isAsked && (
          <button type="button" className="button danger" disabled={isBusy} onClick={() => void act(end)}>
            现在就收回
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={isBusy || ring === null}
          onClick={() => void act(look)}
        >
          在我这里打开看（有记录）
        </button>
      </p>
      {shown !== null && <IdentityCard identity={shown} />}
    </section>
  );
}
