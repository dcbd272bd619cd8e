import type { AlertAction } from './alert.ts';

/** The doing part of an issuing sentence: 「继续发布」, 「更新…为」, 「将…升级为」, 「解除」. */
export interface Predicate {
  action: AlertAction;
  /** As written. */
  word: string;
  /** Offset where the verb begins. */
  start: number;
  /** The object's words, between verb and 预警; with a `from` when it changes one warning into another. */
  object: { start: number; end: number };
  from: { start: number; end: number } | null;
  /** Offset after everything read: 预警信号, bracket, target. */
  end: number;
  /** Bracket or words after 预警信号 that may hold the level. */
  after: { start: number; end: number };
  /** 解除 before a second 发布 of the same hazard, and the like: where to look for the rest. */
  isChange: boolean;
  /** The words before the object date an earlier warning, not this sentence. */
  isDateOfEarlier?: boolean;
}

const ADVERB =
  '(?:继续|联合|共同|再次|重新|首次|更新|变更|升级|降级|升格|降格|调整|更正|延续|维持|滚动|紧急|同时|持续|会商|确认|同步|正式|改为?|第[一二三四五六七八九十\\d]{1,3}次)';
const VERB = new RegExp(
  `(${ADVERB}{0,4})(发布|签发|播发|发出|启动|解除|撤销|取消|终止)|(更新|变更|升级|降级|调整|提升|降低|继续|维持|延续)|(将|把|由(?!于|其|此))`,
  'g',
);
const UPDATING = /继续|更新|变更|升级|降级|升格|降格|调整|更正|延续|维持|滚动|持续|改/;
const NOT_DONE =
  /(?:未|没有|没|不再|不|尚未|无需|将|拟|要|可能|可|计划|如|如果|若|一旦|当|应|应当|需|需要|负责|有权|曾|已|已经|此前|之前|昨日|前期|会|即将|准备|建议|由其|所|其|才能?|方可|是否|何时|怎样|如何|禁止|擅自|不得|谁|统一|只有|能|其他组织|个人)$/;
