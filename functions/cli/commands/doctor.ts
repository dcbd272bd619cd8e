import { statfs } from 'node:fs/promises';
import { isInTrouble, type OutletStatus } from '../../../src/domain/outlet.ts';
import { EXIT } from '../command.ts';
import { operatorDataFolder } from '../operator-client.ts';
import { operatorCommand, problemLine } from '../operator-command.ts';
import { pushChecks, type Check, type PushHealth } from '../push-checks.ts';
import { NO_OPERANDS } from '../read-line.ts';

interface Health extends PushHealth {
  subscriptions: number;
  currentAlerts: number;
  openPages: number;
  memoryBytes: number;
}

/** A warning that may be seconds late is one thing; a clock that is minutes off makes every time on the page a lie. */
const MAX_CLOCK_SKEW_MS = 5000;
const MIN_FREE_BYTES = 1024 ** 3;

export const doctor = operatorCommand({
  name: 'doctor',
  summary: '检查服务是否正常',
  usage: `用法：npm run -s anlan -- doctor [--json]

问正在运行的服务：能不能读数据库、时钟准不准、磁盘还剩多少、对外渠道和推送有没有问题。给监控用：
退出码 0 正常，1 服务没有运行、答不了，或有一项要注意。`,
  operands: NO_OPERANDS,
  options: { json: { type: 'boolean' } },
  async run(line, client, io) {
    const answer = await client.call<Health>('GET', '/health');
    if (!answer.ok) {
      if (line.values['json'] === true) io.out(JSON.stringify({ problem: answer.problem }));
      else io.err(problemLine(answer.problem));
      return EXIT.failed;
    }
    const health = answer.value;
    const asked = await client.call<{ outlets: OutletStatus[] }>('GET', '/outlets');
    const outlets = asked.ok ? asked.value.outlets : [];
    const troubled = outlets.filter(isInTrouble).map(({ id }) => id);
    const disk = await statfs(operatorDataFolder());
    const freeBytes = disk.bavail * disk.bsize;
    const skewMs = Math.abs(Date.parse(health.now) - Date.now());
    const checks: Check[] = [
      ['服务和数据库', true, '能读'],
      ['时钟', skewMs <= MAX_CLOCK_SKEW_MS, `相差 ${Math.round(skewMs / 1000)} 秒`],
      ['磁盘', freeBytes >= MIN_FREE_BYTES, `还剩 ${(freeBytes / 1024 ** 3).toFixed(1)} GB`],
      [
        '对外渠道',
        asked.ok && troubled.length === 0,
        !asked.ok
          ? '读不到'
          : troubled.length === 0
            ? `${outlets.length} 个，没有问题`
            : `${troubled.join('、')} 有问题，用 channel list 看`,
      ],
      ...pushChecks(health),
    ];
    if (line.values['json'] === true)
      io.out(JSON.stringify({ ...health, freeBytes, skewMs, outletsInTrouble: asked.ok ? troubled : null }));
    else {
      for (const [name, isGood, what] of checks) io.out(`${wordFor(isGood)}  ${name}：${what}`);
      io.out(
        `${health.isDemonstration ? '演示服务。' : ''}生效预警 ${health.currentAlerts} 条，订阅 ${health.subscriptions} 台，` +
          `打开的页面 ${health.openPages} 个，内存 ${Math.round(health.memoryBytes / 1024 ** 2)} MB。`,
      );
    }
    return checks.every(([, isGood]) => isGood !== false) ? EXIT.ok : EXIT.failed;
  },
});

const wordFor = (isGood: boolean | null): string => (isGood === null ? '提醒' : isGood ? '正常' : '注意');
