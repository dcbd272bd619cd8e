import { chosenPlace } from '../../browser/place.ts';
import type { ReportChoices } from './step-props.ts';
import type { DraftState } from './use-report.ts';

export const DRAFT_NOTES: Record<DraftState, string> = {
  none: '没有网络也能填，写好先存在这台设备上。',
  restored: '找回了上次没有提交的内容。',
  saved: '已存在这台设备上，提交后自动删除。',
  'not-kept': '这个浏览器不能存草稿，请不要关掉页面。',
};

/** What went wrong that no field is to blame for, and what to do. */
export const TROUBLE = {
  unreachable: '没有连上。内容还在这台设备上，有网络后再点一次提交，不会重复，照片会接着传。',
  'no-custodian': '这里现在没有身份保管员，收不了姓名和联系方式。请回到“联系”改选匿名。',
  'no-work': '这个网络上提交的人太多，这个浏览器又算不了验证题。请换成手机流量，或过几分钟再点提交。',
} as const;

const BEIJING_MS = 8 * 3_600_000;

/** The wall clock in Beijing, as `<input type="datetime-local">` writes it, wherever the phone believes to be. */
export function beijingNow(): string {
  return new Date(Date.now() + BEIJING_MS).toISOString().slice(0, 16);
}

/** The place chosen on this device is offered, never filled in: where somebody lives is not where the hazard is. */
export function withOwnPlace(choices: ReportChoices): ReportChoices {
  const own = chosenPlace();
  const isListed = own === null || choices.regions.some(({ adcode }) => adcode === own.adcode);
  return isListed ? choices : { ...choices, regions: [own, ...choices.regions] };
}
