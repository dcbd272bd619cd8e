import { describe, expect, test } from 'vitest';
import { MOUTHS, type MouthText } from '../../../src/domain/mouth.ts';
import { firstLine, frameOf, mouthFigures, pictureSource } from '../../../src/islands/desk/mouth-frame.ts';

const said = (change: Partial<MouthText>): MouthText => ({
  mouth: 'picture',
  language: 'zh-CN',
  mediaType: 'text/plain',
  text: '山洪黄色预警\n范围：裕民县',
  ...change,
});

test('every mouth has a frame', () => {
  for (const mouth of MOUTHS) expect(frameOf(mouth), mouth).toBeDefined();
});

test('the figures that a mouth has stand beside its name, and no others', () => {
  expect(mouthFigures(said({ characters: 68, segments: 1 }))).toBe('68 字 · 1 条');
  expect(mouthFigures(said({ readingSeconds: 41.6, repeats: 3 }))).toBe('念一遍 42 秒 · 念 3 遍');
  expect(mouthFigures(said({}))).toBe('');
});

test('a text is its first line and the rest', () => {
  expect(firstLine('甲\n乙\n丙')).toEqual({ first: '甲', rest: '乙\n丙' });
  expect(firstLine('甲')).toEqual({ first: '甲', rest: '' });
});

describe('a picture is shown from our own bytes alone', () => {
  test('as base64 or as SVG', () => {
    expect(pictureSource(said({ mediaType: 'image/png', text: 'iVBO\nRw0=' }))).toBe(
      'data:image/png;base64,iVBORw0=',
    );
    expect(pictureSource(said({ mediaType: 'image/svg+xml', text: '<svg/>' }))).toBe(
      'data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E',
    );
  });

  test.each([
    ['text', 'text/plain', '山洪'],
    ['an address', 'image/png', 'https://example.org/x.png'],
    ['another type', 'text/html', '<img>'],
  ])('never from %s', (_, mediaType, text) => {
    expect(pictureSource(said({ mediaType, text }))).toBeNull();
  });
});
