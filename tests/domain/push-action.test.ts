import { describe, expect, test } from 'vitest';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { MAX_PUSH_BYTES, pushBytes, pushPayload, type PushTexts } from '../../src/domain/push-payload.ts';
import { examplePart as part, exampleRevision as revision } from '../support/alert-example.ts';

const NOW = '2026-07-01T03:00:00.000Z';
const texts: PushTexts = {
  guideInstruction: () => null,
  nameOf: () => '裕民县',
  publicUrl: 'https://anlan.example',
};
const pushed = (r: AlertRevision, chosen = ['654225'], language?: string) => {
  const payload = pushPayload(r, chosen, NOW, texts, language);
  if (payload === null) throw new Error('nothing to push');
  return payload.notification;
};

describe('what can be done from the locked screen', () => {
  test('the answer others wait for stands first, since some browsers show only one or two', () => {
    const actions = pushed(revision()).actions ?? [];
    expect(actions.map(({ action, title }) => `${action} ${title}`)).toEqual([
      'safe 我已安全',
      'guide 看怎么做',
      'call 电话告知家人',
    ]);
  });

  test('of yellow and blue nobody asks whether one is safe', () => {
    for (const level of ['yellow', 'blue'] as const)
      expect(pushed(revision({ parts: [part({ level })] })).actions?.[0]).toMatchObject({ action: 'known' });
    expect(pushed(revision({ parts: [part({ level: null })] })).actions?.[0]).toMatchObject({
      action: 'safe',
    });
  });

  test('each leads to a page of this site and does nothing by itself', () => {
    for (const { navigate } of pushed(revision()).actions ?? []) {
      const url = new URL(navigate);
      expect(url.origin).toBe('https://anlan.example');
      expect(url.search).toBe('');
    }
    const call = pushed(revision()).actions?.find(({ action }) => action === 'call');
    expect(call?.navigate).toBe('https://anlan.example/care/#a1b2c3');
  });

  test('the end of an alert asks nothing', () => {
    expect(pushed(revision({ action: 'cancel', revision: 2 })).actions).toBeUndefined();
  });

  test('they give way to the words when both do not fit', () => {
    const long = { headline: '头'.repeat(500), instruction: '走'.repeat(500) };
    const many = Array.from({ length: 30 }, (_, i) => ({
      description: `第${i}乡镇`,
      adcodes: [],
      polygons: [],
      circles: [],
    }));
    const payload = pushPayload(
      revision({
        source: '源'.repeat(200),
        parts: [part({ areas: many }, long), part({ level: 'red', areas: many }, long)],
      }),
      ['654225'],
      NOW,
      { ...texts, publicUrl: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.gov.cn` },
    );
    expect(payload?.notification.actions).toBeUndefined();
    expect(payload?.notification.body).toContain('走走走');
    expect(payload && pushBytes(payload)).toBeLessThanOrEqual(MAX_PUSH_BYTES);
  });
});

describe('which place, and in what manner', () => {
  test('the place of the device that it concerns goes along, by its code alone', () => {
    expect(pushed(revision(), ['231200', '654225100']).data.place).toBe('654225100');
    expect(pushed(revision({ action: 'update', revision: 2 }), ['231200']).data.place).toBeUndefined();
  });

  test('the end of yellow and blue makes no sound, the end of what is graver or ungraded does', () => {
    const ended = (level: 'red' | 'orange' | 'yellow' | 'blue' | null) =>
      pushed(revision({ action: 'cancel', revision: 2, parts: [part({ level })] })).silent;
    expect([ended('blue'), ended('yellow'), ended('orange'), ended('red'), ended(null)]).toEqual([
      true,
      true,
      undefined,
      undefined,
      undefined,
    ]);
    expect(pushed(revision({ parts: [part({ level: 'blue' })] })).silent).toBeUndefined();
  });
});

describe('the language', () => {
  const words = part().bulletins[0];
  if (words === undefined) throw new Error('no words');
  const ug = { ...words, language: 'ug-CN', headline: 'كەلكۈن', instruction: 'ئېگىزگە چىقىڭ.' };
  const both = revision({ parts: [part({ bulletins: [words, ug] })] });

  test('the authority’s words come in the one asked for, where it gave them', () => {
    const told = pushed(both, ['654225'], 'ug');
    expect(told.body).toContain('ئېگىزگە چىقىڭ.');
    expect(told.lang).toBe('ug-CN');
    expect(told.title).toBe('山洪橙色预警 · 裕民县');
    expect(told.body).toContain('有效至 7月1日 20:00');
  });

  test('and in Chinese where it did not', () => {
    expect(pushed(both, ['654225'], 'kk').body).toContain('立即转移到高处；');
    expect(pushed(both).lang).toBe('zh-CN');
    const other = revision({ parts: [part({ bulletins: [ug, words] })] });
    expect(pushed(other, ['654225'], 'kk').lang).toBe('zh-CN');
  });
});
