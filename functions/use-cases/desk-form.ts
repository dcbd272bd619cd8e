import { z } from 'zod';
import { DESK_LIMITS as MAX, type OfficerForm } from '../../src/domain/alert-desk.ts';
import type { DrillForm } from '../../src/domain/drill.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import { shortLine } from './form-line.ts';

/** A line that may still be empty; line breaks and invisible direction marks go, for they could turn a title around. */
export const deskLine = (max: number) => z.string().max(max, `最多 ${max} 个字符`).transform(oneLine);

/**
 * Running text as typed: markup stays words. Overrides of direction go (a page could read backwards); the marks that
 * right-to-left languages need stay. Other controls are no text.
 */
export const deskText = (max: number) =>
  z
    .string()
    .max(max, `最多 ${max} 个字符`)
    .transform((text) =>
      text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[\u202A-\u202E\u2066-\u2069]/g, ''),
    )
    .refine((text) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/.test(text), '含有不能识别的字符，请删去后重试');

export const deskInstant = z.iso
  .datetime({ offset: true })
  .refine((text) => !Number.isNaN(Date.parse(text)), '没有这个时间')
  .transform((text) => toInstant(Date.parse(text)));

const adcode = z.string().regex(/^\d{1,20}$/, '区划代码是数字');
export const deskAdcodes = z.array(adcode).max(MAX.regions, `最多 ${MAX.regions} 个地区`);
const level = z.enum(['red', 'orange', 'yellow', 'blue']);
const point = z.tuple([z.number(), z.number()]);

const body = {
  hazard: z.strictObject({
    code: z
      .string()
      .regex(/^[0-9A-Za-z]{3,10}$/, '事件代码是字母和数字')
      .nullable(),
    name: deskLine(MAX.hazard),
  }),
  source: deskLine(MAX.source),
  parts: z
    .array(
      z.strictObject({
        level: level.nullable(),
        adcodes: deskAdcodes,
        polygon: z
          .array(point)
          .max(MAX.points + 1, `最多 ${MAX.points} 个点`)
          .nullable(),
      }),
    )
    .max(MAX.parts),
  onsetAt: deskInstant.nullable(),
  expiresAt: deskInstant.nullable(),
  bulletins: z
    .array(
      z.strictObject({
        language: z.string().max(35),
        headline: deskLine(MAX.headline),
        description: deskText(MAX.description),
        instruction: deskText(MAX.instruction),
        contact: deskLine(MAX.contact).nullable(),
        web: deskLine(MAX.web).nullable(),
      }),
    )
    .min(1)
    .max(MAX.bulletins),
};

export const officerForm: z.ZodType<OfficerForm> = z.strictObject({ kind: z.literal('alert'), ...body });
export const drillForm: z.ZodType<DrillForm> = z.strictObject({ kind: z.literal('drill'), ...body });

const version = z.int().min(1);
export const versioned = z.strictObject({ version });
export const withReason = z.strictObject({ version, reason: shortLine(MAX.reason) });

export const newDraft = z
  .strictObject({
    form: officerForm.optional(),
    document: z.string().min(1).max(MAX.document).optional(),
    bulletin: z.int().min(0).max(100).optional(),
  })
  .refine(
    ({ form, document }) => (form === undefined) !== (document === undefined),
    '要有 form 或 document 中的一项',
  );

export const draftChange = z.strictObject({
  version,
  form: officerForm.optional(),
  completion: z
    .strictObject({
      source: shortLine(MAX.source).optional(),
      hazard: shortLine(MAX.hazard).optional(),
      level: level.optional(),
      adcodes: deskAdcodes.min(1).optional(),
      issuedAt: deskInstant.optional(),
      action: z.enum(['issue', 'update', 'cancel']).optional(),
    })
    .optional(),
  reason: deskLine(MAX.reason).optional(),
  baseRevision: z.int().min(1).optional(),
});

export const issueWish = z.strictObject({
  version,
  override: z.strictObject({ reason: shortLine(MAX.reason) }).optional(),
});

export const revision = z.strictObject({ purpose: z.enum(['update', 'correct', 'cancel']) });
export const pasted = z.strictObject({ text: z.string().min(1).max(MAX.document) });
