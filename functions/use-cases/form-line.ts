import { z } from 'zod';
import { oneLine } from '../../src/domain/short-text.ts';

/**
 * A field that stands on one line. Line breaks become spaces and invisible direction marks go: they could make a
 * title read backwards. What is nothing but those is empty, and refused.
 */
export function shortLine(max: number) {
  return z
    .string()
    .trim()
    .max(max, `最多 ${max} 个字符`)
    .transform(oneLine)
    .pipe(z.string().min(1, '不能为空'));
}
