import type { DoorPlace, DoorStep, StaffDoor, Visit } from './staff-door.ts';

/** One plain form of the door: where it is posted, the page it stands on, where success leads, and what it does. */
export interface DoorForm {
  path: string;
  page: string;
  /** Null: to wherever the person was on the way. */
  done: string | null;
  step(door: StaffDoor, visit: Visit, field: (name: string) => string): Promise<DoorStep>;
}

const SIGN_IN = '/staff/sign-in/';
const ACCOUNT = '/staff/account/';

/** The page of each place but the inside. */
export const PLACE_PAGES: Readonly<Record<Exclude<DoorPlace, 'inside'>, string>> = {
  code: `${SIGN_IN}code/`,
  enrol: `${SIGN_IN}enrol/`,
  codes: `${SIGN_IN}codes/`,
  outside: SIGN_IN,
};

export const DOOR_FORMS: readonly DoorForm[] = [
  {
    path: '/sign-in/password',
    page: SIGN_IN,
    done: null,
    step: (door, visit, field) => door.enterPassword(visit, field('email'), field('password')),
  },
  {
    path: '/sign-in/code',
    page: PLACE_PAGES.code,
    done: null,
    step: (door, visit, field) =>
      door.enterCode(visit, field('code'), field('kind') === 'backup' ? 'backup' : 'totp'),
  },
  {
    path: '/sign-in/set-up',
    page: `${SIGN_IN}set-up/`,
    done: null,
    step: (door, visit, field) => door.setUp(visit, field('setup'), field('password')),
  },
  {
    path: '/sign-in/enrol',
    page: PLACE_PAGES.enrol,
    done: null,
    step: (door, visit, field) => door.confirmTotp(visit, field('code')),
  },
  {
    path: '/sign-in/codes-noted',
    page: PLACE_PAGES.codes,
    done: null,
    step: (door, visit) => door.noteCodes(visit),
  },
  {
    path: '/sign-out',
    page: SIGN_IN,
    done: null,
    step: (door, visit, field) => door.leave(visit, field('everywhere') === '1'),
  },
  {
    path: '/account/password',
    page: ACCOUNT,
    done: `${ACCOUNT}?done=password`,
    step: (door, visit, field) => door.changePassword(visit, field('current'), field('password')),
  },
  {
    path: '/account/totp',
    page: ACCOUNT,
    done: ACCOUNT,
    step: (door, visit, field) => door.replaceTotp(visit, field('current')),
  },
  {
    path: '/account/codes',
    page: ACCOUNT,
    done: ACCOUNT,
    step: (door, visit, field) => door.renewCodes(visit, field('current')),
  },
  {
    path: '/account/passkey-removal',
    page: ACCOUNT,
    done: `${ACCOUNT}?done=passkey`,
    step: (door, visit, field) => door.removePasskey(visit, field('passkey')),
  },
];
