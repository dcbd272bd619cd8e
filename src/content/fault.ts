import type * as z from 'zod';
import { allowedAt, valueAt } from './schema-path.ts';

/** One thing wrong in one place of the content, in words an editor can act on. */
export interface ContentFault {
  /** Path from the content root, e.g. `guides/fire.yaml`. */
  file: string;
  /** e.g. `before[2].sources[0]`; empty when the whole file is meant. */
  field: string;
  /** What stands there, shortened; empty when nothing does. */
  value: string;
  /** What may stand there; empty when it cannot be listed. */
  allowed: readonly string[];
  message: string;
}

export function fault(
  file: string,
  field: string,
  value: unknown,
  message: string,
  allowed: readonly string[] = [],
): ContentFault {
  return { file, field, value: shown(value), allowed, message };
}

/** The line an editor reads in the terminal. */
export function faultText({ file, field, value, allowed, message }: ContentFault): string {
  const place = field === '' ? '' : `，字段 ${field}`;
  const found = value === '' ? '' : `，现在是 ${value}`;
  const choices = allowed.length === 0 ? '' : `。可用的值：${allowed.join('、')}`;
  return `content/${file}${place}${found}：${message}${choices}`;
}

/** The field's name as an editor would look for it: `before[2].text`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const TYPE_NAMES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组字段',
};
const SIZE_UNITS: Record<string, string> = { string: '个字', array: '项' };

/** Every zod issue of a document as faults. Decided on the issue's code, never on its text. */
export function faultsOf(file: string, schema: z.ZodType, data: unknown, error: z.ZodError): ContentFault[] {
  return error.issues.flatMap((issue): ContentFault[] => {
    const field = fieldName(issue.path);
    const value = valueAt(data, issue.path);
    const one = (message: string, allowed: readonly string[] = []) => [
      fault(file, field, value, message, allowed),
    ];
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) =>
          fault(
            file,
            fieldName([...issue.path, key]),
            valueAt(data, [...issue.path, key]),
            '没有这个字段，是不是写错了名字',
            allowedAt(schema, issue.path),
          ),
        );
      case 'invalid_value':
        return one(value === undefined ? '缺少这个字段' : '这个值不对', issue.values.map(String));
      case 'invalid_type':
        if (value === undefined) return one('缺少这个字段');
        // A schema may say more, e.g. that a number must be quoted.
        return one(
          /\p{Script=Han}/u.test(issue.message)
            ? issue.message
            : `要写${TYPE_NAMES[issue.expected] ?? issue.expected}`,
        );
      case 'too_small':
        return one(`至少 ${issue.minimum} ${SIZE_UNITS[issue.origin] ?? ''}`.trim());
      case 'too_big':
        return one(`至多 ${issue.maximum} ${SIZE_UNITS[issue.origin] ?? ''}`.trim());
      case 'not_multiple_of':
        return one(`要写成 ${issue.divisor} 的倍数`);
      case 'invalid_union':
        return one(value === undefined ? '缺少这个字段' : '这个值不对');
      case 'invalid_format':
      case 'custom':
      case 'invalid_key':
      case 'invalid_element':
        return one(issue.message);
    }
  });
}
