import type { PushTexts } from './push-payload.ts';

/** A way one bulletin is said to people or machines, in the order an officer looks through them. */
export const MOUTHS = [
  'web', 'push', 'sms', 'sms-long', 'loudspeaker', 'screen', 'notice', 'picture', 'cap', 'atom', 'json-feed', 'ebm',
] as const; // prettier-ignore

export type MouthId = (typeof MOUTHS)[number];

export const MOUTH_NAME: Record<MouthId, string> = {
  web: '网页',
  push: '手机通知',
  sms: '短信（70 字以内）',
  'sms-long': '长短信',
  loudspeaker: '大喇叭',
  screen: '大屏',
  notice: '张贴通知（A4）',
  picture: '群聊图片',
  cap: 'CAP 1.2',
  atom: 'Atom',
  'json-feed': 'JSON Feed',
  ebm: '应急广播 EBM（暂行格式）',
};

/** What one mouth says of one bulletin, whole. Empty text: this mouth has nothing to say, and `note` says why. */
export interface MouthText {
  mouth: MouthId;
  /** BCP 47, of the authority's words in it. */
  language: string;
  mediaType: string;
  text: string;
  /** Loudspeaker: once through, at the rate `note` names. */
  readingSeconds?: number;
  /** Loudspeaker: how often in all. */
  repeats?: number;
  /** SMS: UTF-16 units, as a gateway counts Chinese text. */
  characters?: number;
  /** SMS: how many messages a gateway charges for. */
  segments?: number;
  /** Said to the officer beside the text, e.g. 暂行格式; never part of it. */
  note?: string;
}

/** What all mouths must agree in. `kind`: issued, updated, lifted, withdrawn, drill, demonstration. */
export type FactName = 'level' | 'hazard' | 'area' | 'start' | 'end' | 'source' | 'kind';

export const FACT_NAME: Record<FactName, string> = {
  level: '级别',
  hazard: '灾种',
  area: '范围',
  start: '开始时间',
  end: '有效期',
  source: '发布单位',
  kind: '发布、更新还是解除',
};

/** One fact that a mouth says otherwise than the bulletin; issuing stops on any. Both sides in words for people. */
export interface Disagreement {
  mouth: MouthId;
  fact: FactName;
  expected: string;
  found: string;
}

/** What the renderers need beside the bulletin itself. */
export type MouthTexts = PushTexts;

/** What the pages of ready texts ask of the server. */
export interface MouthPages {
  /** Where the portal is seen from outside, without a path: a code on paper must lead there from anywhere. */
  publicUrl: string;
  /** A voice is installed on the server, so that scripts can be had as sound. */
  hasVoice: boolean;
  /** Whether a font here has every character of the picture in this language. */
  canDraw(alertId: string, revision: number, language: string): Promise<boolean>;
}

/** Every character of the mainland's standards and its punctuation, which the picture's font has. */
const SURELY_DRAWN = /^[\n\x20-\x7e\u3000-\u301f\uff01-\uff5e\u4e00-\u9fa5·…—“”‘’℃]*$/;

/** True: no need to ask. Looking into the font costs a drawing. */
export const isSurelyDrawn = (text: string): boolean => SURELY_DRAWN.test(text);
