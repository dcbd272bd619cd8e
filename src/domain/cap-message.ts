import type { Circle, MessageKey, Ring } from './alert.ts';
import type { Instant } from './instant.ts';
import type { Certainty, Severity, Urgency } from './severity.ts';

export const CAP_STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const CAP_MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const CAP_SCOPES = ['Public', 'Restricted', 'Private'] as const;
export const CAP_CATEGORIES = [
  'Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other',
] as const; // prettier-ignore
export const CAP_RESPONSE_TYPES = [
  'Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid', 'Monitor', 'Assess', 'AllClear', 'None',
] as const; // prettier-ignore

export type CapStatus = (typeof CAP_STATUSES)[number];
export type CapMessageType = (typeof CAP_MESSAGE_TYPES)[number];
export type CapScope = (typeof CAP_SCOPES)[number];
export type CapCategory = (typeof CAP_CATEGORIES)[number];
export type CapResponseType = (typeof CAP_RESPONSE_TYPES)[number];
/** The version whose namespace the document used; it is read into the 1.2 model whichever it is. */
export type CapVersion = '1.0' | '1.1' | '1.2';

/** A time of the document: as written (lineage compares text) and as an instant. */
export interface CapTime {
  /** Verbatim, offset included. */
  text: string;
  at: Instant;
}

/** eventCode, parameter and geocode: the name says which list the value is from, so never read a value without it. */
export interface CapNamedValue {
  valueName: string;
  value: string;
}

export interface CapResource {
  resourceDesc: string;
  /** Empty in a 1.0 or 1.1 document that left it out. */
  mimeType: string;
  sizeBytes: number | null;
  uri: string | null;
  /** Base64 of the file itself. */
  derefUri: string | null;
  /** SHA-1 in hexadecimal. */
  digest: string | null;
}

export interface CapArea {
  areaDesc: string;
  /** Only rings whose every pair could be read; a ring with one bad pair is not here at all. */
  polygons: readonly Ring[];
  /** Radius 0 is a point. */
  circles: readonly Circle[];
  geocodes: readonly CapNamedValue[];
  /** Feet above mean sea level. */
  altitudeFeet: number | null;
  ceilingFeet: number | null;
}

export interface CapInfo {
  /** As written; `en-US` when the document names none (the schema's default). */
  language: string;
  categories: readonly CapCategory[];
  event: string;
  responseTypes: readonly CapResponseType[];
  urgency: Urgency;
  severity: Severity;
  certainty: Certainty;
  audience: string | null;
  eventCodes: readonly CapNamedValue[];
  effective: CapTime | null;
  onset: CapTime | null;
  /** May lie before `sent` in a faulty message: such an info was never in force. */
  expires: CapTime | null;
  senderName: string | null;
  headline: string | null;
  description: string | null;
  instruction: string | null;
  web: string | null;
  contact: string | null;
  parameters: readonly CapNamedValue[];
  resources: readonly CapResource[];
  areas: readonly CapArea[];
}

/** A whole CAP message. All text is from outside: hostile until escaped. */
export interface CapMessage {
  version: CapVersion;
  identifier: string;
  sender: string;
  sent: CapTime;
  status: CapStatus;
  msgType: CapMessageType;
  source: string | null;
  /** Anything but Public must not be shown to the public. */
  scope: CapScope;
  restriction: string | null;
  addresses: string | null;
  codes: readonly string[];
  note: string | null;
  /** Earlier messages, verbatim; never the message itself. */
  references: readonly MessageKey[];
  incidents: string | null;
  infos: readonly CapInfo[];
  /** An XML signature stands in the document. It was not verified; the document is kept verbatim elsewhere. */
  hasSignature: boolean;
}

/** CAP's lineage key of a message. */
export function messageKeyOf(message: CapMessage): MessageKey {
  return { sender: message.sender, identifier: message.identifier, sent: message.sent.text };
}

/** Whether an info had already expired when the message was sent; such a one may be kept but never shown in force. */
export function isExpiredOnArrival(info: CapInfo, message: CapMessage): boolean {
  return info.expires !== null && info.expires.at <= message.sent.at;
}
