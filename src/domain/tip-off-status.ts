import type { CaseEventWord } from './case-event.ts';
import type { ClockName } from './case-clock.ts';
import type { CaseState, DeclineReason, Finding, RewardState } from './case-state.ts';
import type { Day } from './deadline.ts';
import type { Fen } from './money.ts';
import type { Problem } from './problem.ts';
import type { TipOffKind } from './tip-off.ts';

/** One of the reporter's messages, at most; the office's are as long as the office likes. */
export const MAX_MESSAGE_LENGTH = 2000;
/** Of the reporter's, in one case: more are a machine's. */
export const MAX_MESSAGES = 100;
/** Photos that come with one message. */
export const MAX_MESSAGE_PHOTOS = 3;
/** Photos of one case, those of the first report included. */
export const MAX_CASE_PHOTOS = 30;
/** Wrong 领奖密码 after which the office must be asked. */
export const MAX_CLAIM_TRIES = 5;

/** A deadline that runs. Days only: an exact time on a screen says who was where. */
export interface StatusClock {
  name: ClockName;
  startDay: Day;
  /** The last day on which it is in time. */
  lastDay: Day;
  isLate: boolean;
  /** Days exclude the one it began on; 24 hours run at once. */
  isInHours: boolean;
  /** The rule it rests on. */
  basis: string;
}

export interface StatusMessage {
  by: 'office' | 'reporter';
  /** Null for the reporter's own: whoever borrowed the code reads no word that its owner wrote. */
  text: string | null;
  day: Day;
}

/** How claiming works for this case now. */
export type ClaimWay =
  /** With 领奖密码 here, or in person. */
  | { by: 'secret'; triesLeft: number; key: { id: string; recipient: string } }
  /** In person with the receipt: no secret was set, too many were wrong, or no custodian has a key. */
  | { by: 'hand'; why: 'no-secret' | 'locked' | 'no-key' };

export interface StatusReward {
  state: RewardState;
  /** Told from the notice on; before it nothing is decided. */
  fen: Fen | null;
  /** Until when it must be claimed; null when nothing runs. */
  lastDay: Day | null;
  isLate: boolean;
  claim: ClaimWay | null;
}

/** What a receipt opens: how the case stands. No word of the tip-off itself: a borrowed code shows no content. */
export interface StatusView {
  /** 举报编号: for talking with the office. Opens nothing. */
  caseNo: string;
  kind: TipOffKind;
  state: CaseState;
  steps: readonly { event: CaseEventWord; day: Day }[];
  transferredTo: string | null;
  clocks: readonly StatusClock[];
  /** False: the working days of a year ahead are not announced yet, so a day may move. */
  isCalendarKnown: boolean;
  extension: { days: number; reason: string } | null;
  finding: Finding | null;
  declineReason: DeclineReason | null;
  messages: readonly StatusMessage[];
  photosLeft: number;
  reward: StatusReward | null;
  /** `due`: the question stands; `ahead`: it may come; `over`: answered, unwanted or never to come. */
  followUp: 'due' | 'ahead' | 'over';
}

/** What was just done on the page. */
export type StatusDeed = 'messages' | 'claim' | 'waive' | 'opt-out' | 'follow-up';

/** The answer to a POST of /report/status/. */
export type StatusVisit =
  | { isOpen: false; problem: Problem }
  | {
      isOpen: true;
      view: StatusView;
      /** Stands for the receipt in the page's own forms for half an hour; the receipt itself is on no page. */
      pass: string;
      done: StatusDeed | null;
      /** Why the last deed was not done. */
      problem: Problem | null;
      /** A message that was not taken, so that nothing typed is lost. */
      typed: string;
    };

/** What the pages that work without script may do with a receipt; bound to the visitor whose guesses are counted. */
export interface StatusDesk {
  /** A form of /report/status/: `receipt` or `pass`, and `do` for what the page offers. */
  visitStatus(request: Request): Promise<StatusVisit>;
}
