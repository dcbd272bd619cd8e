import type { AlertRevision } from './alert.ts';
import type { Instant } from './instant.ts';
import { isAtLeast, type Level } from './level.ts';
import { MOUTHS, type MouthId } from './mouth.ts';
import { concerns, type Adcode } from './region.ts';

/** How an institution takes bulletins: an SMS gateway, a 公众号, a broadcast front-end, a mailbox, a shared folder. */
export const OUTLET_KINDS = ['webhook', 'mail', 'files', 'blackhole'] as const;
export type OutletKind = (typeof OUTLET_KINDS)[number];

export const OUTLET_KIND_NAME: Record<OutletKind, string> = {
  webhook: '签名推送（webhook）',
  mail: '电子邮件',
  files: '文件夹',
  blackhole: '黑洞（只记录，不发送）',
};

/** Mouths that are texts of their own; the page, the feeds and the picture are fetched, not handed over. */
export const HANDED_MOUTHS: readonly MouthId[] = MOUTHS.filter(
  (mouth) => !['web', 'picture', 'atom', 'json-feed'].includes(mouth),
);

/** What an outlet is handed when nobody said otherwise. */
export const USUAL_MOUTHS: Record<OutletKind, readonly MouthId[]> = {
  webhook: HANDED_MOUTHS,
  mail: ['notice', 'sms-long', 'cap'],
  files: ['cap', 'ebm', 'loudspeaker'],
  blackhole: HANDED_MOUTHS,
};

/** Which bulletins an outlet gets, and what of them. */
export interface OutletWish {
  /** Each with everything below and above it; none: all regions of this portal. */
  adcodes: readonly Adcode[];
  lowestLevel: Level;
  /** Drills are handed only to who said so: an institution that is not told of drills would broadcast one. */
  acceptsDrills: boolean;
  mouths: readonly MouthId[];
  /** BCP 47, by its first part; none: every language of the bulletin. */
  languages: readonly string[];
}

/** 停用 keeps what is owed until it is resumed. */
export type OutletState = 'active' | 'paused';

/** 对外渠道: one institutional receiver, as the bureau's people may see it. Never a secret, a query or a recipient. */
export interface OutletStatus extends OutletWish {
  /** Chosen by the operator: short, of letters, digits and hyphens. */
  id: string;
  name: string;
  kind: OutletKind;
  /** Host and path, host and number of recipients, or folder. */
  address: string;
  /** May lie inside the bureau's own network; set on the command line only. */
  isInternal: boolean;
  state: OutletState;
  createdAt: Instant;
  lastDeliveredAt: Instant | null;
  lastFailedAt: Instant | null;
  /** A word of OutletTrouble; null once a later hand-over went well. */
  lastTrouble: string | null;
  /** Bulletins still owed, and of those how many nobody will try again without a person's doing. */
  waiting: number;
  stuck: number;
}

/** Whether a bulletin concerns this outlet: one of its parts is for its regions and grave enough. */
export function isWanted(wish: OutletWish, revision: AlertRevision): boolean {
  return revision.parts.some(
    (part) =>
      isAtLeast(part.level, wish.lowestLevel) &&
      (wish.adcodes.length === 0 ||
        part.adcodes.some((code) => wish.adcodes.some((own) => concerns(code, own)))),
  );
}

/** `zh` takes zh-CN; `zh-CN` takes zh and zh-CN, not zh-tw. No wish takes all. */
export function isLanguageWanted(wish: OutletWish, language: string): boolean {
  const spoken = language.toLowerCase();
  return (
    wish.languages.length === 0 ||
    wish.languages.some((wanted) => {
      const own = wanted.toLowerCase();
      return spoken === own || spoken.startsWith(`${own}-`) || own.startsWith(`${spoken}-`);
    })
  );
}

/** First in every text of a test: read before anything else, it says that nothing has happened. */
export const TEST_MARK = '【测试】';

/** An outlet's own id, and the names of files made from ids: nothing a path or a header could stumble over. */
export function isOutletId(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(text);
}