const NOT_A_BULLETIN_AFTER =
  /^(?:信号|信息|)?(?:"|]|\))?(?:时|后|期间|之后|以后|前|之前|以来|的(?!解除|撤销|通知|公告|通告|信息|决定|消息|通报)|标准|是指|是由|含义|条件|中心|平台|系统|网|等级(?!由|从)|级别(?!由|从)|响应|工作|机制|能力|制度|流程|办法|规定|来源|意味|表示|代表|说明|发布(?!时间)|服务|手册|知识|图标|短信|内容|名称|类别|类型|分为|生效|仍|继续生效|持续|有效|权|区域|范围|状态|措施|渠道|覆盖|天气)/;
const WARNING = /^(?:预警|警报)(?:信号|信息)?/;
const TRANSITION =
  /^(?:再次|直接)?(?:升级|降级|升格|降格|更新|变更|调整|提升|提高|降低|转换|转|改|升|降|更改|变)?(?:发布)?(?:为|至|到|成)/;
const BRACKET = /^[[("/][^\])"。;!?\n]{0,20}(?:[\])"]|$|(?=[\n:,。]))/;

const LIFTED = /^的?(解除|撤销|取消|终止)/;

/** 「…气象台某日发布的」 before the warning that a sentence then lifts. */
const ISSUED_EARLIER = /^([^,。;:!?\n]{2,50}?)(?:发布|签发)的/;
const LIFTED_AFTER =
  /^(?:已经?|现已|现|予以|正式|全部|于[^,。;:!?\n]{4,24}?){0,3}(解除|撤销|取消)(?!的|后|时|前|条件|标准)/;

const LONGEST_OBJECT = 60;

function bracketEnd(text: string, at: number): number {
  const bracket = BRACKET.exec(text.slice(at, at + 24))?.[0] ?? '';
  return /[红橙黄蓝]|[ⅠⅡⅢⅣI]|[一二三四1-4]级/.test(bracket) ? at + bracket.length : at;
}

function actionOf(adverb: string, verb: string): AlertAction {
  if (/解除|撤销|取消|终止/.test(verb)) return 'cancel';
  return UPDATING.test(adverb + verb) && !/^(?:发布|启动)$/.test(adverb + verb) ? 'update' : 'issue';
}

/** What 预警 is changed into: 「升级为暴雨橙色预警信号」, 「降级为黄色」. */
function readTarget(text: string, at: number): { start: number; end: number } | null {
  const to = TRANSITION.exec(text.slice(at, at + 12))?.[0];
  if (to === undefined) return null;
  const start = at + to.length;
  const rest = /^[^,。;:!?\n]{0,40}/.exec(text.slice(start, start + 40))?.[0] ?? '';
  const warning = rest.search(/预警|警报/);
  const end = start + (warning === -1 ? rest.length : warning);
  return end > start ? { start, end } : null;
}

/**
 * Reads the predicate whose object ends at `warningAt` (the offset of 预警), looking back no further than
 * `clauseStart`. Null where 预警 is only mentioned: 「发布的…预警」, 「如发布…预警」, 「…预警信号后」, 「预警中心」.
 */
export function readPredicate(text: string, clauseStart: number, warningAt: number): Predicate | null {
  const noun = WARNING.exec(text.slice(warningAt, warningAt + 4))?.[0];
  if (noun === undefined) return null;
  const nounEnd = warningAt + noun.length;
  const afterEnd = bracketEnd(text, nounEnd);
  const tail = text.slice(nounEnd, nounEnd + 12);
  if (NOT_A_BULLETIN_AFTER.test(text.slice(warningAt + 2, warningAt + 14))) return null;
  const left = text.slice(clauseStart, warningAt);
  for (const found of [...left.matchAll(VERB)].reverse()) {
    const start = clauseStart + found.index;
    const verbEnd = start + found[0].length;
    const object = text.slice(verbEnd, warningAt);
    if (object.startsWith('的') || object.length > LONGEST_OBJECT || /[。;:!?\n]/.test(object)) continue;
    if (/^(?:时间|单位|机构|人|日期|者|会)/.test(object)) continue;
    const [word, adverb = '', verb, change, take] = found;
    const before = text.slice(Math.max(clauseStart, start - 6), start);
    if (take === undefined && NOT_DONE.test(before) && !/关于$/.test(before)) {
      if (/将$/.test(before)) continue;
      return null;
    }
    const base = {
      start,
      after: { start: nounEnd, end: afterEnd },
      object: { start: verbEnd, end: warningAt },
    };
    const target = readTarget(text, afterEnd);
    if (take !== undefined) return readTaken(text, base, tail, target);
    if (/,/.test(object) && verb !== '解除') continue;
    if (verb !== undefined) {
      // 「变更发布暴雨黄色预警信号为橙色」: what follows 为 is the level from now on.
      if (target !== null && /[色级]/.test(text.slice(target.start, target.end)))
        return changed(text, base, word, target);
      // 「发布大风蓝色预警解除信息」 lifts it: read as an issue, an all-clear would alarm everyone again.
      const lifted = LIFTED.exec(text.slice(afterEnd, afterEnd + 6));
      const action = lifted === null ? actionOf(adverb, verb) : 'cancel';
      const end = afterEnd + (lifted?.[0].length ?? 0);
      return { ...base, action, word: lifted?.[1] ?? word, from: null, end, isChange: false };
    }
    if (change !== undefined) return readChange(text, base, word, target, afterEnd);
  }
  return readNounFirst(text, clauseStart, warningAt, nounEnd, afterEnd);
}

type Base = Pick<Predicate, 'start' | 'after' | 'object'>;

function changed(text: string, base: Base, word: string, target: { start: number; end: number }): Predicate {
  const noun = WARNING.exec(text.slice(target.end, target.end + 4))?.[0] ?? '';
  const end = bracketEnd(text, target.end + noun.length);
  return {
    action: 'update',
    word,
    start: base.start,
    object: target,
    from: base.object,
    after: { start: target.end + noun.length, end },
    end,
    isChange: true,
  };
}

/** 将…升级为…, 将…解除, 将…扩展至全县. A bare 将 only announces: 「将发布」. */
function readTaken(
  text: string,
  base: Base,
  tail: string,
  target: { start: number; end: number } | null,
): Predicate | null {
  if (target !== null) {
    const word = text.slice(base.after.end, target.start).replace(/[为至到成]$/, '');
    return changed(text, base, word === '' ? '变更' : word, target);
  }
  const stated = /^(?:级别|等级)?(?:由|从)[^,。;:!?\n]{1,8}?(?=升|降|提|调|变|更|转|改)/.exec(
    text
      .slice(base.object.end, base.object.end + 24)
      .replace(WARNING, (noun) => ' '.repeat(noun.length))
      .trimStart(),
  )?.[0];
  if (stated !== undefined) {
    const from = text.indexOf(stated, base.object.end);
    const into = readTarget(text, from + stated.length);
    if (into !== null) {
      const object = { start: base.object.start, end: from + stated.length };
      return changed(
        text,
        { ...base, object },
        text.slice(from + stated.length, into.start).replace(/[为至到成]$/, ''),
        into,
      );
    }
  }
  const other = /^(?:予以)?(解除|撤销|取消|终止|扩展|扩大|延长|延续|维持|继续)/.exec(tail)?.[1];
  if (other === undefined) return null;
  const action = /解除|撤销|取消|终止/.test(other) ? 'cancel' : 'update';
  const end = base.after.end + tail.indexOf(other) + other.length;
  return { ...base, action, word: other, from: null, end, isChange: false };
}

/** 更新暴雨蓝色(预警信号)为暴雨黄色预警; 变更大风蓝色预警信号. */
function readChange(
  text: string,
  base: Base,
  word: string,
  target: { start: number; end: number } | null,
  afterEnd: number,
): Predicate | null {
  const object = text.slice(base.object.start, base.object.end);
  const into = /^(.{0,40}?[色级].{0,4}?)(?:为|至|到|成)(?=.{0,30}[色级]?)/.exec(object);
  if (into !== null) {
    const cut = base.object.start + into[0].length;
    return {
      ...base,
      action: 'update',
      word,
      object: { start: cut, end: base.object.end },
      from: { start: base.object.start, end: base.object.start + (into[1] ?? '').length },
      end: afterEnd,
      isChange: true,
    };
  }
  if (target !== null) return changed(text, base, word, target);
  if (/^(?:为|至|到)/.test(object)) return null;
  return { ...base, action: 'update', word, from: null, end: afterEnd, isChange: false };
}

/** 「雷电黄色预警解除」, 「暴雨黄色预警信号升级为橙色」 at the start of a clause. */
function readNounFirst(
  text: string,
  clauseStart: number,
  warningAt: number,
  nounEnd: number,
  afterEnd: number,
): Predicate | null {
  const comma = Math.max(...[',', '"', ':'].map((mark) => text.lastIndexOf(mark, warningAt))) + 1;
  const start = Math.max(clauseStart, comma, warningAt - LONGEST_OBJECT);
  const issued = ISSUED_EARLIER.exec(text.slice(start, warningAt));
  const base = {
    start: start + (issued?.[1]?.length ?? 0),
    object: { start: start + (issued?.[0].length ?? 0), end: warningAt },
    after: { start: nounEnd, end: afterEnd },
  };
  const lifted = LIFTED_AFTER.exec(text.slice(afterEnd, afterEnd + 40));
  if (lifted !== null) {
    const end = afterEnd + lifted[0].length;
    const isDateOfEarlier = issued !== null;
    return {
      ...base,
      action: 'cancel',
      word: lifted[1] as string,
      from: null,
      end,
      isChange: false,
      isDateOfEarlier,
    };
  }
  const target = readTarget(text, afterEnd);
  return target === null || !/[色级]/.test(text.slice(target.start, target.end))
    ? null
    : changed(text, base, text.slice(afterEnd, target.start).replace(/[为至到成]$/, ''), target);
}
