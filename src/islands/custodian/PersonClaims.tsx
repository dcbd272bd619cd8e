import { yuanText } from '../../domain/money.ts';
import type { PersonRecord } from '../../domain/person-tag.ts';
import { fullClockText } from '../../domain/spoken-time.ts';

/** What the same ID number was promised in all cases: for caps by person, and to see who claims often. */
export function PersonClaims({ person, caseNo }: { person: PersonRecord; caseNo: string }) {
  const others = person.claims.filter((claim) => claim.caseNo !== caseNo);
  return (
    <div className="card">
      <p>
        已登记。含这一件：本月 <b>{yuanText(person.monthFen)}</b>，今年 <b>{yuanText(person.yearFen)}</b>。
      </p>
      {others.length === 0 ? (
        <p className="quiet">这个身份证号没有别的奖励。</p>
      ) : (
        <ul>
          {others.map((claim) => (
            <li key={claim.caseNo}>
              {claim.caseNo}　{yuanText(claim.fen)}　{claim.isPaid ? '已发放' : '已批准'}　
              {fullClockText(claim.at)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
