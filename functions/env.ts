import { z } from 'zod';
import { DEFAULT_CALL_MINUTES, type CallMinutes } from '../src/domain/call-report.ts';

/** The only reader of process.env. All mistakes are said at once, and the server refuses to start. */
const flag = (name: string) =>
  z
    .enum(['0', '1', ''], `${name} 要写 1（是）或 0（否）`)
    .optional()
    .transform((value) => value === '1');
const list = z
  .string()
  .optional()
  .transform((value) =>
    (value ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
/** Exact host names of the bureau's own network. A pattern would open more than anybody meant. */
const hosts = list.refine(
  (all) => all.every(isHostName),
  'ANLAN_OUTLET_INTERNAL_HOSTS 要写完整的主机名（小写，不带端口），用逗号隔开，例如 sms.intranet,10.1.2.3',
);
const whole = (name: string, max: number) => {
  const message = `${name} 要是 0 到 ${max} 的整数`;
  return z.coerce.number(message).int(message).min(0, message).max(max, message);
};
const VOICE_COMMAND =
  'ANLAN_VOICE_COMMAND 要写命令和参数，用空格隔开，或写成 JSON 数组，例如 espeak-ng -v cmn --stdout';
/** A program and its arguments, never a shell's line: words parted by spaces, or a JSON array of them. */
const command = z
  .string()
  .optional()
  .transform((value, context): readonly string[] | undefined => {
    if (value === undefined) return undefined;
    const words = value.trim().startsWith('[') ? jsonWords(value) : value.trim().split(/\s+/);
    if (words !== null && words.length > 0 && words.every((word) => word !== '')) return words;
    context.addIssue({ code: 'custom', message: VOICE_COMMAND });
    return undefined;
  });
const PUBLIC_URL = 'ANLAN_PUBLIC_URL 要是完整网址，不带路径，例如 https://yjglj.example.gov.cn';

const CALL_MINUTES =
  'ANLAN_CALL_MINUTES 要写五个 0 到 1440 的整数，依次是红、橙、黄、蓝、未分级，例如 10,20,60,0,20（0 是不提醒）';
/** Minutes until an officer is reminded of 叫应. */
const callMinutes = z
  .string()
  .regex(/^\d{1,4}(,\d{1,4}){4}$/, CALL_MINUTES)
  .transform((value) => value.split(',').map(Number))
  .refine((all) => all.every((minutes) => minutes <= 1440), CALL_MINUTES)
  .transform(([red = 0, orange = 0, yellow = 0, blue = 0, none = 0]): CallMinutes => {
    const orNever = (minutes: number): number | null => (minutes === 0 ? null : minutes);
    return {
      red: orNever(red),
      orange: orNever(orange),
      yellow: orNever(yellow),
      blue: orNever(blue),
      none: orNever(none),
    };
  });

const schema = z.object({
  PORT: whole('PORT', 65535).default(4321),
  HOST: z.string().default('0.0.0.0'),
  ANLAN_DATA: z.string().optional(),
  ANLAN_DIST: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL 要以 postgres:// 开头')
    .optional(),
  // Printed into feeds and pushes as the site's own address, so nothing but a bare origin will do.
  ANLAN_PUBLIC_URL: z.string().refine(isOrigin, PUBLIC_URL).optional(),
  ANLAN_DEMO: flag('ANLAN_DEMO'),
  NODE_ENV: z.string().optional(),
  ANLAN_VAPID_SUBJECT: z
    .string()
    .regex(
      /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
      'ANLAN_VAPID_SUBJECT 要写成 mailto:信箱 或 https:// 网址',
    )
    .optional(),
  ANLAN_TRUSTED_PROXY: whole('ANLAN_TRUSTED_PROXY', 5).default(0),
  ANLAN_PUSH_HOSTS: list,
  ANLAN_OUTLET_INTERNAL_HOSTS: hosts,
  ANLAN_CALL_MINUTES: callMinutes.default(DEFAULT_CALL_MINUTES),
  ANLAN_VOICE_COMMAND: command,
  ANLAN_TEST_PUSH_ORIGIN: z.string().optional(),
  ANLAN_TEST_PUSH_CA: z.string().optional(),
});

export type Env = z.infer<typeof schema> & { isProduction: boolean };

/** Wrong variables, in the operator's language. */
export class EnvProblem extends Error {}

/** Throws one EnvProblem that names every wrong variable and every wrong combination, in Chinese. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  const issues = parsed.error?.issues ?? [];
  const lines = [...issues.map((issue) => issue.message), ...wrongTogether(present)];
  if (!parsed.success || lines.length > 0)
    throw new EnvProblem(`环境变量有误：\n${lines.map((line) => `  ${line}`).join('\n')}`);
  return { ...parsed.data, isProduction: parsed.data.NODE_ENV === 'production' };
}

/** What may each be right but never stands together: a slip here would show demonstration rows to real people. */
function wrongTogether(present: Record<string, string | undefined>): string[] {
  const isProduction = present['NODE_ENV'] === 'production';
  const lines: string[] = [];
  if (present['ANLAN_DEMO'] === '1' && (present['DATABASE_URL'] !== undefined || isProduction))
    lines.push(
      '演示模式（ANLAN_DEMO=1）不能连接正式数据库（DATABASE_URL），也不能在 NODE_ENV=production 下运行',
    );
  if (present['ANLAN_TEST_PUSH_ORIGIN'] !== undefined && isProduction)
    lines.push('ANLAN_TEST_PUSH_ORIGIN 只供测试，不能在 NODE_ENV=production 下使用');
  return lines;
}

function jsonWords(text: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
  } catch {
    return null;
  }
}

/** As a URL writes it: lower case, Chinese names in punycode, addresses whole. */
function isHostName(host: string): boolean {
  const url = URL.parse(`https://${host.includes(':') ? `[${host}]` : host}/`);
  const isPlain = /^[a-z0-9.:-]+$/.test(host) && !host.endsWith('.');
  return isPlain && url?.hostname.replace(/^\[|\]$/g, '') === host;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}

/** The environment of the site's build: ours, but for production and without reports to anyone. */
export function buildEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
}
