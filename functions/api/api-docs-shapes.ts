import { z } from 'zod';
import { LEVELS, type Level } from '../../src/domain/level.ts';

/** What many answers are made of. Strict: a field that is not described here is a mistake that a test finds. */
export const instant = z.iso.datetime({ precision: 3 }).describe('UTC 时刻，毫秒，以 Z 结尾');
export const adcode = z
  .string()
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/)
  .describe('区划代码（GB/T 2260），去掉末尾的零：654225、654225100');
export const level = z.enum(LEVELS as [Level, ...Level[]]).describe('红橙黄蓝四级');
export const levelOrNone = level.nullable().describe('级别；null 是发布单位没有分级，本站不编');
export const alertState = z
  .enum(['in-force', 'all-clear', 'ended'])
  .describe('in-force 生效中；all-clear 已解除，还在展示；ended 已结束');
export const action = z.enum(['issue', 'update', 'cancel']).describe('发布、更新、解除');
export const origin = z.enum(['relayed', 'issued']).describe('relayed 原文转发；issued 本单位发布');
export const keptSince = instant
  .nullable()
  .describe('平时是 null；数据库中断时，是所给内容最后一次得到确认的时刻');
export const now = instant.describe('服务器的时刻');
export const isDemonstration = z.boolean().describe('演示数据，不是真的');

export const problemShape = z
  .strictObject({
    type: z.string().describe('urn:anlan:problem: 加 word'),
    word: z.string().describe('固定的词，程序据此判断'),
    title: z.string().describe('怎么回事、该怎么办，给人看的中文'),
    status: z.int(),
    detail: z.string().optional(),
    path: z.string().optional().describe('哪一项有问题'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457。没有办成时的回答' });

export const inRegion = z.object({
  region: adcode.optional().describe('只要涉及这个地区的。不认识的地区回答 422，不回答空列表'),
});
export const ofId = (description: string) => z.object({ id: z.string().describe(description) });

export const AT = '2026-07-01T04:00:00.000Z';
export const ID = '9n1tsqtqmt1p87';
