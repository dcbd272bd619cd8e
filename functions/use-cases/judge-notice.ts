import type { FieldProblem } from '../../src/domain/alert-desk.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { NoticeForm, NoticeRecord } from '../../src/domain/notice.ts';
import { checkNotice } from '../../src/domain/notice-rules.ts';
import { normaliseAdcode } from '../../src/domain/region.ts';
import type { StaffMember } from '../../src/domain/staff.ts';
import type { OutgoingJob } from '../store/store.ts';
import { isServed } from './alert-deps.ts';
import { reachProblem } from './desk-reach.ts';
import type { NoticeDeps, NoticeWork } from './notice-deps.ts';

const CLOCK = 'notice';

/** Everything wrong with a notice, the region outside the member's tree first. */
export function noticeProblems(
  deps: NoticeDeps,
  member: StaffMember,
  form: NoticeForm,
  now: Instant,
): readonly FieldProblem[] {
  const problems = checkNotice(form, now);
  const codes: string[] = [];
  for (const written of form.adcodes) {
    const adcode = normaliseAdcode(written);
    if (adcode === null) continue;
    codes.push(adcode);
    const region = deps.places.gazetteer.find(adcode);
    if (region === null)
      problems.push({ path: 'adcodes', word: 'region-unknown', message: `区划表里没有 ${written}。` });
    else if (!isServed(adcode, deps.places.regions))
      problems.push({ path: 'adcodes', word: 'region-not-served', message: `本站不服务${region.name}。` });
  }
  if (form.source.trim() !== '' && !deps.settings.offices.includes(form.source))
    problems.push({
      path: 'source',
      word: 'source-not-own',
      message: `不能以“${form.source}”的名义发布。`,
    });
  const outside = reachProblem(deps.places, member, codes, 'adcodes');
  return outside === null ? problems : [outside, ...problems];
}

/** 演示数据 is shown, never delivered. What begins later is told then, if it still stands. */
export function noticeJobs(notice: NoticeRecord, now: Instant): OutgoingJob[] {
  if (notice.isDemonstration) return [];
  const { startsAt } = notice.form;
  const data: NoticeWork = { noticeId: notice.id, version: notice.version };
  const isLater = startsAt !== null && startsAt > now;
  return [{ name: CLOCK, data, ...(isLater ? { startAt: startsAt } : {}) }];
}
