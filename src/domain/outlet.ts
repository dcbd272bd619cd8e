import type { AlertPart } from './alert.ts';
import type { Instant } from './instant.ts';
import { isAtLeast, type Level } from './level.ts';
import { MOUTHS, type MouthId } from './mouth.ts';
import { concerns, type Adcode } from './region.ts';

/** How an institution takes bulletins: an SMS gateway, a 公众号, a broadcast front-end, a mailbox, a shared folder. */
export const OUTLET_KINDS = ['webhook', 'mail', 'file-drop', 'blackhole'] as const;
export type OutletKind = (typeof OUTLET_KINDS)[number];

export const OUTLET_KIND_NAME: Record<OutletKind, string> = {
  webhook: '签名推送（webhook）',
  mail: '电子邮件',
  'file-drop': '文件夹',
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
  'file-drop': ['cap', 'ebm', 'loudspeaker'],
  blackhole: HANDED_MOUTHS,
};

/** Which bulletins an outlet gets, and what of them. */
export interface OutletWish {
  /** Each with everything below and above it; none: all regions of this portal. */
  adcodes: readonly Adcode[];
  lowestLevel: Level;
  /** Drills are handed only to who said so: an institution that is not told of drills would broadcast one. */
  acceptsDrills: boolean;
  /** 通告 are no warnings: a gateway that sends its texts as warnings must not get them. */
  acceptsNotices: boolean;
  mouths: readonly MouthId[];
  /** BCP 47, by its first part; none: every language of the bulletin. */
  languages: readonly string[];
}

/** Why a hand-over did not succeed. The page and the log say it so; decisions read the word, never a text. */
export const OUTLET_TROUBLE_NAME = {
  'address-not-allowed': '地址不符合要求，请删掉这个渠道重新添加',
  'address-private': '地址指向内部网络，没有发送；确实在本单位内网时，用命令行带 --allow-internal 重新添加',
  'credentials-refused': '对方不认签名或口令，请和对方核对密钥',
  demonstration: '演示服务不对外发送',
  'encryption-missing': '对方邮件服务器不支持加密，没有发送',
  'folder-missing': '文件夹不在，可能是共享盘没有挂上',
  'folder-unusable': '文件夹写不进去，请检查权限和剩余空间',
  'no-answer': '对方没有回答',
  'receiver-busy': '对方暂时不收',
  'receiver-refused': '对方拒收，请和对方核对地址和格式',
  'recipients-refused': '对方邮件服务器不认收件人，请核对信箱',
  redirected: '对方要求换地址，没有照办；请核对后重新添加',
  unexpected: '本机程序出错，请看日志',
} as const;
export type OutletTrouble = keyof typeof OUTLET_TROUBLE_NAME;

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
  /** Null once a later hand-over went well. */
  lastTrouble: OutletTrouble | null;
  /** Bulletins still owed, and of those how many nobody will try again without a person's doing. */
  waiting: number;
  stuck: number;
}

/** Whether a bulletin concerns this outlet: one of its parts is for its regions and grave enough. */
export function isWanted(
  wish: OutletWish,
  bulletin: { parts: readonly Pick<AlertPart, 'level' | 'adcodes'>[] },
): boolean {
  return bulletin.parts.some(
    (part) =>
      isAtLeast(part.level, wish.lowestLevel) &&
      (wish.adcodes.length === 0 ||
        part.adcodes.some((code) => wish.adcodes.some((own) => concerns(code, own)))),
  );
}

/** A person must look: the last hand-over failed, or one was given up. What somebody paused is meant to be still. */
export function isInTrouble(outlet: Pick<OutletStatus, 'state' | 'lastTrouble' | 'stuck'>): boolean {
  return outlet.state === 'active' && (outlet.lastTrouble !== null || outlet.stuck > 0);
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
