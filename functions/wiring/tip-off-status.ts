import { setTimeout as pause } from 'node:timers/promises';
import type { StatusDesk } from '../../src/domain/tip-off-status.ts';
import type { PhotoCleaner } from '../../src/domain/tip-off.ts';
import { createStatusDesks } from '../api/tip-off-status-desk.ts';
import { statusRoutes } from '../api/tip-off-status.ts';
import { createGuessPace } from '../http/guess-pace.ts';
import { RecentAnswers } from '../http/recent-answers.ts';
import { openDatabase } from '../store/database.ts';
import { createFollowUpStore } from '../store/follow-up-queries.ts';
import { createStatusStore } from '../store/tip-off-status-queries.ts';
import { addressOf, type Area, type Base } from './base.ts';
import type { CaseArea } from './cases.ts';
import { createStatusPass } from './status-pass.ts';

/** With photos: a carrier's NAT holds thousands of people, and this stops machines. */
const UPLOADS_PER_TEN_MINUTES = 60;
/** Long enough for a double click and an impatient reload. */
const REPEAT_MS = 120_000;

export interface StatusArea extends Area {
  /** What one visitor may do with a receipt without script. */
  deskFor(clientAddress: string): StatusDesk;
}

/** What a receipt opens: how the case stands, messages, claiming. `cleanPhoto`: the one cleaner of this server. */
export function wireTipOffStatus(base: Base, cases: CaseArea, cleanPhoto: PhotoCleaner): StatusArea {
  const database = openDatabase(base.persistence.pool);
  const { receiptKey } = base.persistence.keys;
  const deps = {
    ...cases.deps,
    status: createStatusStore({ database, keys: cases.keys, receiptKey }),
    followUps: createFollowUpStore(database, cases.keys),
    guesses: createGuessPace({ now: Date.now, pause: (ms) => pause(ms, undefined, { ref: false }) }),
    uploadPace: base.paceOf(UPLOADS_PER_TEN_MINUTES),
    cleanPhoto,
    recent: new RecentAnswers<null>(REPEAT_MS),
  };
  return {
    routes: statusRoutes({ ...deps, addressOf }),
    deskFor: createStatusDesks({ ...deps, pass: createStatusPass(receiptKey) }),
  };
}
