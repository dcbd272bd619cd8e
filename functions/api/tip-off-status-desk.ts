import type { Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Problem, type Result } from '../../src/domain/problem.ts';
import { readReceipt, type Receipt } from '../../src/domain/receipt.ts';
import type { StatusDesk, StatusVisit } from '../../src/domain/tip-off-status.ts';
import { isMultipart, readStatusForm, type StatusForm } from '../http/status-form.ts';
import { DEEDS, type StatusDoorDeps } from './tip-off-status-deeds.ts';
import { visit } from './tip-off-status-door.ts';

/** What stands for the receipt in the forms of a page that is open, so that the receipt itself is on none. */
export interface StatusPass {
  give(receipt: Receipt, now: Instant): string;
  /** Null: made by somebody else, damaged, or older than half an hour. */
  read(pass: string, now: Instant): Receipt | null;
}

/** Given back to a form that was not taken: what was too long is cut by its writer, not by us. */
const MAX_TYPED = 20_000;

/** Makes desks for visitors of /report/status/: `const deskFor = createStatusDesks(deps)`, per request `deskFor(address)`. */
export function createStatusDesks(
  deps: StatusDoorDeps & { pass: StatusPass },
): (address: string) => StatusDesk {
  async function readForm(request: Request, address: string): Promise<Result<StatusForm>> {
    if (!isMultipart(request)) return readStatusForm(request);
    const waitSeconds = await deps.uploadPace.consume(address);
    return waitSeconds === null ? readStatusForm(request) : failed('too-many-requests');
  }

  function receiptOf(form: StatusForm): Result<string> {
    if (form.pass === '') return ok(form.receipt);
    const receipt = deps.pass.read(form.pass, deps.now());
    return receipt === null ? failed('status-pass-over') : ok(receipt);
  }

  return (address) => ({
    async visitStatus(request) {
      const form = await readForm(request, address);
      if (!form.ok) return closed(form.problem);
      const receipt = receiptOf(form.value);
      if (!receipt.ok) return closed(receipt.problem);
      const deed = DEEDS.find((one) => one === form.value.do) ?? null;
      const visited = await visit(deps, address, receipt.value, deed, form.value);
      if (!visited.ok) return closed(visited.problem);
      const { view, problem } = visited.value;
      const read = readReceipt(receipt.value);
      return {
        isOpen: true,
        view,
        pass: read.ok ? deps.pass.give(read.receipt, deps.now()) : '',
        done: problem === null ? deed : null,
        problem,
        typed: problem !== null && deed === 'messages' ? form.value.text.slice(0, MAX_TYPED) : '',
      };
    },
  });
}

const closed = (problem: Problem): StatusVisit => ({ isOpen: false, problem });
