import { z } from 'zod';
import type { DrillForm } from '../../src/domain/drill.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { NOTICE_KINDS, NOTICE_LIMITS, type NoticeForm, type NoticeKind } from '../../src/domain/notice.ts';
import { deskAdcodes, deskInstant, deskLine, deskText, drillForm } from './desk-form.ts';

const noticeForm: z.ZodType<NoticeForm> = z.strictObject({
  kind: z.enum(NOTICE_KINDS as readonly [NoticeKind, ...NoticeKind[]]),
  title: deskLine(NOTICE_LIMITS.title),
  text: deskText(NOTICE_LIMITS.text),
  adcodes: deskAdcodes,
  source: deskLine(NOTICE_LIMITS.source),
  startsAt: deskInstant.nullable(),
  endsAt: deskInstant.nullable(),
});
const version = z.int().min(1);

export const newNotice = z.strictObject({ form: noticeForm });
export const noticeChange = z.strictObject({ version, form: noticeForm });

const times = { startAt: deskInstant.nullable(), endAt: deskInstant.nullable() };
type Times = { startAt: Instant | null; endAt: Instant | null };
export const newDrill: z.ZodType<{ form: DrillForm } & Times> = z.strictObject({ form: drillForm, ...times });
export const drillChange: z.ZodType<{ version: number; form: DrillForm } & Times> = z.strictObject({
  version,
  form: drillForm,
  ...times,
});
