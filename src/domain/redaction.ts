import { foldText, type Folded } from './redaction-fold.ts';
import { namesIn } from './redaction-names.ts';
import { numberSpans } from './redaction-numbers.ts';

/** What is taken out of a copy that leaves the house. */
export const REDACTION_NAME = {
  phone: '电话',
  'id-number': '证件号',
  number: '号码',
  plate: '车牌',
  email: '邮箱',
  account: '网络账号',
  person: '姓名',
  contact: '联系方式',
} as const;
export type RedactionKind = keyof typeof REDACTION_NAME;

/** A piece of the folded text to be taken out: from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
  kind: RedactionKind;
}

export interface Redacted {
  text: string;
  /** How many places of each kind were replaced. */
  counts: Partial<Record<RedactionKind, number>>;
}

const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使领兵军空海';
const GAP = '[\\s·•・.\\-_—–~*]{0,2}';
/** 新F12345, 新F·12345, 新 F 1 2 3 4 5, and those of new-energy cars with one letter more. */
const PLATE = new RegExp(`(?:[${PROVINCES}]|WJ)${GAP}[A-Z](?:${GAP}[A-Z0-9]){4,6}`, 'gi');
const EMAIL = /[a-z0-9][a-z0-9._%+-]*\s?@\s?[a-z0-9-]+(?:\s?[.。]\s?[a-z0-9-]+)+/gi;
/** 微信、QQ and the spellings by which their filters are evaded. */
const ACCOUNT =
  /(?:微信|威信|薇信|v信|vx|wx|weixin|wechat|qq|扣扣|企鹅|抖音|快手|支付宝|telegram)(?:账|帐)?[号码]?(?:id)?[\s:：是为=,，]{0,4}([a-z0-9][a-z0-9_.-]{3,})/gi;

/**
 * A copy without what could lead to the reporter: every phone number, ID number, long number, plate, mail address and
 * account, and every name or way of contact in `given` (what the reporter said of themselves anywhere) or by which the
 * text introduces its writer. All occurrences, however they are spaced or written; in doubt it is taken out. What it
 * gives can be given to it again and stays as it is.
 */
export function redact(text: string, given: readonly string[] = []): Redacted {
  const folded = foldText(text);
  const spans: Span[] = [
    ...matches(folded.text, EMAIL, 'email'),
    ...accountSpans(folded.text),
    ...matches(folded.digits, PLATE, 'plate').filter(hasDigits(folded.digits)),
    ...numberSpans(folded),
    ...givenSpans(folded, [...given, ...namesIn(folded.text)]),
  ];
  return replaced(text, folded, joined(spans));
}

/** Whether a text could go out as it is: nothing in it would be taken out. */
export const isRedacted = (text: string, given: readonly string[] = []): boolean =>
  Object.keys(redact(text, given).counts).length === 0;

function matches(text: string, pattern: RegExp, kind: RedactionKind): Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    kind,
  }));
}

/** Every plate has two digits; 青ISLAND has none. */
const hasDigits =
  (digits: string) =>
  ({ start, end }: Span): boolean =>
    digits.slice(start, end).replace(/\D/g, '').length >= 2;

function accountSpans(text: string): Span[] {
  return [...text.matchAll(ACCOUNT)].map((found) => {
    const end = found.index + found[0].length;
    return { start: end - (found[1]?.length ?? 0), end, kind: 'account' };
  });
}

/** Every occurrence of what was given, also with spaces between its characters. */
function givenSpans(folded: Folded, given: readonly string[]): Span[] {
  return [...new Set(given.map((one) => foldText(one).text.trim().toLowerCase()))]
    .filter((one) => [...one].length >= 2)
    .flatMap((one) => {
      const letters = [...one.replace(/\s+/g, '')].map(escaped).join('[\\s·•.]{0,2}');
      const kind = /^[\p{Script=Han}·]{2,}$/u.test(one) ? 'person' : 'contact';
      return matches(folded.text, new RegExp(letters, 'giu'), kind);
    });
}

const escaped = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Overlapping pieces become one, of the kind of the longer. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push({ ...span });
    else {
      if (span.end - span.start > last.end - last.start) last.kind = span.kind;
      last.end = Math.max(last.end, span.end);
    }
  }
  return result;
}

function replaced(text: string, folded: Folded, spans: readonly Span[]): Redacted {
  const counts: Redacted['counts'] = {};
  let out = '';
  let from = 0;
  for (const { start, end, kind } of spans) {
    const startsAt = folded.startOf[start] ?? text.length;
    out += `${text.slice(from, startsAt)}〔隐去${REDACTION_NAME[kind]}〕`;
    from = folded.endOf[end - 1] ?? text.length;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { text: out + text.slice(from), counts };
}
