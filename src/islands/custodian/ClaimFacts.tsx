import type { SealedClaim } from '../../domain/sealed-words.ts';

interface Props {
  claim: SealedClaim;
  isIdNumber: boolean;
}

/** What the claimant filled in, and whether the ID number can be one. */
export function ClaimFacts({ claim, isIdNumber }: Props) {
  return (
    <dl className="custody-facts">
      <dt>姓名</dt>
      <dd>
        <bdi>{claim.name}</bdi>
      </dd>
      <dt>身份证号</dt>
      <dd>
        <bdi className="custody-mark">{claim.idNumber}</bdi>{' '}
        {isIdNumber ? (
          <span className="custody-right">校验位对</span>
        ) : (
          <span className="error">校验位或出生日期不对，请联系举报人重新填写</span>
        )}
      </dd>
      <dt>领取方式</dt>
      <dd>
        {claim.payment === 'bank' ? (
          <bdi>
            {claim.bank} {claim.account}
          </bdi>
        ) : (
          '现场领取，凭本人身份证'
        )}
      </dd>
    </dl>
  );
}
