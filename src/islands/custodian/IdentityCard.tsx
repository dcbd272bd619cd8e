import type { SealedIdentity } from '../../domain/sealed-words.ts';

/** An opened identity. Only ever drawn from what this browser opened itself. */
export function IdentityCard({ identity }: { identity: SealedIdentity }) {
  const facts = [
    ['姓名', identity.name],
    ['联系方式', identity.contact],
    ['说明', identity.note],
  ] as const;
  return (
    <div className="card custody-identity">
      <dl className="custody-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === '' ? <span className="unknown">没有填</span> : <bdi>{value}</bdi>}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">不得抄录、拍照、转告。需要联系举报人时，不在有旁人的地方打电话。</p>
    </div>
  );
}
