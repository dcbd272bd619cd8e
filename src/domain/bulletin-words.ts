import type { BulletinView } from './bulletin-view.ts';
import { isForOffices, sentenceForPeople } from './instruction.ts';
import { LEVEL_CHARACTER } from './level.ts';

/** What a card says of one bulletin, each sentence once. */
export interface BulletinWords {
  /** One character, in place of colour. */
  sign: string;
  /** Under the sign: the hazard in at most eight characters; null when that would cut a foreign name. */
  signName: string | null;
  /** The sentence set largest; null when there is none. */
  lead: string | null;
  /** Said when the bulletin is an all-clear or no longer relayed. */
  closing: string | null;
  /** The rest of the instruction, verbatim; the whole of it when the lead was taken from its middle. */
  rest: string;
  /** The description without the instruction it repeats: plain-text bulletins carry both in one text. */
  background: string;
}

const ALL_CLEAR = '这条预警已经解除。';
/** Only its issuer can lift a warning; that we stopped relaying it must not read as safety. */
const WITHDRAWN = '本站不再转发这条预警。它是否解除，以发布单位的消息为准。';

export function bulletinWords(view: BulletinView): BulletinWords {
  const isClear = view.state === 'all-clear';
  const sign = view.isWithdrawn
    ? '撤'
    : isClear
      ? '解'
      : view.level === null
        ? '警'
        : LEVEL_CHARACTER[view.level];
  const own = view.isDoThisFromGuide ? null : view.doThis;
  // National defence guides open with the duties of offices, which are not what a herder must do now: they are not
  // set largest, and still stand verbatim below.
  const forPeople = own === null || !isForOffices(own) ? null : sentenceForPeople(view.instruction);
  return {
    sign,
    signName: signNameOf(view.hazardName),
    lead: forPeople?.replace(/[；;]$/, '。') ?? view.doThis,
    closing: view.isWithdrawn ? WITHDRAWN : isClear ? ALL_CLEAR : null,
    rest: own === null || forPeople !== null ? view.instruction : view.instruction.slice(own.length).trim(),
    background: withoutRepeat(view.description, view.instruction),
  };
}

function signNameOf(hazardName: string): string | null {
  const bare = hazardName
    .trim()
    .replace(/预警(?:信号)?$/, '')
    .replace(/[红橙黄蓝]色?$/, '');
  return /^\p{Script=Han}{1,8}$/u.test(bare) ? bare : null;
}

/** A heading that the instruction left behind: 「防御指南：」. */
const BARE_HEADING = /\n?[^\n。！？]{0,12}[:：]\s*$/;

function withoutRepeat(description: string, instruction: string): string {
  const at = instruction === '' ? -1 : description.indexOf(instruction);
  if (at === -1) return description;
  const before = description.slice(0, at).trim().replace(BARE_HEADING, '');
  const after = description.slice(at + instruction.length).trim();
  return [before, after].filter((text) => text !== '').join('\n');
}
