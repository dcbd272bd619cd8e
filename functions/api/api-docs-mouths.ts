import { z } from 'zod';
import { MOUTHS } from '../../src/domain/mouth.ts';
import { document, json } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { AT, now, ofId } from './api-docs-shapes.ts';

const mouth = z
  .strictObject({
    mouth: z.enum(MOUTHS),
    language: z.string(),
    mediaType: z.string(),
    text: z.string().describe('空的：这种渠道没有可说的，note 写明为什么'),
    readingSeconds: z.number().optional(),
    repeats: z.int().optional(),
    characters: z.int().optional(),
    segments: z.int().optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'MouthText', description: '一条预警在一种渠道上的成文' });
const mouths = z.strictObject({ now, mouths: z.array(mouth) });
const sms = { mouth: 'sms', language: 'zh-CN', mediaType: 'text/plain', text: '【红色】裕民县暴雨……', characters: 68, segments: 1 }; // prettier-ignore
const language = z.object({ language: z.string().optional().describe('BCP 47，默认中文') });
const ofAlert = ofId('预警编号');

export const mouthDocs: readonly Documented[] = [
  { method: 'get', path: '/api/alerts/{id}/mouths', route: '/api/alerts/:id/mouths', operation: json('预警', '一条预警的全部成文：网页、短信、大喇叭、大屏、CAP……', { schema: mouths, example: { now: AT, mouths: [sms] } }, { requestParams: { path: ofAlert, query: language }, refuses: [404] }) },
  { method: 'get', path: '/alerts/{id}/{picture}', route: '/alerts/:id/:file{\\d{1,6}(?:\\.[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})?\\.png}', operation: document('预警', '群聊图片，文件名是版次，如 1.png、1.ug.png', 'image/png', { requestParams: { path: ofAlert.extend({ picture: z.string() }) } }) },
  { method: 'get', path: '/alerts/{id}/audio.wav', route: '/alerts/:id/audio.wav', operation: document('预警', '大喇叭稿的朗读；没有装语音时回答 404', 'audio/wav', { requestParams: { path: ofAlert } }) },
  { method: 'get', path: '/alerts/{id}/ebm-{number}.xml', route: '/alerts/:id/:file{ebm-\\d{1,3}\\.xml}', operation: document('预警', '应急广播 EBM（暂行格式）', 'application/xml', { requestParams: { path: ofAlert.extend({ number: z.int() }) } }) },
]; // prettier-ignore
