import { failed } from '../../src/domain/problem.ts';
import type { ResultAnswer, ResultPages } from '../../src/domain/results.ts';
import { readForm } from '../http/read-form.ts';
import {
  listResultTasks,
  publishCase,
  readResultTask,
  type PublishDeps,
  type ResultWish,
} from '../use-cases/publish-case.ts';

/** Two texts of five hundred characters, as a form encodes them. */
const MAX_FORM_BYTES = 32 * 1024;
const WAYS: readonly string[] = ['preview', 'publish', 'unpublish'] satisfies ResultWish['what'][];
const isWay = (text: string): text is ResultWish['what'] => WAYS.includes(text);

/** The editor's page, whose forms work without script. */
export function staffResultsPage(deps: PublishDeps): ResultPages {
  return {
    resultTasks: (member) => listResultTasks(deps, member),
    resultTask: (member, id) => readResultTask(deps, member, id),
    async changeResult(member, id, request): Promise<ResultAnswer> {
      const form = await readForm(request, MAX_FORM_BYTES);
      if (!form.ok) return { result: form, typed: { found: '', done: '' } };
      const field = (name: string): string => form.value.get(name) ?? '';
      const words = { found: field('found'), done: field('done') };
      const what = field('do');
      const version = Number(/^\d{1,9}$/.exec(field('version'))?.[0] ?? Number.NaN);
      if (!isWay(what) || Number.isNaN(version)) return { result: failed('form-invalid'), typed: words };
      // Only what was looked at becomes public: words that were changed since are shown once more.
      const isSeen = field('seenFound') === words.found && field('seenDone') === words.done;
      const wish = what === 'publish' && !isSeen ? 'preview' : what;
      return publishCase(deps, member, id, { what: wish, version, words });
    },
  };
}
