import { useEffect, useState } from 'react';
import { openWith, textOf } from '../../browser/custodian-age.ts';
import { fetchSealed } from '../../browser/custodian-server.ts';
import { toMs, type Instant } from '../../domain/instant.ts';
import { readSealedIdentity, type SealedIdentity } from '../../domain/sealed-words.ts';
import { IdentityCard } from './IdentityCard.tsx';

interface Props {
  caseId: string;
  until: Instant;
  /** Null: this is another browser than the one that asked. */
  secret: string | null;
}

/** Shows the identity while the grant lasts; at its end the words go from the screen too. */
export function ReadIdentity({ caseId, until, secret }: Props) {
  const [identity, setIdentity] = useState<SealedIdentity | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (identity === null) return undefined;
    const timer = setTimeout(() => setIdentity(null), Math.max(0, toMs(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [identity, until]);
  const read = async (): Promise<void> => {
    const sealed = await fetchSealed('GET', `cases/${caseId}/identity`);
    if (!sealed.ok) {
      setIdentity(null);
      return setSaid(sealed.message);
    }
    const plain = secret === null ? null : await openWith([secret], sealed.value);
    const words = plain === null ? null : readSealedIdentity(textOf(plain));
    setIdentity(words);
    return setSaid(
      words === null ? '打不开：请用申请时的那个浏览器。换了浏览器，要请保管员收回后重新申请。' : '',
    );
  };
  return (
    <>
      {identity === null ? (
        <button type="button" className="button primary" onClick={() => void read()}>
          查看举报人身份（有记录）
        </button>
      ) : (
        <IdentityCard identity={identity} />
      )}
      <p className="error" role="alert">
        {said}
      </p>
    </>
  );
}
