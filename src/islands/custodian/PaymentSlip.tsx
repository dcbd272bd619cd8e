import type { CustodyView } from '../../domain/custodian-desk.ts';
import { yuanText } from '../../domain/money.ts';
import type { SealedClaim } from '../../domain/sealed-words.ts';

interface Props {
  view: CustodyView;
  claim: SealedClaim;
}

/** For the cashier, on paper: name and account leave this browser in no other way. */
export function PaymentSlip({ view, claim }: Props) {
  const facts = [
    ['举报编号', view.caseNo],
    ['金额', view.fen === null ? '' : yuanText(view.fen)],
    ['收款人', claim.name],
    ['证件号码', claim.idNumber],
    ...(claim.payment === 'bank'
      ? [
          ['开户行', claim.bank],
          ['账号', claim.account],
        ]
      : [['领取方式', '现场领取']]),
    ['保管员签字', ''],
    ['审批人签字', ''],
    ['领取人签字', ''],
  ];
  return (
    <div className="card custody-slip">
      <h3>举报奖励付款单</h3>
      <table>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <bdi>{value}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">含举报人身份，只交出纳一人，用后由保管员收回封存。</p>
      <button type="button" className="button" onClick={() => print()}>
        打印付款单
      </button>
    </div>
  );
}
