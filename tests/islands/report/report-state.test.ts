import { describe, expect, test } from 'vitest';
import { identityOf, outgoingFields } from '../../../src/islands/report/outgoing.ts';
import { firstMistake, mistakeOn } from '../../../src/islands/report/report-mistakes.ts';
import { isGroupRight } from '../../../src/islands/report/receipt-group.ts';
import {
  EMPTY_REPORT,
  fieldOf,
  STEPS,
  stepOf,
  stepsFor,
  type Step,
} from '../../../src/islands/report/report-state.ts';
import { asReport } from '../../../src/islands/report/typed-report.ts';

const now = '2026-07-01T10:30';
const whole = { ...EMPTY_REPORT, category: 'gas', text: '煤气罐漏气' };
const at = (step: Step, part: Partial<typeof whole>) => mistakeOn(step, { ...whole, ...part }, now);

describe('the steps of a report', () => {
  test('only what happened is required: everything else may be left empty', () => {
    expect(firstMistake(whole, now)).toBeNull();
    expect(firstMistake(EMPTY_REPORT, now)).toEqual({
      step: 'what',
      mistake: { field: 'category', text: '请选一个类别，拿不准就选“其他”。' },
    });
    expect(at('what', { text: ' \n\u200b ' })?.field).toBe('text');
  });

  test('a flood names no unit: the step is left out, and what stood in it is not sent', () => {
    expect(stepsFor('situation')).not.toContain('who');
    expect(stepsFor('fire')).toEqual(STEPS);
    const kept = { ...whole, respondent: '某某厂', isInsider: 'on', claimSecret: '135790' };
    expect(outgoingFields({ ...kept, kind: 'situation' })).not.toHaveProperty('respondent');
    expect(outgoingFields(kept)).toMatchObject({ respondent: '某某厂', isInsider: 'on' });
  });

  test('the browser judges lengths and characters as the server does', () => {
    expect(at('what', { text: '👨‍👩‍👧'.repeat(1000) })).toBeNull();
    expect(at('what', { text: '字'.repeat(5001) })?.text).toContain('5000');
    expect(at('where', { place: '路'.repeat(201) })?.field).toBe('place');
    expect(at('who', { respondent: '厂'.repeat(101) })?.field).toBe('respondent');
    expect(at('contact', { anonymity: 'named', name: '张', contact: '\ud800' })?.field).toBe('contact');
  });

  test('what was seen cannot lie ahead, and coordinates say where they come from', () => {
    expect(at('where', { seenAt: '2026-07-01T10:31' })?.field).toBe('seenAt');
    expect(at('where', { seenAt: '0001-01-01T00:00' })?.field).toBe('seenAt');
    expect(at('where', { seenAt: now })).toBeNull();
    expect(at('where', { coordinates: '0, 0', datum: 'wgs84' })?.field).toBe('coordinates');
    expect(at('where', { coordinates: '46.2, 82.9' })?.field).toBe('datum');
    expect(at('where', { coordinates: '82.9 46.2', datum: 'bd09' })).toBeNull();
    expect(outgoingFields({ ...whole, coordinates: '82.9 46.2', datum: 'bd09' })).toMatchObject({
      ...{ lat: '46.2', lng: '82.9', datum: 'bd09' },
    });
  });

  test('a name is asked for only where one was promised, and a claim secret is digits', () => {
    expect(at('contact', { anonymity: 'named', contact: '13800000000' })?.field).toBe('name');
    expect(at('contact', { anonymity: 'pseudonymous', name: '老王' })?.field).toBe('contact');
    for (const claimSecret of ['12345', '1234567890123', 'abcdef'])
      expect(at('contact', { claimSecret })?.field, claimSecret).toBe('claimSecret');
    expect(at('contact', { claimSecret: '１３５７９０' })).toBeNull();
    expect(outgoingFields({ ...whole, claimSecret: '１３５７９０' })['claimSecret']).toBe('135790');
  });

  test('name and contact never leave readable, and not at all when the choice went back to anonymous', () => {
    const typed = { ...whole, name: '张三', contact: '13800000000', note: '晚上' };
    expect(JSON.stringify(outgoingFields({ ...typed, anonymity: 'named' }))).not.toMatch(/张三|138|晚上/);
    expect(identityOf(typed)).toBeNull();
    expect(identityOf({ ...typed, anonymity: 'named' })).toEqual({
      ...{ name: '张三', contact: '13800000000', note: '晚上' },
    });
  });

  test('a refusal of the server leads back to the step that asks for that field', () => {
    const paths = [
      'kind',
      'text',
      'adcode',
      'lat',
      'respondent',
      'photos.2',
      'uploads',
      'identity',
      'receipt',
    ];
    expect(paths.map(stepOf)).toEqual([
      'what', 'what', 'where', 'where', 'who', 'evidence', 'evidence', 'contact', 'check',
    ]); // prettier-ignore
    expect(fieldOf('lng')).toBe('coordinates');
    expect(fieldOf('constructor')).toBeNull();
  });

  test('a stored draft gives back only fields of the form with words the form knows', () => {
    expect(
      asReport({ text: '字', kind: 'fires', anonymity: 'x', datum: 'mars', photos: [], toString: '1' }),
    ).toEqual({ text: '字' });
  });

  test('a copied group is right however it was written, and only when it is that group', () => {
    const receipt = '7ZQK-0M3V-XW2A-9HPC-4';
    expect(isGroupRight(receipt, 0, '7zqk')).toBe(true);
    expect(isGroupRight(receipt, 1, 'OM3V')).toBe(true);
    for (const typed of ['', '7ZQK', 'M3V', '0M3X']) expect(isGroupRight(receipt, 1, typed)).toBe(false);
  });
});
