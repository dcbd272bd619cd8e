import type { AlertAction } from './alert.ts';
import type { IssuingClause } from './bulletin-clause.ts';
import { readLevel } from './bulletin-level.ts';

/** A hazard named two ways: the same row of the table, or one name inside the other. Unnamed agrees with all. */
export function isSameHazard(a: IssuingClause['hazard'], b: IssuingClause['hazard']): boolean {
  if (a === null || b === null) return true;
  return a.name.includes(b.name) || b.name.includes(a.name) || (a.code !== null && a.code === b.code);
}

/** The action a 状态 field states. */
function statedAction(status: string | null): AlertAction | null {
  if (status === null) return null;
  if (/解除|取消|撤销/.test(status)) return 'cancel';
  if (/更新|变更|继续|升级|降级/.test(status)) return 'update';
  return /首次|发布/.test(status) ? 'issue' : null;
}

/**
 * What is done, from sentence, title and field together. Null when one lifts what another issues.
 * A sentence that only says 发布 is an update when the title or the body says that one signal became another.
 */
export function readAction(
  title: IssuingClause | null,
  lead: IssuingClause | null,
  isChanged: boolean,
  status: string | null,
  isSigned: boolean,
): { action: AlertAction | null; word: string | null } {
  const stated = statedAction(status);
  if (lead === null) return { action: stated ?? (isSigned ? 'issue' : null), word: status };
  const said = [lead.action, title?.action ?? null, stated].filter((one) => one !== null);
  const isContradictory = said.includes('cancel') && said.some((one) => one !== 'cancel');
  if (isContradictory) return { action: null, word: lead.actionWord };
  if (lead.action === 'issue' && (title?.action === 'update' || stated === 'update'))
    return { action: 'update', word: title?.actionWord ?? status };
  return { action: lead.action === 'issue' && isChanged ? 'update' : lead.action, word: lead.actionWord };
}

/** 「解除暴雨橙色预警信号，降级发布暴雨黄色预警信号」 is one change, not an end. */
export function replacedBy(
  text: string,
  lead: IssuingClause | null,
  clauses: readonly IssuingClause[],
): IssuingClause | null {
  if (lead === null || lead.action !== 'cancel') return lead;
  const next = clauses[clauses.indexOf(lead) + 1];
  if (next === undefined || next.issuers.length > 0 || next.action === 'cancel') return lead;
  if (/[。;!?\n]/.test(text.slice(lead.end, next.start)) || next.hazard?.name !== lead.hazard?.name)
    return lead;
  return {
    ...next,
    start: lead.start,
    issuers: lead.issuers,
    date: lead.date,
    action: 'update',
    previousLevel: lead.level.level,
    isChange: true,
  };
}

/** Whether the same text, later, issues another hazard under a date of its own: two bulletins run together. */
export function issuesAnother(lead: IssuingClause, clauses: readonly IssuingClause[]): boolean {
  return clauses.some(
    (clause) =>
      clause.start >= lead.end &&
      clause.issuers.some((issuer) => !issuer.isBarePlace) &&
      clause.date !== null &&
      clause.date.hour !== null &&
      !isSameHazard(clause.hazard, lead.hazard),
  );
}

/** Whether the sentence acts on a second warning too (「解除…，发布…」 of another hazard): one bulletin cannot say both. */
export function actsOnAnother(text: string, lead: IssuingClause, clauses: readonly IssuingClause[]): boolean {
  const stop = text.slice(lead.end).search(/[。;:!?\n]/);
  const end = stop === -1 ? text.length : lead.end + stop;
  if (
    /^(?:和|及|与|、|以及)[^。;:!?\n,]{1,12}(?<!应急)(?:预警|警报)(?!中心)/.test(text.slice(lead.end, end)) &&
    readLevel(text.slice(lead.end, lead.end + 16)).level !== null
  )
    return true;
  const sibling = clauses.find(
    (clause) =>
      clause !== lead &&
      clause.issuers.length === 0 &&
      clause.start >= lead.end &&
      clause.start < end &&
      !clause.isChange,
  );
  if (sibling === undefined) return false;
  return (
    !isSameHazard(sibling.hazard, lead.hazard) || sibling.action === 'cancel' || lead.action === 'cancel'
  );
}
