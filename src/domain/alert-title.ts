import type { AlertPart, AlertRevision, Bulletin } from './alert.ts';
import { LEVEL_NAME, type Level } from './level.ts';

/** `暴雨橙色预警`, or `暴雨预警` when the authority gave no level. */
export function alertTitle(hazardName: string, level: Level | null): string {
  return `${hazardName}${level === null ? '' : LEVEL_NAME[level]}预警`;
}

const SHORT = 20;
const LONGEST = 40;
const HAS_HAN = /\p{Script=Han}/u;

/** 「暴雨黄色预警信号」 → 「暴雨」: some feeds write the whole signal where the hazard belongs. */
function bareHazard(name: string): string {
  return name
    .trim()
    .replace(/(?:预警信号|预警)$/, '')
    .replace(/[红橙黄蓝]色?$/, '')
    .trim();
}

/**
 * A title short enough for a card: the headline itself when it is short, else hazard and level. Never says 解除 of
 * what its issuer did not lift. The whole headline stands elsewhere, verbatim.
 */
export function shortTitle(revision: AlertRevision, part: AlertPart, bulletin: Bulletin): string {
  const headline = bulletin.headline.trim();
  const characters = [...headline];
  if (headline !== '' && characters.length <= SHORT) return headline;
  const hazard = bareHazard(part.hazard.name);
  if (headline === '' || (HAS_HAN.test(hazard) && [...hazard].length <= SHORT)) {
    const title = alertTitle(hazard, part.level);
    if (revision.isWithdrawal === true) return `撤回转发：${title}`;
    return revision.action === 'cancel' ? `解除${title}` : title;
  }
  return characters.length <= LONGEST ? headline : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
