import { describe, expect, test } from 'vitest';
import {
  EMPTY_REPORT,
  firstMistake,
  mistakeOn,
  STEPS,
  stepOf,
} from '../../../src/islands/report/report-state.ts';

const whole = { ...EMPTY_REPORT, category: 'gas', text: '煤气罐漏气' };

describe('the steps of a report', () => {
  test('only what happened is required: place, photos and contact may be left empty', () => {
    expect(firstMistake(whole)).toBeNull();
    expect(firstMistake(EMPTY_REPORT)).toEqual({
      step: 'what',
      mistake: { field: 'category', text: '请选一个类别，拿不准就选“其他”。' },
    });
    expect(mistakeOn('what', { ...whole, text: ' \n\u200b ' })?.field).toBe('text');
  });

  test('the browser judges lengths and characters as the server does', () => {
    expect(mistakeOn('what', { ...whole, text: '👨‍👩‍👧'.repeat(1000) })).toBeNull();
    expect(mistakeOn('what', { ...whole, text: '字'.repeat(5001) })?.text).toContain('5000');
    expect(mistakeOn('where', { ...whole, place: '路'.repeat(201) })?.field).toBe('place');
    expect(mistakeOn('contact', { ...whole, contact: '\ud800' })?.field).toBe('contact');
  });

  test('a refusal of the server leads back to the step that asks for that field', () => {
    expect(['kind', 'category', 'text', 'adcode', 'place', 'photos.2', 'contact', 'receipt'].map(stepOf)).toEqual([
      'what', 'what', 'what', 'where', 'where', 'evidence', 'contact', 'check',
    ]); // prettier-ignore
    expect(STEPS.at(-1)).toBe('check');
  });
});
