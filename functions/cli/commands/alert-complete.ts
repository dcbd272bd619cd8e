import type { Accepted } from '../../use-cases/alert-deps.ts';
import { ALERT_OPTIONS, instantOf, LEVEL_WORDS } from '../alert-options.ts';
import { operatorCommand } from '../operator-command.ts';
import { text, texts } from '../read-line.ts';
import { report } from './alert-issue.ts';

const usage = `用法：npm run -s anlan -- alert complete 草稿编号 选项…

补上没有读出来的几项，然后按原文发布。只写缺的，原文一个字也不改。

  --issuer 发布单位
  --hazard 灾种
  --level 红|橙|黄|蓝
  --region 区划代码       可以写几次，或用逗号隔开
  --issued-at 发布时间    例如 "2026-07-01 14:20"（北京时间）
  --action 发布|更新|解除
  --json                  输出 JSON`;

const ACTIONS: Record<string, string> = { 发布: 'issue', 更新: 'update', 解除: 'cancel' };

export const alertComplete = operatorCommand({
  name: 'alert complete',
  summary: '补全一份草稿并发布',
  usage,
  operands: { name: '草稿编号', min: 1, max: 1 },
  options: {
    issuer: { type: 'string' },
    hazard: ALERT_OPTIONS.hazard,
    level: ALERT_OPTIONS.level,
    region: ALERT_OPTIONS.region,
    'issued-at': { type: 'string' },
    action: { type: 'string' },
    json: ALERT_OPTIONS.json,
  },
  async run(line, client, io) {
    const [draftId = ''] = line.positionals;
    const level = text(line, 'level');
    const action = text(line, 'action');
    const issuedAt = text(line, 'issued-at');
    const regions = texts(line, 'region');
    const body = JSON.stringify({
      issuer: text(line, 'issuer'),
      hazard: text(line, 'hazard'),
      level: level === undefined ? undefined : (LEVEL_WORDS[level] ?? level),
      regions: regions.length === 0 ? undefined : regions,
      issuedAt: issuedAt === undefined ? undefined : instantOf(issuedAt, Date.now()),
      action: action === undefined ? undefined : (ACTIONS[action] ?? action),
    });
    const path = `/drafts/${encodeURIComponent(draftId)}/complete`;
    return report(await client.call<Accepted>('POST', path, body), line.values['json'] === true, io);
  },
});
