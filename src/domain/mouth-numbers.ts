/** Numbers as a loudspeaker's voice, or a person reading aloud, must say them. */

const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];
const GROUPS = ['', '万', '亿'];

/** 20 → 二十, 1050 → 一千零五十, 12000 → 一万二千. For whole numbers below 10^12. */
export function spokenInteger(value: number): string {
  if (value === 0) return '零';
  let said = '';
  let rest = Math.trunc(value);
  for (let group = 0; rest > 0; group += 1, rest = Math.floor(rest / 10_000)) {
    const four = rest % 10_000;
    if (four === 0) continue;
    const isGapBelow = said !== '' && Math.trunc(value) % 10_000 ** group < 10_000 ** group / 10;
    said = `${fourDigits(four)}${GROUPS[group] ?? ''}${isGapBelow ? '零' : ''}${said}`;
  }
  return said.replace(/^一十/, '十');
}

function fourDigits(value: number): string {
  let said = '';
  let isGap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      isGap = said !== '';
      continue;
    }
    said += `${isGap ? '零' : ''}${DIGITS[digit] ?? ''}${PLACES[place] ?? ''}`;
    isGap = false;
  }
  return said;
}

/** 12350 → 幺二三五零: how telephone numbers are read, so that 1 is not heard as 7. */
export function spokenDigits(digits: string): string {
  return [...digits].map((digit) => (digit === '1' ? '幺' : (DIGITS[Number(digit)] ?? ''))).join('');
}

const plainDigits = (digits: string): string => [...digits].map((d) => DIGITS[Number(d)] ?? '').join('');

const halfWidth = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d)\s*(?:km\/h|千米\/小?时|公里\/小?时)/gi, '公里每小时'],
  [/(?<=\d)\s*(?:m\/s|米\/秒)/gi, '米每秒'],
  [/(?<=\d)\s*(?:mm\/h|毫米\/小?时)/gi, '毫米每小时'],
  [/(?<=\d)\s*mm(?![a-z])/gi, '毫米'],
  [/(?<=\d)\s*cm(?![a-z])/gi, '厘米'],
  [/(?<=\d)\s*km(?![a-z])/gi, '公里'],
  [/(?<=\d)\s*(?:℃|°C)/g, '摄氏度'],
  [/(?<=\d)\s*(?:㎡|m²|m2(?!\d))/g, '平方米'],
  [/(?<=\d)\s*(?:m³|m3(?!\d))/g, '立方米'],
  [/(?<=\d)\s*m(?![a-z0-9])/gi, '米'],
  [/(?<=\d)\s*h(?![a-z])/gi, '小时'],
];
const ROMAN: Readonly<Record<string, string>> = {
  Ⅰ: '一', Ⅱ: '二', Ⅲ: '三', Ⅳ: '四', I: '一', II: '二', III: '三', IV: '四',
}; // prettier-ignore
/** Before these, 2 is 两. */
const COUNTED = /^(?:个|天|小时|人|条|次|米|公里|点|周|户|座|处|辆|层|分钟|毫米|厘米|万|千|百)/;
const CALLING = /(?:拨打|拨|电话|热线|号码|致电|呼叫|联系)[^0-9。]{0,6}$/;

/** A name with its numbers in words: 143团 → 一四三团, 3号沟 → 三号沟. Units and signs are none of its business. */
export function spokenName(name: string): string {
  const plain = halfWidth(name);
  return plain.replace(/\d+/g, (digits, at: number) =>
    numberWords(digits, '', plain.slice(at + digits.length)),
  );
}

/** A text with every number and unit in words. Letters and other signs stay as they are. */
export function spokenText(text: string): string {
  let said = halfWidth(text);
  for (const [unit, words] of UNITS) said = said.replace(unit, words);
  said = said
    .replace(/(Ⅳ|Ⅲ|Ⅱ|Ⅰ|\bIV|\bI{1,3})级/g, (_, roman: string) => `${ROMAN[roman] ?? roman}级`)
    .replace(/(\d{4})年/g, (_, year: string) => `${plainDigits(year)}年`)
    .replace(/(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)/g, (_, hour: string, minute: string) =>
      clockWords(Number(hour), Number(minute)),
    )
    .replace(/(\d+(?:\.\d+)?)\s*%/g, '百分之$1')
    .replace(/(?<![\dA-Za-z])[-−](?=\d+(?:\.\d+)?\s*(?:度|摄氏度))/g, '零下')
    .replace(/(?<=\d)\s*(?:[~～—–至]+|-(?!\d{5}))\s*(?=\d)/g, '到');
  said = said.replace(/\d+(?:-\d{5,8})?(?:\.\d+)?/g, (number, at: number, whole: string) =>
    numberWords(number, whole.slice(0, at), whole.slice(at + number.length)),
  );
  return said;
}

function clockWords(hour: number, minute: number): string {
  if (minute === 0) return `${hour === 2 ? '两' : spokenInteger(hour)}点`;
  const spare = minute < 10 ? '零' : '';
  return `${hour === 2 ? '两' : spokenInteger(hour)}点${spare}${spokenInteger(minute)}分`;
}

function numberWords(number: string, before: string, after: string): string {
  if (number.includes('-')) return spokenDigits(number.replace('-', ''));
  const [whole = '', fraction] = number.split('.');
  const isCall = CALLING.test(before) || /(?:拨打|拨|电话|热线)[\d、或和]*\d{3}[、或和]$/.test(before);
  if (fraction === undefined && (whole.length > 8 || isCall || (whole.length > 1 && whole.startsWith('0'))))
    return spokenDigits(whole);
  if (fraction !== undefined) return `${spokenInteger(Number(whole))}点${plainDigits(fraction)}`;
  if (whole.length === 3 && /^[团连]/.test(after)) return plainDigits(whole);
  if (whole === '2' && COUNTED.test(after)) return '两';
  return spokenInteger(Number(whole));
}
