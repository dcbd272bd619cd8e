import * as z from 'zod';

/** One line of text for people: no line breaks, no control characters, no blanks around it. */
export function line(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.trim() === text, { message: '首尾不能有空格' })
    .refine((text) => !/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u.test(text), {
      message: '不能含换行或控制字符',
    });
}

/** The name of a file without its ending; also part of an address, so it never changes once published. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: '只能用小写英文字母、数字和短横线' });

/** A calendar day that exists, `YYYY-MM-DD`. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: '日期要写成 2026-11-22 的样子' })
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true, {
    message: '没有这一天',
  });

/**
 * The date of a source as far as it is known: `2025`, `2025-08` or `2025-08-10`; null says the text carries none.
 * An unquoted year is a number in YAML, so both are read.
 */
export const sourceDate = z
  .union([z.string(), z.number().int().transform(String)])
  .pipe(
    z.string().regex(/^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, {
      message: '写成 2025、2025-08 或 2025-08-10，没有日期写 null',
    }),
  )
  .nullable();

/** Who said it. Never a link: many official texts were only readable on mirrors we do not vouch for. */
export const source = z.strictObject({
  authority: line(60),
  title: line(80),
  date: sourceDate,
});

/** GB/T 2260 codes in the short form; that they exist is checked against the divisions. */
export const adcode = z
  .string({ error: '区划代码要加引号，例如 "654225"' })
  .regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, { message: '区划代码是 2、4、6、9 或 12 位数字' })
  .refine((code) => code.length === 2 || !code.endsWith(code.length > 6 ? '000' : '00'), {
    message: '要写最短形式，去掉末尾成组的零，例如 231200 写成 2312',
  });

/** A telephone number as it is dialled; also a hotline's id. Quoted in YAML, or it becomes a number. */
export const hotlineId = z
  .string({ error: '号码要加引号，例如 "119"' })
  .regex(/^\d{3,8}$/, { message: '号码是 3 至 8 位数字' });
