import { askCustody, type Said } from '../../browser/custodian-server.ts';
import { ReasonedButton } from './ReasonedButton.tsx';

interface Props {
  caseId: string;
  version: number;
  act(work: () => Promise<Said<unknown>>): Promise<boolean>;
  isBusy: boolean;
}

export function RefuseRequest({ caseId, version, act, isBusy }: Props) {
  return (
    <ReasonedButton
      title="不同意"
      label="为什么不同意"
      hint="申请人会看到。不要写出举报人是谁。"
      action="退回申请"
      isBusy={isBusy}
      onGo={(reason) => act(() => askCustody('POST', `cases/${caseId}/refuse`, { version, reason }))}
    />
  );
}
