import { useId, useState } from 'react';
import { askCustody, type Said } from '../../browser/custodian-server.ts';
import { CLAIM_GROUNDS, type ClaimGround } from '../../domain/claim-check.ts';
import type { CustodyView } from '../../domain/custodian-desk.ts';
import { fullClockText } from '../../domain/spoken-time.ts';

interface Props {
  view: CustodyView;
  act(work: () => Promise<Said<unknown>>): Promise<boolean>;
  isBusy: boolean;
}

/** A person decides whether the rules shut the claimant out; nothing is paid before. */
export function ClaimDecision({ view, act, isBusy }: Props) {
  const id = useId();
  const [ground, setGround] = useState<ClaimGround | ''>('');
  const [words, setWords] = useState('');
  const { check } = view;
  if (view.reward !== 'claimed') return check === null ? null : <Decided check={check} />;
  const decide = (): Promise<boolean> =>
    act(() => askCustody('POST', `cases/${view.id}/check`, { ground, words: words.trim() }));
  const form = (
    <fieldset className="custody-decision">
      <legend>核对领奖资格</legend>
      <p className="hint">对照本单位人员名册和近亲属申报。没有核对以前，审批人不能发放。</p>
      {(Object.keys(CLAIM_GROUNDS) as ClaimGround[]).map((one) => (
        <label key={one} className="choice">
          <input type="radio" name={id} checked={ground === one} onChange={() => setGround(one)} />
          <span>{CLAIM_GROUNDS[one]}</span>
        </label>
      ))}
      <div className="field">
        <label htmlFor={`${id}-words`}>依据</label>
        <p className="hint" id={`${id}-hint`}>
          承办人会看到：不要写姓名、单位、关系人是谁。
        </p>
        <input
          id={`${id}-words`}
          type="text"
          maxLength={200}
          aria-describedby={`${id}-hint`}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <button
        type="button"
        className="button primary"
        disabled={isBusy || ground === '' || words.trim() === ''}
        onClick={() => void decide()}
      >
        记下结论
      </button>
    </fieldset>
  );
  if (check === null) return form;
  return (
    <>
      <Decided check={check} />
      <details className="custody-more">
        <summary>结论有误，改正</summary>
        {form}
      </details>
    </>
  );
}

function Decided({ check }: { check: NonNullable<CustodyView['check']> }) {
  return (
    <p className="note">
      <b>{CLAIM_GROUNDS[check.ground]}</b>　{check.byName}　{fullClockText(check.at)}
      {check.ground !== 'clear' && '　请审批人作不予奖励处理。'}
    </p>
  );
}
