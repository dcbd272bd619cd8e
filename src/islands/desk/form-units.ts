import type { FormBody, OfficerBulletin, OfficerPart } from '../../domain/alert-desk.ts';
import { fullClockText } from '../../domain/spoken-time.ts';
import { LEVEL_NAME } from '../../domain/level.ts';
import type { Unit } from './draft-differences.ts';

const TEXTS = [
  ['headline', '标题'],
  ['description', '内容'],
  ['instruction', '怎么做'],
  ['contact', '联系电话'],
  ['web', '网址'],
] as const;

const asTime = (part: unknown): string => (typeof part === 'string' ? fullClockText(part) : '没有填');
const asText = (part: unknown): string => (typeof part === 'string' && part !== '' ? part : '没有填');

function partText(part: OfficerPart, nameOf: (adcode: string) => string): string {
  const level = part.level === null ? '未选级别' : LEVEL_NAME[part.level];
  const drawn = part.polygon === null ? [] : [`图上画的 ${part.polygon.length - 1} 个点`];
  return `${level}：${[...part.adcodes.map(nameOf), ...drawn].join('、') || '没有选地方'}`;
}

/** The units of a form, for a pair of forms: languages that only one side has are units too. */
export function formUnits<F extends FormBody>(
  forms: readonly F[],
  nameOf: (adcode: string) => string,
): readonly Unit<F>[] {
  const languages = [...new Set(forms.flatMap(({ bulletins }) => bulletins.map(({ language }) => language)))];
  return [
    {
      key: 'hazard',
      label: '灾种',
      get: (form) => form.hazard,
      set: (form, part) => ({ ...form, hazard: part as F['hazard'] }),
      show: (part) => asText((part as F['hazard']).name),
    },
    {
      key: 'parts',
      label: '级别和区域',
      get: (form) => form.parts,
      set: (form, part) => ({ ...form, parts: part as F['parts'] }),
      show: (part) => (part as F['parts']).map((one) => partText(one, nameOf)).join('\n'),
    },
    time('onsetAt', '开始时间'),
    time('expiresAt', '有效至'),
    {
      key: 'source',
      label: '发布单位',
      get: (form) => form.source,
      set: (form, part) => ({ ...form, source: part as string }),
      show: asText,
    },
    ...languages.flatMap((language) => TEXTS.map(([field, label]) => words<F>(language, field, label))),
  ];
}

function time<F extends FormBody>(key: 'onsetAt' | 'expiresAt', label: string): Unit<F> {
  return {
    key,
    label,
    get: (form) => form[key],
    set: (form, part) => ({ ...form, [key]: part }),
    show: asTime,
  };
}

function words<F extends FormBody>(
  language: string,
  field: (typeof TEXTS)[number][0],
  label: string,
): Unit<F> {
  const empty: OfficerBulletin = {
    language,
    headline: '',
    description: '',
    instruction: '',
    contact: null,
    web: null,
  };
  return {
    key: `${language}.${field}`,
    label: language === 'zh-CN' ? label : `${label}（${language}）`,
    // A language that one side lacks reads as empty there, so nothing of it is lost by being alone.
    get: (form) => form.bulletins.find((one) => one.language === language)?.[field] ?? '',
    set: (form, part) => {
      const text = part as string;
      const value = (field === 'contact' || field === 'web') && text === '' ? null : text;
      const has = form.bulletins.some((one) => one.language === language);
      if (!has && text === '') return form;
      const bulletins = has ? form.bulletins : [...form.bulletins, empty];
      return {
        ...form,
        bulletins: bulletins.map((one) => (one.language === language ? { ...one, [field]: value } : one)),
      };
    },
    show: asText,
  };
}
