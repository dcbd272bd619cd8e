import type { CaseView, SentCopy, TransferView } from '../../src/domain/case-desk.ts';
import { TRANSFER_COPY } from '../../src/domain/case-timeline.ts';
import { TIP_OFF_KIND_NAME } from '../../src/domain/case-words.ts';
import { dayOf } from '../../src/domain/deadline.ts';
import { failed, ok, type Problem, type Result } from '../../src/domain/problem.ts';
import { foldText } from '../../src/domain/redaction-fold.ts';
import { namesIn } from '../../src/domain/redaction-names.ts';
import { isRedacted, redact } from '../../src/domain/redaction.ts';
import type { Adcode } from '../../src/domain/region.ts';
import { hasRole, type StaffMember } from '../../src/domain/staff.ts';
import { cleanLine, cleanLines } from '../../src/domain/tip-off-text.ts';
import type { CaseFields } from './case-step.ts';
import { handleCase } from './handle-case.ts';
import { noteOpening, openCasePage, type CasePageDeps } from './open-case-page.ts';

export interface TransferDeps extends CasePageDeps {
  categoryName(category: string): string;
  regionName(adcode: Adcode): string;
}

const MAX_COPY = 12_000;
const MAX_TO = 60;

/**
 * 转办: the other office never gets the original but a copy made anew (2013 意见). The machine writes it, the officer
 * checks and may shorten it, and whatever they send is looked through once more: as long as something is found in it
 * nothing leaves, and it is shown again.
 */
export async function transferCase(
  deps: TransferDeps,
  member: StaffMember,
  id: string,
  fields: CaseFields | null,
): Promise<Result<TransferView | { sent: true }>> {
  const opened = await openCasePage(deps, member, id);
  if (!opened.ok) return opened;
  const view = opened.value;
  if (fields === null && !view.acts.includes('transfer'))
    return failed(hasRole(member, 'intake') ? 'case-move-refused' : 'role-missing');
  if (view.content === null) return failed('case-move-refused');
  const given = givenIn(view);
  if (fields === null) {
    const { text, counts } = redact(bodyOf(view), given);
    return ok({ case: view, copy: text, to: '', counts, photos: [], problem: null });
  }
  const copy = cleanLines(fields['copy']?.[0] ?? '', MAX_COPY, 'copy');
  const to = cleanLine(fields['to']?.[0] ?? '', MAX_TO, 'to');
  const photos = photosOf(fields, view);
  const again = redact(copy.ok ? copy.value : '', given);
  const shown = (problem: Problem): Result<TransferView> =>
    ok({ case: view, copy: again.text, to: fields['to']?.[0] ?? '', counts: again.counts, photos, problem });
  if (!copy.ok) return shown(copy.problem);
  if (!to.ok) return shown(to.problem);
  if (to.value === '' || !isRedacted(to.value, given))
    return shown(failed('field-invalid', 'to', '写明转给哪个部门，只写部门名称。').problem);
  if (Object.keys(again.counts).length > 0)
    return shown(
      failed('field-invalid', 'copy', '又发现可能认出举报人的内容，已经隐去，请再核对一遍。').problem,
    );
  if (copy.value === '') return shown(failed('reason-missing', 'copy', '转办件还是空的。').problem);
  if (fields['checked']?.[0] !== 'on')
    return shown(failed('field-invalid', 'checked', '请逐行核对后打勾，再转办。').problem);
  const text = `${headOf(deps, view, to.value, deps.now())}\n${copy.value}`;
  const done = await handleCase(
    deps,
    id,
    Number(fields['version']?.[0] ?? '0'),
    { do: 'transfer', to: to.value },
    member,
    [
      { audience: 'office', kind: TRANSFER_COPY, text: JSON.stringify({ to: to.value, text, photos }) },
      {
        audience: 'reporter',
        kind: 'message',
        text: `已转交${to.value}办理。转出的是重新编写的材料，不是您的原件。`,
      },
    ],
  );
  return done.ok ? ok({ sent: true }) : shown(done.problem);
}

/** The copy that was sent, for download or print; taking it out is logged. */
export async function sentCopyOf(
  deps: CasePageDeps,
  member: StaffMember,
  id: string,
): Promise<Result<SentCopy>> {
  const opened = await openCasePage(deps, member, id);
  if (!opened.ok) return opened;
  const { file, content } = opened.value;
  const note = content?.notes.findLast(({ kind }) => kind === TRANSFER_COPY);
  if (note === undefined) return failed('not-found');
  await noteOpening(deps, member, file.caseNo, 'case-copy-exported');
  const kept = JSON.parse(note.text) as Pick<SentCopy, 'to' | 'text' | 'photos'>;
  return ok({ caseNo: file.caseNo, ...kept, at: note.at });
}

/** Everything by which the reporter named themselves, in the report and in their messages. */
function givenIn({ content }: CaseView): string[] {
  if (content === null) return [];
  const { words, notes } = content;
  const own = notes.filter(({ author }) => author === 'reporter').map(({ text }) => text);
  return [words.text, words.place, ...own].flatMap((text) => namesIn(foldText(text).text));
}

/** What the other office needs to act. No hour of filing, no position, nothing on the reporter's standing. */
function bodyOf({ content }: CaseView): string {
  const words = content?.words;
  if (words === undefined) return '';
  const seen = words.seenAt === null ? '没有写' : dayOf(words.seenAt);
  return [
    `被举报单位：${words.respondent || '没有写'}`,
    `地点：${words.place || '没有写'}`,
    `看到的日期：${seen}`,
    '反映的情况：',
    words.text,
  ].join('\n');
}

function headOf(deps: TransferDeps, { file }: CaseView, to: string, now: string): string {
  return [
    '举报线索转办件（重新编写，已隐去可能认出举报人的内容）',
    `转给：${to}`,
    `线索编号：${file.caseNo}`,
    `类别：${TIP_OFF_KIND_NAME[file.kind]}，${deps.categoryName(file.category)}`,
    `所在地区：${file.adcode === null ? '没有写' : deps.regionName(file.adcode)}`,
    `收到日期：${dayOf(file.receivedAt)}　转出日期：${dayOf(now)}`,
    '请勿把本件转给被举报单位，请勿设法查找举报人。',
  ].join('\n');
}

function photosOf(fields: CaseFields, { content }: CaseView): number[] {
  const count = content?.photos.length ?? 0;
  return (fields['photos'] ?? [])
    .map(Number)
    .filter((at) => Number.isSafeInteger(at) && at >= 0 && at < count);
}
