import { describe, expect, test } from 'vitest';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { writeCalendar } from '../../src/feeds/calendar.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const context = { baseUrl: 'https://anlan.example', region: '654225100', place: '哈拉布拉镇' };
/** Long lines are folded at 75 bytes; a reader joins them again. */
const lines = (...revisions: AlertRevision[]) =>
  writeCalendar(revisions, context)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');

describe('a calendar of bulletins', () => {
  test('gives each alert one entry from its onset to its end, and says first that a calendar is slow', () => {
    const onset = examplePart({ onsetAt: '2026-07-01T04:00:00.000Z' });
    const all = lines(exampleRevision({ parts: [onset] }));
    expect(all).toContain('UID:a1b2c3@anlan');
    expect(all).toContain('DTSTART:20260701T040000Z');
    expect(all).toContain('DTEND:20260701T120000Z');
    expect(all).toContain('SUMMARY:山洪橙色预警');
    expect(all).toContain('STATUS:CONFIRMED');
    expect(all).toContain('TRANSP:TRANSPARENT');
    const description = all.find((line) => line.startsWith('DESCRIPTION:')) ?? '';
    expect(description).toMatch(/^DESCRIPTION:日历几个小时才更新一次/);
    expect(description).toContain('有效至2026年7月1日 20:00（北京时间）');
    expect(all.some((line) => line.includes('VALARM'))).toBe(false);
  });

  test('strikes out what was cancelled under the same UID with a higher number, never lets it vanish', () => {
    const all = lines(exampleRevision({ revision: 3, action: 'cancel', sentAt: '2026-07-01T05:00:00.000Z' }));
    expect(all).toContain('UID:a1b2c3@anlan');
    expect(all).toContain('SEQUENCE:2');
    expect(all).toContain('STATUS:CANCELLED');
    expect(all.find((line) => line.startsWith('SUMMARY:'))).toBe('SUMMARY:【解除】山洪橙色预警');
  });

  test('does not say 解除 of what its issuer did not lift', () => {
    const all = lines(exampleRevision({ revision: 2, action: 'cancel', isWithdrawal: true }));
    expect(all.find((line) => line.startsWith('SUMMARY:'))).toBe('SUMMARY:【撤回转发】山洪橙色预警');
    expect(all).toContain('STATUS:CANCELLED');
  });

  test('says whose the end is when the authority gave none, and gives no level where there was none', () => {
    const all = lines(exampleRevision({ parts: [examplePart({ expiresAt: null, level: null })] }));
    expect(all.find((line) => line.startsWith('DESCRIPTION:'))).toContain(
      '未写明有效期，本站展示至2026年7月2日 10:34',
    );
    expect(all).toContain('SUMMARY:山洪预警（未分级）');
  });

  test('leaves out what is about other places', () => {
    expect(lines(exampleRevision({ parts: [examplePart({ adcodes: ['654202'] })] }))).not.toContain(
      'BEGIN:VEVENT',
    );
  });

  test('text from outside makes no line, no property and no entry of its own', () => {
    const evil = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:假\u2028;,\\\u202E红\u0000';
    const part = examplePart(
      { hazard: { code: null, name: evil } },
      { instruction: evil, description: evil.repeat(100_000) },
    );
    const all = lines(exampleRevision({ parts: [part], source: evil }));
    expect(all.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(all.filter((line) => line.startsWith('SUMMARY:'))).toHaveLength(1);
    expect(all.join('\n')).not.toMatch(/[\u202A-\u202E\u0000]/);
    expect(all.join('\n').length).toBeLessThan(10_000);
  });
});
