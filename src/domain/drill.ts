import type { AlertPart } from './alert.ts';
import type { DeskPerson, FieldProblem, FormBody } from './alert-desk.ts';
import type { Instant } from './instant.ts';
import type { MouthText } from './mouth.ts';
import { DRILL_MARK } from './topic.ts';

/**
 * 演练: an exercise that looks like a warning and is none. A type, tables, a job, a topic and feeds of its own: nothing
 * here can become an AlertRevision, and no function takes one for the other.
 *
 *   GET    /api/staff/desk/drills               → { drills: DrillRecord[] }
 *   POST   /api/staff/desk/drills               { form, startAt, endAt } → DrillRecord (201, `editing`)
 *   PUT    /api/staff/desk/drills/:id           { version, form, startAt, endAt } → DrillRecord; 409 `draft-changed` with `drill`
 *   DELETE /api/staff/desk/drills/:id           → 204; only while editing
 *   POST   /api/staff/desk/drills/:id/preview   → DrillPreview
 *   POST   /api/staff/desk/drills/:id/schedule  { version } → DrillRecord; twice → the same answer
 *   POST   /api/staff/desk/drills/:id/end       { version } → DrillRecord   a running one ends now
 *   POST   /api/staff/desk/drills/:id/cancel    { version, reason } → DrillRecord   a scheduled or running one
 *   GET    /api/drills, /api/drills/:id, /feeds/drills.atom, /feeds/drills/:id.cap.xml (CAP status=Exercise)
 */
export interface DrillForm extends FormBody {
  kind: 'drill';
}

/** A drill's id always begins so: a check constraint keeps it out of the alerts' table, and no alert's id can. */
export const DRILL_ID_PREFIX = 'drill-';

export type DrillState = 'editing' | 'scheduled' | 'running' | 'ended' | 'cancelled';

export interface DrillRecord {
  id: string;
  version: number;
  state: DrillState;
  form: DrillForm;
  /** Null: at once when it is scheduled. */
  startAt: Instant | null;
  /** Null: not chosen yet; every drill ends. */
  endAt: Instant | null;
  /** When it really began and ended. */
  startedAt: Instant | null;
  endedAt: Instant | null;
  cancelledReason: string | null;
  createdBy: DeskPerson;
  updatedBy: DeskPerson;
  updatedAt: Instant;
  isDemonstration: boolean;
  /** Devices that asked for drills and took the message. */
  sent: { start: number; end: number };
}

/** As anyone may see it: every text is marked. */
export interface Drill {
  id: string;
  isDrill: true;
  state: Exclude<DrillState, 'editing'>;
  source: string;
  /** As of an alert, but 【演练】 stands first in each headline, description and instruction of every language. */
  parts: readonly AlertPart[];
  startAt: Instant;
  endAt: Instant;
  startedAt: Instant | null;
  endedAt: Instant | null;
  cancelledReason: string | null;
  isDemonstration: boolean;
}

export interface DrillPreview {
  version: number;
  mouths: readonly MouthText[];
  problems: readonly FieldProblem[];
}

/** What public pages may read of drills. */
export interface DrillReader {
  /** Scheduled or running, and for a while those just over; the running first. */
  drills(): Promise<readonly Drill[]>;
  findDrill(id: string): Promise<Drill | null>;
  /** Over, the newest first: the openness page says when the last one was. */
  pastDrills(limit: number): Promise<readonly Drill[]>;
}

/** The text with the mark first, once. An empty text stays empty: a mark alone says nothing. */
export function markedAsDrill(text: string): string {
  const words = text.trim();
  return words === '' || words.startsWith(DRILL_MARK) ? words : `${DRILL_MARK}${words}`;
}
