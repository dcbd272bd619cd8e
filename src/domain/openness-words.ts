import { beijingParts, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from './instant.ts';
import {
  delayMs,
  pushTimes,
  type OpennessAlert,
  type OpennessChannel,
  type OpennessRevision,
} from './openness.ts';
import { clockText, spanText } from './spoken-time.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** What was not recorded or did not happen is said, not left blank. */
export const NOT_RECORDED = '未记录';
export const NOT_PUBLISHED = '未公布';

/** The length of a step, to the second where seconds count: `不到1秒`, `3秒`, `1分05秒`, `2小时3分`. */
export function delayText(ms: number | null): string {
  if (ms === null) return NOT_RECORDED;
  if (ms < SECOND_MS) return '不到1秒';
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)}秒`;
  if (ms >= HOUR_MS) return spanText(ms);
  return `${Math.floor(ms / MINUTE_MS)}分${two(Math.floor((ms % MINUTE_MS) / SECOND_MS))}秒`;
}

/** `今天 14:20:05`. */
export function secondText(at: Instant, now: Instant): string {
  return `${clockText(at, now)}:${two(beijingParts(at).second)}`;
}

export interface Step {
  name: string;
  at: Instant | null;
  /** Since the step that this one follows; null where none comes before. */
  took: string | null;
}

/** The steps of one revision in order, with what each took after it was in our database. */
export function stepsOf(alert: OpennessAlert, revision: OpennessRevision): readonly Step[] {
  const { sentAt, storedAt, shownAt } = revision;
  const { firstAt, lastAt } = pushTimes(revision);
  const stored = alert.origin === 'relayed' ? '本站收到' : '本站存下';
  const after = (at: Instant | null): string => delayText(delayMs(storedAt, at));
  const steps: Step[] = [
    { name: `${alert.source}签发`, at: sentAt, took: null },
    { name: stored, at: storedAt, took: delayText(delayMs(sentAt, storedAt)) },
    { name: '网页换新', at: shownAt, took: after(shownAt) },
  ];
  if (!revision.channels.some(({ channel }) => channel === 'web-push')) return steps;
  return [
    ...steps,
    { name: '第一台手机的推送被接受', at: firstAt, took: after(firstAt) },
    { name: '最后一台被接受', at: lastAt, took: after(lastAt) },
  ];
}

export function actionWord({ action, isWithdrawal }: OpennessRevision): string {
  if (isWithdrawal) return '撤回转发';
  return { issue: '发布', update: '更新', cancel: '解除' }[action];
}

const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  'web-push': '手机推送',
  webhook: '接入单位（短信网关、公众号、广播等）',
  mail: '电子邮件',
  'file-drop': '文件交换',
  blackhole: '试验渠道（不外发）',
};

/** What a channel counted, as one sentence. Accepted is not seen: nobody can know that. */
export function channelText(one: OpennessChannel): string {
  const name = CHANNEL_NAMES[one.channel] ?? one.channel;
  const unit = one.channel === 'web-push' ? '台' : '份';
  const parts = [`送出 ${one.sent} ${unit}`, `对方接受 ${one.accepted}`];
  if (one.gone > 0) parts.push(`已停用 ${one.gone}`);
  if (one.failed > 0) parts.push(`没送成 ${one.failed}`);
  if (one.later > 0) parts.push(`还在重试 ${one.later}`);
  return `${name}：${parts.join('，')}`;
}
