import { useEffect, useState } from 'react';
import { textOf } from '../../browser/custodian-age.ts';
import { askCustody } from '../../browser/custodian-server.ts';
import { tagOf } from '../../browser/custodian-tag.ts';
import { dayOf } from '../../domain/deadline.ts';
import type { CustodyView } from '../../domain/custodian-desk.ts';
import type { KeyRing } from '../../domain/custodian-key.ts';
import { isIdNumber, tidyIdNumber } from '../../domain/id-number.ts';
import { toInstant } from '../../domain/instant.ts';
import type { PersonRecord } from '../../domain/person-tag.ts';
import { readSealedClaim, type SealedClaim } from '../../domain/sealed-words.ts';
import { ClaimDecision } from './ClaimDecision.tsx';
import { ClaimFacts } from './ClaimFacts.tsx';
import { OnSiteClaim } from './OnSiteClaim.tsx';
import { newestItem, openItem } from './open-item.ts';
import { PaymentSlip } from './PaymentSlip.tsx';
import { PersonClaims } from './PersonClaims.tsx';
import type { Custody } from './use-custody.ts';

interface Props {
  custody: Custody;
  ring: KeyRing | null;
}

/** Who claims the reward: opened and compared here; the server learns a tag and a decision. */
export function ClaimDesk({ custody, ring }: Props) {
  const { view, act, isBusy } = custody;
  const [claim, setClaim] = useState<SealedClaim | null>(null);
  const [person, setPerson] = useState<PersonRecord | null>(null);
  useEffect(() => {
    if (ring === null) setClaim(null);
  }, [ring]);
  if (view.reward !== 'claimed' && view.reward !== 'paid') return null;

  const open = (): Promise<boolean> =>
    act(async () => {
      if (ring === null) return { ok: false, message: '请先打开密钥。' };
      const plain = await openItem(view, newestItem(view, 'claim'), ring);
      if (!plain.ok) return plain;
      const read = readSealedClaim(textOf(plain.value));
      setClaim(read);
      return read === null ? { ok: false, message: '里面不是领奖表填的内容，请联系举报人重新填写。' } : plain;
    });
  const idNumber = tidyIdNumber(claim?.idNumber ?? '');
  const isRight = isIdNumber(idNumber, dayOf(toInstant(Date.now())));
  const tag = (): Promise<boolean> =>
    act(async () => {
      if (ring === null) return { ok: false, message: '请先打开密钥。' };
      const told = await askCustody<PersonRecord>('POST', `cases/${view.id}/tag`, {
        tag: await tagOf(ring.tagKey, idNumber),
      });
      if (told.ok) setPerson(told.value);
      return told;
    });
  return (
    <section aria-labelledby="claim-desk">
      <h2 id="claim-desk">{titleOf(view)}</h2>
      {claim === null ? (
        <>
          <button
            type="button"
            className="button primary"
            disabled={isBusy || ring === null}
            onClick={() => void open()}
          >
            打开领奖信息
          </button>
          {view.reward === 'claimed' && <OnSiteClaim onTyped={setClaim} />}
        </>
      ) : (
        <>
          <ClaimFacts claim={claim} isIdNumber={isRight} />
          {view.reward === 'claimed' && (
            <button
              type="button"
              className="button"
              disabled={isBusy || ring === null || !isRight}
              onClick={() => void tag()}
            >
              核对这个人领过的奖
            </button>
          )}
        </>
      )}
      {person !== null && <PersonClaims person={person} caseNo={view.caseNo} />}
      <ClaimDecision view={view} act={act} isBusy={isBusy} />
      {claim !== null && view.check?.ground === 'clear' && <PaymentSlip view={view} claim={claim} />}
    </section>
  );
}

function titleOf({ reward, check }: CustodyView): string {
  if (reward === 'paid') return '奖励已发放';
  return check === null ? '有人领奖，等您核对' : '领奖已核对';
}
