import {
  DESK_LIMITS,
  type DeskPurpose,
  type FieldProblem,
  type FormBody,
  type OfficerBulletin,
} from './alert-desk.ts';
import { addMs, DAY_MS, type Instant } from './instant.ts';
import { LEVELS, LEVEL_CHARACTER, type Level } from './level.ts';
import { polygonMistake } from './officer-polygon.ts';
import { normaliseAdcode } from './region.ts';

/** The longest a warning of ours may be announced for: more is a wrong year. */
export const LONGEST_VALIDITY_DAYS = 366;
/** Onset as much before now is a wrong day, not a late form. */
const OLDEST_ONSET_DAYS = 7;
/** What templates leave for the officer to fill in. */
const GAP = /〔[^〔〕]{0,40}〕/u;
const LANGUAGE_TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/**
 * The mistakes of a form that can be told without the country's divisions or any row: every one, at its field.
 * Places, hazards and reach are judged by the server. `now` is the moment of issuing.
 */
export function checkForm(form: FormBody, purpose: DeskPurpose | 'drill', now: Instant): FieldProblem[] {
  // An all-clear ends at once, with the places of what it ends.
  if (purpose === 'cancel') return bulletinProblems(form);
  return [
    ...(form.hazard.name.trim() === '' ? [problem('hazard', 'field-invalid', '请选择或填写灾种。')] : []),
    ...(form.source.trim() === '' ? [problem('source', 'field-invalid', '请选择发布单位。')] : []),
    ...partProblems(form),
    ...(purpose === 'drill' ? [] : validityProblems(form, now)),
    ...bulletinProblems(form),
  ];
}

function problem(path: string, word: FieldProblem['word'], message: string): FieldProblem {
  return { path, word, message };
}

function partProblems({ parts }: FormBody): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (parts.length === 0) found.push(problem('parts', 'field-invalid', '请选择范围和级别。'));
  const seen = new Map<string, number>();
  parts.forEach((part, index) => {
    const path = `parts.${index}`;
    if (part.level === null) found.push(problem(`${path}.level`, 'field-invalid', '请选择预警级别。'));
    if (part.adcodes.length === 0 && part.polygon === null)
      found.push(problem(`${path}.adcodes`, 'field-invalid', '请选择地区，或者在地图上画出范围。'));
    if (part.adcodes.length > DESK_LIMITS.regions)
      found.push(
        problem(`${path}.adcodes`, 'regions-too-many', `最多选 ${DESK_LIMITS.regions} 个地区，请选上一级。`),
      );
    for (const written of part.adcodes) {
      const adcode = normaliseAdcode(written);
      if (adcode === null) {
        found.push(problem(`${path}.adcodes`, 'region-unknown', `${written} 不是区划代码。`));
        continue;
      }
      const before = seen.get(adcode);
      if (before !== undefined && before !== index)
        found.push(problem(`${path}.adcodes`, 'field-invalid', `${adcode} 已在第 ${before + 1} 部分里。`));
      seen.set(adcode, index);
    }
    const mistake = part.polygon === null ? null : polygonMistake(part.polygon, DESK_LIMITS.points);
    if (mistake !== null) found.push(problem(`${path}.polygon`, 'polygon-invalid', mistake));
  });
  return found;
}

function validityProblems({ onsetAt, expiresAt }: FormBody, now: Instant): FieldProblem[] {
  const wrong = (path: string, message: string): FieldProblem[] => [
    problem(path, 'validity-invalid', message),
  ];
  if (expiresAt === null) return wrong('expiresAt', '请填写有效期到什么时候。');
  if (expiresAt <= now) return wrong('expiresAt', '有效期已经过了，请改到现在以后。');
  if (onsetAt !== null && expiresAt <= onsetAt) return wrong('expiresAt', '有效期要晚于开始时间。');
  if (expiresAt > addMs(now, LONGEST_VALIDITY_DAYS * DAY_MS))
    return wrong('expiresAt', '有效期超过一年，请核对年份。');
  if (onsetAt !== null && onsetAt < addMs(now, -OLDEST_ONSET_DAYS * DAY_MS))
    return wrong('onsetAt', '开始时间早了七天以上，请核对日期。');
  return [];
}

function bulletinProblems({ bulletins, parts }: FormBody): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (bulletins[0]?.language !== 'zh-CN')
    found.push(problem('bulletins', 'field-invalid', '第一种语言要是汉语（zh-CN）。'));
  const languages = new Set<string>();
  bulletins.forEach((bulletin, index) => {
    const path = `bulletins.${index}`;
    const tag = bulletin.language.toLowerCase();
    if (!LANGUAGE_TAG.test(bulletin.language))
      found.push(problem(`${path}.language`, 'field-invalid', '语言代码不对，例如 ug、kk、en。'));
    if (languages.has(tag)) found.push(problem(`${path}.language`, 'field-invalid', '这种语言已经有了。'));
    languages.add(tag);
    if (!isChinese(bulletin) && bulletin.headline.trim() === '')
      found.push(problem(`${path}.headline`, 'field-invalid', '汉语以外的语言要填写标题。'));
    found.push(...gapProblems(bulletin, path), ...levelProblems(bulletin, parts, path));
    if (bulletin.web !== null && !isWebAddress(bulletin.web))
      found.push(problem(`${path}.web`, 'field-invalid', '网址要以 https:// 或 http:// 开头。'));
  });
  return found;
}

function gapProblems(bulletin: OfficerBulletin, path: string): FieldProblem[] {
  return (['headline', 'description', 'instruction'] as const).flatMap((field) => {
    const gap = GAP.exec(bulletin[field])?.[0];
    return gap === undefined
      ? []
      : [problem(`${path}.${field}`, 'template-unfilled', `模板里的${gap}还没有填写，请改写或删去。`)];
  });
}

/** A headline that names a colour no part has would say one level to the eye and another to the machine. */
function levelProblems(bulletin: OfficerBulletin, parts: FormBody['parts'], path: string): FieldProblem[] {
  if (!isChinese(bulletin)) return [];
  const said = levelsSaid(bulletin.headline);
  const levels = parts.map((part) => part.level);
  const isChange = /[升降由从原改]|调整|变更/u.test(bulletin.headline);
  // 「由橙色升级为红色」 names the old colour too: then one of them must be right.
  if (isChange && said.some((level) => levels.includes(level))) return [];
  const wrong = said.find((level) => !levels.includes(level));
  return wrong === undefined
    ? []
    : [
        problem(
          `${path}.headline`,
          'level-disagrees',
          `标题写的是${LEVEL_CHARACTER[wrong]}色，与所选级别不一致。`,
        ),
      ];
}

/** Levels a Chinese title names: 「橙色预警」, 「升级为红色」. */
export function levelsSaid(headline: string): Level[] {
  const text = headline.normalize('NFKC').replace(/\s+/g, '');
  return LEVELS.filter((level) => new RegExp(`${LEVEL_CHARACTER[level]}色`, 'u').test(text));
}

const isChinese = ({ language }: OfficerBulletin): boolean => language.toLowerCase().startsWith('zh');

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}
