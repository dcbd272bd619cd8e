import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../functions/cli/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'anlan-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function anlan(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await runCommandLine(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { exit, out, err };
}

async function check(...args: string[]) {
  const { exit, out } = await anlan('alert', 'check', '--json', ...args);
  return { exit, lines: out.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const A = '乌苏市气象台2026年7月24日15时30分发布雷电黄色预警信号：预计我市有雷电。';
const B = '裕民县气象台2026年7月24日16时00分解除大风蓝色预警信号。';
const CAP = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>anlan-fixture-1</identifier><sender>fixture@example.cn</sender><sent>2026-07-24T15:30:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category><event>雷电</event><urgency>Expected</urgency><severity>Moderate</severity><certainty>Likely</certainty><headline>乌苏市气象台发布雷电黄色预警</headline><area><areaDesc>乌苏市</areaDesc><geocode><valueName>CPEAS Geographic Code</valueName><value>654202000000</value></geocode></area></info></alert>`;

describe('alert check', () => {
  it('prints one object for a complete bulletin and accepts it', async () => {
    const path = file('a.txt', A);
    expect(await check(path)).toEqual({
      exit: 0,
      lines: [
        {
          file: path,
          verdict: 'accept',
          problems: [],
          alert: expect.objectContaining({
            issuer: '乌苏市气象台', action: 'issue', hazard: '雷电', eventCode: '11B14', level: 'yellow',
            regions: ['654202'], issuedAt: '2026-07-24T07:30:00.000Z', missing: [],
          }), // prettier-ignore
        },
      ],
    });
  });

  it('tells CAP from text by content, not by name', async () => {
    const { lines } = await check(file('really-cap.txt', `\ufeff${CAP}`));
    expect(lines).toMatchObject([
      {
        verdict: 'accept',
        alert: { identifier: 'anlan-fixture-1', infos: [{ areas: [{ adcodes: ['654202'] }] }] },
      },
    ]);
  });

  it('reads GB 18030, UTF-8 with a mark and UTF-16', async () => {
    // 「乌苏市气象台2026年7月24日15时30分发布雷电黄色预警信号」 in GB 18030.
    const gb = Buffer.from('cedacbd5cad0c6f8cff3cca832303236c4ea37d4c23234c8d53135cab13330b7d6b7a2b2bcc0d7b5e7bbc6c9abd4a4beafd0c5bac5', 'hex'); // prettier-ignore
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(A, 'utf16le')]);
    const { lines } = await check(file('gb.txt', gb), file('bom.txt', `\ufeff${A}`), file('u16.txt', utf16));
    expect(lines.map((line) => line['verdict'])).toEqual(['accept', 'accept', 'accept']);
  });

  it('prints one line for each bulletin of a paste', async () => {
    const { lines } = await check(file('two.txt', `${A}\n${B}`));
    expect(lines).toMatchObject([
      { index: 0, alert: { action: 'issue' } },
      { index: 1, alert: { action: 'cancel' } },
    ]);
  });

  it('names what an incomplete bulletin lacks', async () => {
    const { lines, exit } = await check(file('short.txt', A.replace('2026年7月', '')));
    expect(exit).toBe(0);
    expect(lines).toMatchObject([{ verdict: 'accept-with-warnings', alert: { missing: ['issuedAt'] } }]);
    expect(lines[0]?.['problems']).toContainEqual(
      expect.objectContaining({ word: 'bulletin-incomplete', path: 'issuedAt' }),
    );
  });

  it('completes a date only from a stated time of receipt', async () => {
    const path = file('short2.txt', A.replace('2026年7月', ''));
    const { lines } = await check('--received', '2026-07-24T15:40:00+08:00', path);
    expect(lines).toMatchObject([{ alert: { issuedAt: '2026-07-24T07:30:00.000Z', missing: [] } }]);
    expect(lines[0]?.['problems']).toContainEqual(expect.objectContaining({ word: 'date-inferred' }));
  });

  it('rejects what is no bulletin, and still succeeds', async () => {
    const { lines, exit } = await check(
      file('news.txt', '今天有雨。'),
      file('empty.txt', ''),
      file('nul.txt', '\0'),
    );
    expect(exit).toBe(0);
    expect(lines.map((line) => line['verdict'])).toEqual(['reject', 'reject', 'reject']);
    expect(lines[0]).toMatchObject({ problems: [{ word: 'bulletin-unreadable' }] });
  });

  it('fails for a file that cannot be read, after judging the others', async () => {
    const { lines, exit } = await check(join(folder, 'nowhere.txt'), folder, file('b.txt', B));
    expect(exit).toBe(1);
    expect(lines.map((line) => line['verdict'])).toEqual(['reject', 'reject', 'accept']);
    expect(lines[0]).toMatchObject({ problems: [{ word: 'file-unreadable' }], alert: null });
  });

  it('speaks Chinese without --json, and never prints control characters', async () => {
    const { out } = await anlan('alert', 'check', file('esc\u001b.txt', `${A}\u001b[2J`));
    expect(out.join('\n')).toContain('级别 黄色');
    expect(out.join('\n')).not.toMatch(/\u001b/);
  });
});
