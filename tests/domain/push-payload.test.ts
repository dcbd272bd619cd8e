import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { examplePart as part, exampleRevision as revision } from '../support/alert-example.ts';
import { fitText } from '../../src/domain/short-text.ts';
import { MAX_PUSH_BYTES, pushBytes, pushPayload, type PushTexts } from '../../src/domain/push-payload.ts';

const NOW = '2026-07-01T03:00:00.000Z';
const texts: PushTexts = {
  guideInstruction: (hazard) => (hazard.name === '山洪' ? '马上往沟两侧的高处走。' : null),
  nameOf: (code) => ({ '654225': '裕民县', '654225100': '哈拉布拉镇', '654202': '乌苏市' })[code] ?? null,
  publicUrl: 'https://anlan.example',
};

const pushed = (r: AlertRevision, chosen = ['654225']) => {
  const payload = pushPayload(r, chosen, NOW, texts);
  if (payload === null) throw new Error('nothing to push');
  return payload.notification;
};

describe('a push carries the whole message', () => {
  test('level, hazard and area stand in the title; instruction, validity, headline and source in the body', () => {
    const n = pushed(revision());
    expect(n.title).toBe('山洪橙色预警 · 裕民县');
    expect(n.body).toBe(
      '立即转移到高处；\n有效至 7月1日 20:00\n裕民县发布山洪灾害橙色预警\n裕民县气象台 7月1日 10:34发布',
    );
    expect(n.navigate).toBe('https://anlan.example/alerts/a1b2c3/');
    expect(n.tag).toBe('a1b2c3');
    expect(n.data.expiresAt).toBe('2026-07-01T12:00:00.000Z');
  });

  test('an update says so and a cancellation says so', () => {
    expect(pushed(revision({ action: 'update', revision: 2 })).title).toBe('【更新】山洪橙色预警 · 裕民县');
    const clear = pushed(revision({ action: 'cancel', revision: 3, sentAt: NOW }));
    expect(clear.title).toBe('【解除】山洪橙色预警 · 裕民县');
    expect(clear.body).toContain('已于7月1日 11:00解除。');
    expect(clear.body).not.toContain('有效至');
    expect(clear.requireInteraction).toBe(false);
  });

  test('the duties of offices do not stand where a person looks for what to do', () => {
    const own = '防御指南：\n1.政府及相关部门按照职责做好防汛工作；\n2.离开河道和低洼处；';
    const told = pushed(revision({ parts: [part({}, { instruction: own })] })).body;
    expect(told).toContain('离开河道和低洼处；');
    expect(told).not.toMatch(/防御指南|政府/);
    const only = pushed(revision({ parts: [part({}, { instruction: '请有关部门做好除雪工作。' })] })).body;
    expect(only).toContain('本站提示：马上往沟两侧的高处走。');
  });

  test('our own instruction stands in when the authority gave none, and says whose it is', () => {
    const n = pushed(revision({ parts: [part({}, { instruction: '' })] }));
    expect(n.body).toContain('本站提示：马上往沟两侧的高处走。');
  });

  test('an end nobody stated is told as ours', () => {
    expect(pushed(revision({ parts: [part({ expiresAt: null })] })).body).toContain(
      '未写明有效期，本站展示至7月2日 10:34',
    );
  });

  test('an onset still ahead is told with the end', () => {
    const ahead = part({ onsetAt: '2026-07-01T10:00:00.000Z' });
    expect(pushed(revision({ parts: [ahead] })).body).toContain('有效期 7月1日 18:00至7月1日 20:00');
  });

  test('an alert without a level is never given one', () => {
    expect(pushed(revision({ parts: [part({ level: null })] })).title).toBe('山洪预警（未分级） · 裕民县');
  });
});

