import type { Accepted } from '../use-cases/alert-deps.ts';
import { printable } from './operator-command.ts';

/** What became of a bulletin, in one paragraph for the operator. */
export function acceptedLines(accepted: Accepted): string[] {
  const notices = accepted.notices.map(
    (notice) => `  注意：${printable(notice.message)}${notice.path === '' ? '' : `（${notice.path}）`}`,
  );
  if (accepted.draftId !== null)
    return [
      `没有读全，存为草稿 ${accepted.draftId}，还缺：${accepted.missing.join('、')}。`,
      `  补全：npm run -s anlan -- alert complete ${accepted.draftId} --help`,
      ...notices,
    ];
  const what =
    accepted.outcome === 'already-there' ? '已经收过，没有重复发布' : `已发布（第 ${accepted.revision} 版）`;
  return [`${what}：/alerts/${accepted.alertId}/`, ...notices];
}
