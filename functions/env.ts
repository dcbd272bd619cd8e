import { z } from 'zod';

/** The only reader of process.env. All mistakes are said at once, and the server refuses to start. */
const flag = z
  .enum(['0', '1', ''])
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

const schema = z.object({
  PORT: z.coerce.number('PORT 要是 0 到 65535 的数字').int().min(0).max(65535).default(4321),
  HOST: z.string().default('0.0.0.0'),
  ANLAN_DATA: z.string().optional(),
  ANLAN_DIST: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL 要以 postgres:// 开头')
    .optional(),
  ANLAN_PUBLIC_URL: z.url('ANLAN_PUBLIC_URL 要是完整网址，例如 https://yjglj.example.gov.cn').optional(),
  ANLAN_DEMO: flag,
  NODE_ENV: z.string().optional(),
  ANLAN_VAPID_SUBJECT: z
    .string()
    .regex(
      /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
      'ANLAN_VAPID_SUBJECT 要写成 mailto:信箱 或 https:// 网址',
    )
    .optional(),
  ANLAN_TRUSTED_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  ANLAN_PUSH_HOSTS: list,
  ANLAN_TEST_PUSH_ORIGIN: z.string().optional(),
  ANLAN_TEST_PUSH_CA: z.string().optional(),
});

export type Env = z.infer<typeof schema> & { isProduction: boolean };

/** Throws one Error that names every wrong variable, in Chinese. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`);
    throw new Error(`环境变量有误，没有启动：\n${lines.join('\n')}`);
  }
  const env = { ...parsed.data, isProduction: parsed.data.NODE_ENV === 'production' };
  if (env.ANLAN_DEMO && (env.DATABASE_URL !== undefined || env.isProduction))
    throw new Error('演示模式不能连接正式数据库（DATABASE_URL），也不能在 NODE_ENV=production 下运行。');
  if (env.ANLAN_TEST_PUSH_ORIGIN !== undefined && env.isProduction)
    throw new Error('ANLAN_TEST_PUSH_ORIGIN 只供测试，不能在 NODE_ENV=production 下使用。');
  return env;
}
