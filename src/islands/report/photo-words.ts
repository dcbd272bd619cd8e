import type { Problem, ProblemWord } from '../../domain/problem.ts';

/** What the browser finds wrong with a file by itself, before anything is sent. */
const SAID: Partial<Record<ProblemWord, string>> = {
  'photo-empty': '这个文件是空的，请重新选一张。',
  'photo-format-refused':
    '这种文件不能收。请换成 JPG、PNG 或 WebP 照片；苹果手机的 HEIC 照片打不开的，请截屏或改存为 JPG 再选。',
  'photo-not-a-photo': '这个文件不是照片，或者已经损坏，请换一张。',
  'photo-too-large': '照片太大了，请用手机自带的编辑功能缩小，或者截屏后再选。',
};

/** A sentence that says what to do; the problem's own detail where it has one. */
export function photoSentence({ word, detail }: Problem): string {
  return detail ?? SAID[word] ?? '这张照片没法用，请换一张。';
}
