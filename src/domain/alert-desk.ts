// Long because it is one contract: what the desk's forms hold and its API takes and gives, to be read together.
import type { AlertAction, LatLon } from './alert.ts';
import type { Instant } from './instant.ts';
import type { Level } from './level.ts';
import type { Disagreement, MouthText } from './mouth.ts';
import type { NoticeKind } from './notice.ts';
import type { ProblemWord } from './problem.ts';
import type { Adcode, RegionName } from './region.ts';

/**
 * The duty officer's desk: what the form holds and what `/api/staff/desk/…` takes and gives. JSON all of it.
 *
 *   GET    /api/staff/desk/options               → DeskOptions
 *   GET    /api/staff/desk/regions/:adcode       → { region: RegionName, children: RegionName[] }
 *   POST   /api/staff/desk/read                  { text }, or a file's bytes as application/octet-stream → DeskReading
 *   GET    /api/staff/desk/drafts                → { drafts: DeskDraft[] }  those the member reaches, newest first
 *   POST   /api/staff/desk/drafts                { form } or { document, bulletin? } → DeskDraft (201)
 *   GET    /api/staff/desk/drafts/:id            → DeskDraft
 *   PUT    /api/staff/desk/drafts/:id            DraftChange → DeskDraft; 409 `draft-changed` with `draft`
 *   DELETE /api/staff/desk/drafts/:id            → 204; only while editing or returned
 *   POST   /api/staff/desk/drafts/:id/preview    → DeskPreview
 *   POST   /api/staff/desk/drafts/:id/issue      { version, override?: { reason } } → DeskOutcome
 *   POST   /api/staff/desk/drafts/:id/approve    { version } → DeskOutcome
 *   POST   /api/staff/desk/drafts/:id/return     { version, reason } → DeskDraft
 *   GET    /api/staff/desk/alerts                → { alerts: DeskAlert[] }
 *   POST   /api/staff/desk/alerts/:id/revise     { purpose } → DeskDraft (201)
 *
 * Drills: see drill.ts. Notices: see notice.ts. Every refusal is a problem (RFC 9457) with `word`, `title` (Chinese)
 * and, where a field is to blame, `path`; `draft-changed` carries the stored draft beside it, so that nothing is lost.
 */

/** One level for some places. Several parts are a partial upgrade or downgrade by area. */
export interface OfficerPart {
  /** Null: not chosen yet; of a relayed bulletin: the authority gave none. */
  level: Level | null;
  adcodes: readonly Adcode[];
  /** Closed: the first point is repeated at the end. Null: by regions only. */
  polygon: readonly LatLon[] | null;
}

export interface OfficerBulletin {
  /** BCP 47; the first is zh-CN. */
  language: string;
  /** Empty: made from source, hazard and level (only in Chinese). */
  headline: string;
  description: string;
  instruction: string;
  contact: string | null;
  web: string | null;
}

/** What an alert and a drill have in common on the form. Each has its own `kind`, so that neither passes for the other. */
export interface FormBody {
  hazard: { code: string | null; name: string };
  /** 发布单位. */
  source: string;
  parts: readonly OfficerPart[];
  onsetAt: Instant | null;
  expiresAt: Instant | null;
  bulletins: readonly OfficerBulletin[];
}

export interface OfficerForm extends FormBody {
  kind: 'alert';
}

export type DeskPurpose = 'issue' | 'update' | 'correct' | 'cancel';

/** `issuing`: its publication began and was cut off; issuing once more ends it and never doubles it. */
export type DeskDraftState = 'editing' | 'awaiting-second' | 'issuing' | 'issued' | 'returned';

export interface DeskPerson {
  id: string;
  name: string;
}

/** What a person may fill in where a bulletin could not be read. Only fields named in `unread` are taken. */
export interface RelayCompletion {
  source?: string;
  hazard?: string;
  level?: Level;
  adcodes?: readonly Adcode[];
  issuedAt?: Instant;
  action?: AlertAction;
}
export type UnreadField = keyof RelayCompletion;

/** Another authority's bulletin: repeated word for word. Its form is only for looking at; nothing in it may change. */
export interface DeskRelay {
  documentKind: 'bulletin' | 'cap';
  /** Verbatim. */
  document: string;
  isMeteorological: boolean;
  action: AlertAction | null;
  issuedAt: Instant | null;
  /** What could not be read; once completed it stays named here, so that the form still marks it. */
  unread: readonly UnreadField[];
  completion: RelayCompletion;
  /** What the person who decides should know, in Chinese. */
  notices: readonly { word: string; message: string; path: string }[];
}

/** 草稿, kept on the server from the first word on: an expired sign-in loses nothing. */
export interface DeskDraft {
  id: string;
  /** 1, 2, 3 … with every change; what is not the stored version is refused with the stored draft. */
  version: number;
  state: DeskDraftState;
  purpose: DeskPurpose;
  /** What it revises; of an issued draft, what it became. */
  alertId: string | null;
  /** The revision it was begun on. A newer one → 409 `alert-changed`; PUT with the new `baseRevision` goes on. */
  baseRevision: number | null;
  /** Of an issued draft. */
  revision: number | null;
  form: OfficerForm;
  relay: DeskRelay | null;
  /** Of a cancellation or correction, said to everyone. */
  reason: string;
  /** Why a colleague returned it. */
  returnedReason: string | null;
  createdBy: DeskPerson;
  createdAt: Instant;
  updatedBy: DeskPerson;
  updatedAt: Instant;
  /** Who asked for it to go out, while it waits for the second person and after. */
  requestedBy: DeskPerson | null;
  /** The second person; null when none was needed or an override was used. */
  approvedBy: DeskPerson | null;
  overrideReason: string | null;
}

