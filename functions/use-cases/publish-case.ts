import type { CaseFile } from '../../src/domain/case-file.ts';
import { dayOf } from '../../src/domain/deadline.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { weekOf } from '../../src/domain/results-statistics.ts';
import {
  checkResultWords,
  readResultWords,
  type ResultAnswer,
  type ResultTask,
  type ResultWords,
} from '../../src/domain/results.ts';
import { hasRole, type StaffMember, type StaffRole } from '../../src/domain/staff.ts';
import { handleCase, openCase, type CaseDeps } from './handle-case.ts';
import { categoryName, regionNameOf, type ResultsDeps } from './list-results.ts';

export interface PublishDeps extends CaseDeps, ResultsDeps {
  newId(): string;
  /** Drops held pages: what was withdrawn is gone at once. */
  changed(): void;
}

/** As in WHO_MAY of case-command.ts. */
export const PUBLISHERS: readonly StaffRole[] = ['editor', 'approver'];
const MOST_LISTED = 200;

/** Closed cases that the member may tell the public about. No word of what was reported is among it. */
export async function listResultTasks(
  deps: PublishDeps,
  member: StaffMember,
): Promise<readonly ResultTask[]> {
  if (!hasRole(member, ...PUBLISHERS)) return [];
  const files = await deps.results.listClosed(member.adcodes, MOST_LISTED);
  return Promise.all(files.map((file) => taskOf(deps, file)));
}

export async function readResultTask(
  deps: PublishDeps,
  member: StaffMember,
  id: string,
): Promise<Result<ResultTask>> {
  if (!hasRole(member, ...PUBLISHERS)) return failed('role-missing');
  const found = await openCase(deps, id, member, 'publish');
  if (!found.ok) return found;
  if (found.value.state !== 'closed' || found.value.kind === 'situation') return failed('case-move-refused');
  return ok(await taskOf(deps, found.value));
}

async function taskOf(deps: PublishDeps, file: CaseFile): Promise<ResultTask> {
  return {
    id: file.id,
    caseNo: file.caseNo,
    version: file.version,
    categoryName: categoryName(deps, file.category),
    regionName: regionNameOf(deps, file.adcode),
    finding: file.finding?.finding ?? null,
    closedWeek: weekOf(dayOf(file.closedAt ?? file.receivedAt)),
    publication: file.publication,
    words: await deps.results.findWords(file.id),
  };
}

export interface ResultWish {
  what: 'preview' | 'publish' | 'unpublish';
  /** Of the case, as the editor saw it. */
  version: number;
  words: ResultWords;
}

/**
 * Looks at what would be public, makes it public, or takes it back. The words are compared with what was reported,
 * which the editor does not see. They are written before the case moves: until it has, nobody is shown them.
 */
export async function publishCase(
  deps: PublishDeps,
  member: StaffMember,
  id: string,
  wish: ResultWish,
): Promise<ResultAnswer> {
  const answer = (result: ResultAnswer['result'], typed = wish.words): ResultAnswer => ({ result, typed });
  const task = await readResultTask(deps, member, id);
  if (!task.ok) return answer(task);
  const { version } = task.value;
  if (wish.what === 'unpublish') {
    const taken = await handleCase(deps, id, wish.version, { do: 'unpublish' }, member);
    deps.changed();
    return answer(taken.ok ? ok('withdrawn') : taken);
  }
  if (wish.version !== version) return answer(failed('case-changed', 'version', String(version)));
  const read = readResultWords(wish.words);
  if (!read.ok) return answer(read);
  const content = await deps.cases.readContent(id);
  const reported =
    content === null
      ? []
      : [
          content.words.text,
          ...content.notes.filter(({ author }) => author === 'reporter').map(({ text }) => text),
        ];
  const checked =
    task.value.finding === null
      ? failed('case-move-refused')
      : checkResultWords(read.value, task.value.finding, reported);
  if (!checked.ok) return answer(checked, read.value);
  if (wish.what === 'preview') return answer(ok('previewed'), read.value);
  // What is public stays word for word what was looked at: to change it, it is taken back first.
  if (task.value.publication === 'published') return answer(failed('case-move-refused'), read.value);
  const isSaved = await deps.results.saveWords(id, version, deps.newId(), read.value);
  if (!isSaved) return answer(failed('case-changed', 'version'), read.value);
  const published = await handleCase(deps, id, version, { do: 'publish' }, member);
  deps.changed();
  return answer(published.ok ? ok('published') : published, read.value);
}