describe('only what concerns the person and is still true is pushed', () => {
  const wusu = part({
    level: 'red',
    adcodes: ['654202'],
    areas: [{ description: '乌苏市', adcodes: ['654202'], polygons: [], circles: [] }],
  });

  test('a part for another county is left out', () => {
    const n = pushed(revision({ parts: [wusu, part()] }), ['654225100']);
    expect(n.title).toBe('山洪橙色预警 · 裕民县');
    expect(n.body).not.toContain('红色');
  });

  test('of several parts that concern the person the gravest leads and the others are named', () => {
    const n = pushed(revision({ parts: [part(), wusu] }), ['654225', '654202']);
    expect(n.title).toBe('山洪红色预警 · 乌苏市');
    expect(n.body).toContain('另有：山洪橙色预警（至7月1日 20:00）');
    expect(n.requireInteraction).toBe(true);
  });

  test('a person who is no longer in the area is told that the area has changed', () => {
    const n = pushed(revision({ action: 'update', revision: 2, parts: [wusu] }), ['654225']);
    expect(n.body.split('\n')[0]).toBe('预警范围已调整，不再包括您订阅的地区。');
  });

  test('an expired bulletin gives nothing, to the millisecond; an expired part falls away', () => {
    expect(pushPayload(revision(), ['654225'], '2026-07-01T12:00:00.000Z', texts)).toBeNull();
    expect(pushPayload(revision(), ['654225'], '2026-07-01T11:59:59.999Z', texts)).not.toBeNull();
    const over = part({ level: 'red', expiresAt: NOW });
    expect(pushed(revision({ parts: [over, part()] })).title).toContain('橙色');
  });

  test('a cancellation is sent however late', () => {
    const late = pushPayload(revision({ action: 'cancel' }), ['654225'], '2026-07-05T00:00:00.000Z', texts);
    expect(late?.notification.title).toContain('【解除】');
  });

  test('a demonstration is never pushed', () => {
    expect(pushPayload(revision({ isDemonstration: true }), ['654225'], NOW, texts)).toBeNull();
  });
});

describe('text from outside cannot break a push', () => {
  const hostile = fc.oneof(
    fc.constant('红'.repeat(1_000_000)),
    fc.constant('👨‍👩‍👧‍👦'.repeat(3000)),
    fc.constant('a' + '\u0301'.repeat(20_000)),
    fc.constant('\u202E\u2066"\\\u0000\uD800'.repeat(5000)),
    fc.string({ unit: 'binary', maxLength: 4000 }),
  );

  test('whatever the text, the payload stays under the limit and keeps level, place and end', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (headline, instruction, hazard, area) => {
        const areas = Array.from({ length: 30 }, () => ({
          description: area,
          adcodes: [],
          polygons: [],
          circles: [],
        }));
        const bad = part(
          { areas, hazard: { code: null, name: hazard } },
          { headline, instruction, language: area },
        );
        const r = revision({
          action: 'update',
          source: headline,
          parts: [bad, bad, bad],
          alertId: 'x'.repeat(40),
        });
        const corrected = { ...r, correction: instruction };
        // Also for who is no longer concerned, which costs a line more.
        for (const [chosen, told] of [
          ['654225', corrected],
          ['11', r],
          ['11', corrected],
        ] as const)
          expect(pushBytes(pushPayload(told, [chosen], NOW, texts)!)).toBeLessThanOrEqual(MAX_PUSH_BYTES);
        const payload = pushPayload(r, ['654225'], NOW, texts);
        if (payload === null) return false;
        const { title, body } = payload.notification;
        const whole = JSON.stringify(payload);
        return (
          pushBytes(payload) <= MAX_PUSH_BYTES &&
          title.includes('橙色预警') &&
          body.includes('有效至 7月1日 20:00') &&
          whole.isWellFormed() &&
          !/[\u202A-\u202E\u2066-\u2069]/.test(whole)
        );
      }),
      { numRuns: 60 },
    );
  });

  test('many places are named whole and counted, never cut in two', () => {
    const areas = Array.from({ length: 40 }, (_, i) => ({
      description: `第${i + 1}乡镇`,
      adcodes: [],
      polygons: [],
      circles: [],
    }));
    const n = pushed(revision({ parts: [part({ areas })] }));
    expect(n.title).toMatch(/第\d+乡镇等40处$/);
    expect(n.body).toMatch(/范围：第1乡镇、.*第\d+乡镇等40处/);
  });

  test('what does not fit ends at a sentence where one is near, else at a whole character, and says so', () => {
    expect(fitText(`${'走高处。'.repeat(9)}不要返回取物`, 112)).toBe(`${'走高处。'.repeat(9)}…`);
    expect(fitText('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 40)).toBe('👨‍👩‍👧‍👦…');
  });
});
