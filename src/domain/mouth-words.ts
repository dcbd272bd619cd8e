import { LEVEL_NAME, type Level } from './level.ts';
import { DRILL_MARK } from './topic.ts';
import type { MouthView, SaidPart } from './mouth-view.ts';

export const DEMONSTRATION_MARK = '【演示数据】';
export const OVER_MARK = '【已过有效期】';
export const SUPERSEDED_MARK = '【已有新版】';

/** What stands before everything else, in every text of every mouth. A drill's mark is always the very first. */
export function marksOf(view: MouthView): readonly string[] {
  const marks = view.kind === 'drill' ? [DRILL_MARK] : [];
  if (view.isDemonstration) marks.push(DEMONSTRATION_MARK);
  if (view.kind === 'alert' && view.isSuperseded) marks.push(SUPERSEDED_MARK);
  const done = doneMark(view);
  return done === null ? marks : [...marks, done];
}

function doneMark(view: MouthView): string | null {
  if (view.kind === 'drill') {
    if (view.isCalledOff) return '【取消】';
    return view.action === 'cancel' ? '【结束】' : null;
  }
  if (view.isWithdrawal) return '【撤回转发】';
  if (view.action === 'cancel') return '【解除】';
  if (view.isOver) return OVER_MARK;
  if (view.correction !== null) return '【更正】';
  return view.action === 'update' ? '【更新】' : null;
}

/** `山洪橙色预警`; without a level `山洪预警（未分级）`: a level is never made up. */
export function titleOf(part: Pick<SaidPart, 'hazard' | 'level'>): string {
  return part.level === null ? `${part.hazard}预警（未分级）` : `${part.hazard}${LEVEL_NAME[part.level]}预警`;
}

/** What is done, as a verb: 裕民县气象台「发布」…. */
export function verbOf(view: MouthView): string {
  if (view.isWithdrawal) return '撤回转发';
  if (view.action === 'cancel') return view.kind === 'drill' ? '结束' : '解除';
  if (view.correction !== null) return '更正';
  return view.action === 'update' ? '更新' : '发布';
}

/** The sentence that an ending needs; null while it goes on. Never says 解除 of what its issuer did not lift. */
export function closingOf(view: MouthView): string | null {
  if (view.kind === 'drill') {
    if (view.isCalledOff) return '演练已经取消。';
    return view.action === 'cancel' ? '演练已经结束。' : '这是演练，不是真的预警。';
  }
  if (view.isWithdrawal) return '本站不再转发这条预警。它是否解除，以发布单位的消息为准。';
  if (view.action === 'cancel') return '这条预警已经解除。';
  if (view.isSuperseded) return '这一版已经被新的一版代替，请看最新的。';
  return view.isOver ? '已过有效期，请不要当作现在的预警。' : null;
}

/** Why it was put right, or 由黄色升为橙色; null where nothing changed or it cannot be told. */
export function changeOf(view: MouthView): string | null {
  if (view.correction !== null) return `更正：${shortReason(view.correction)}`;
  const level = view.parts[0]?.level ?? null;
  if (view.kind === 'drill' || view.previousLevel === null || level === null) return null;
  const verb = rank(level) > rank(view.previousLevel) ? '升为' : '降为';
  return `由${LEVEL_NAME[view.previousLevel]}${verb}${LEVEL_NAME[level]}`;
}

const rank = (level: Level): number => ['blue', 'yellow', 'orange', 'red'].indexOf(level);

const LONGEST_REASON = 80;
/** The whole reason stands on the bulletin's page. */
const shortReason = (reason: string): string =>
  reason.length <= LONGEST_REASON ? reason : `${[...reason].slice(0, LONGEST_REASON - 1).join('')}…`;
