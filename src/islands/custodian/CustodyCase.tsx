import type { CustodyView } from '../../domain/custodian-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { ClaimDesk } from './ClaimDesk.tsx';
import { NeedsHttps } from './NeedsHttps.tsx';
import { Originals } from './Originals.tsx';
import { RequestDesk } from './RequestDesk.tsx';
import { UnlockRing } from './UnlockRing.tsx';
import { useCustody } from './use-custody.ts';
import { useRing } from './use-ring.ts';

interface Props {
  first: CustodyView;
  now: Instant;
}

/** One case at the custodian's: who asks for the name, who claims the reward, what originals lie here. */
export default function CustodyCase({ first, now }: Props) {
  const custody = useCustody(first);
  const { ring, open, lock } = useRing();
  const { view, said } = custody;
  const isQuiet = view.access === null && view.reward !== 'claimed' && view.reward !== 'paid';
  return (
    <div className="custody">
      <NeedsHttps />
      <p className="error" role="alert">
        {said}
      </p>
      {view.items.length === 0 && (
        <p className="note">这件举报没有密封的材料：举报人匿名，或者保存期已过、已经清除。</p>
      )}
      {view.items.length > 0 && ring === null && (
        <UnlockRing lead="打开身份信息、领奖信息或封存原件，要用保管员的密钥文件和口令。" onOpen={open} />
      )}
      {ring !== null && (
        <p className="note custody-open">
          <span>密钥已打开，只在这一页有效。</span>
          <button type="button" className="button" onClick={lock}>
            锁上
          </button>
        </p>
      )}
      {isQuiet && <p className="quiet">现在没有人申请调阅身份，也没有人领奖。</p>}
      <RequestDesk custody={custody} ring={ring} now={now} />
      <ClaimDesk custody={custody} ring={ring} />
      <Originals custody={custody} ring={ring} now={now} />
    </div>
  );
}