export interface DraftChange {
  version: number;
  /** Of an own draft. */
  form?: OfficerForm;
  /** Of a relayed bulletin. */
  completion?: RelayCompletion;
  reason?: string;
  baseRevision?: number;
}

/** One mistake in the form, at the field. `path` as in the form: `parts.0.polygon`, `bulletins.1.headline`, `reason`. */
export interface FieldProblem {
  path: string;
  word: ProblemWord;
  /** Chinese: what to do. */
  message: string;
}

/** What comes of a pasted or dropped text. Nothing is stored yet. */
export interface DeskReading {
  documentKind: 'bulletin' | 'cap';
  /** True: of another authority or a meteorological signal; make the draft with `{ document }`. */
  isRelay: boolean;
  isMeteorological: boolean;
  /** 演练 or 测试: it can only become a drill. */
  isDrill: boolean;
  form: OfficerForm;
  unread: readonly UnreadField[];
  notices: readonly { word: string; message: string; path: string }[];
  /** How many bulletins the text holds; only the first is in `form`. `{ document, bulletin: 1 }` takes the second. */
  bulletinsInAll: number;
  /** The whole text as it was decoded, for `{ document }`. */
  document: string;
}

export interface DeskPreview {
  version: number;
  mouths: readonly MouthText[];
  disagreements: readonly Disagreement[];
  /** Because of the levels; issuing then asks for a colleague. */
  needsSecond: boolean;
  /** Empty: it can be issued. */
  problems: readonly FieldProblem[];
  /** Every region it will be told in, as the server computed it. */
  regions: readonly { adcode: Adcode; name: string }[];
}

export type DeskOutcome =
  | { state: 'issued'; draftId: string; version: number; alertId: string; revision: number }
  | { state: 'awaiting-second'; draftId: string; version: number };

/** A current alert as the list shows it. */
export interface DeskAlert {
  alertId: string;
  revision: number;
  headline: string;
  hazard: { code: string | null; name: string };
  levels: readonly (Level | null)[];
  source: string;
  origin: 'issued' | 'relayed';
  areaText: string;
  sentAt: Instant;
  endsAt: Instant;
  isDemonstration: boolean;
  /** What this member may do with it; empty when it lies outside their tree. */
  purposes: readonly Exclude<DeskPurpose, 'issue'>[];
}

export interface DeskHazard {
  code: string | null;
  name: string;
  group: string;
  aliases: readonly string[];
  /** Only 气象台站 may issue it; here it can only be relayed. */
  isMeteorological: boolean;
  /** Into `templates`; null: none. */
  template: string | null;
}

export interface DeskTemplate {
  id: string;
  /** With `〔…〕` where the officer fills in; issuing refuses what still holds one. */
  description: string;
  /** One sentence a line, from the guide. */
  instruction: string;
  /** Who says so; shown beside the field. */
  sources: readonly { authority: string; title: string; date: string | null }[];
}

export interface DeskOptions {
  member: DeskPerson;
  hazards: readonly DeskHazard[];
  /** Where the member's trees begin. */
  roots: readonly RegionName[];
  /** The first is preselected. */
  sources: readonly string[];
  languages: readonly { code: string; name: string }[];
  templates: readonly DeskTemplate[];
  noticeKinds: readonly NoticeKind[];
  secondPersonLevels: readonly Level[];
  /** False: outlines are known down to counties only, so whoever is bound to less picks places by name. */
  mayDraw: boolean;
  isDemonstration: boolean;
  now: Instant;
}

/** More is no form but an attack; the API refuses it at the door. */
export const DESK_LIMITS = {
  headline: 200,
  description: 4000,
  instruction: 4000,
  source: 60,
  hazard: 40,
  contact: 100,
  web: 300,
  reason: 500,
  regions: 500,
  parts: 12,
  bulletins: 8,
  /** Points of one polygon, the closing one not counted. */
  points: 200,
  /** A pasted document, in characters. */
  document: 3_000_000,
} as const;

/** Languages the form offers; any other BCP 47 tag may be typed. */
export const DESK_LANGUAGES: readonly { code: string; name: string }[] = [
  { code: 'zh-CN', name: '汉语' },
  { code: 'ug', name: '维吾尔语' },
  { code: 'kk', name: '哈萨克语' },
  { code: 'mn', name: '蒙古语' },
  { code: 'ky', name: '柯尔克孜语' },
  { code: 'ko', name: '朝鲜语' },
  { code: 'ru', name: '俄语' },
  { code: 'en', name: '英语' },
];

/** An empty form of one part. */
export function emptyForm(source: string): OfficerForm {
  return {
    kind: 'alert',
    hazard: { code: null, name: '' },
    source,
    parts: [{ level: null, adcodes: [], polygon: null }],
    onsetAt: null,
    expiresAt: null,
    bulletins: [
      { language: 'zh-CN', headline: '', description: '', instruction: '', contact: null, web: null },
    ],
  };
}
