import type { DeskSettings } from './officer-rules.ts';
import type { Adcode } from './region.ts';

/** A way besides push by which the bureau really tells people: its text messages, its 公众号. */
export interface OtherWay {
  name: string;
  /** What a person does to be told this way, in one sentence. */
  how: string;
}

/** What a bureau edits first: the portal's own name, whose it is, and whom it serves. */
export interface SiteSettings {
  name: string;
  /** Said under the name and in the page's description. */
  tagline: string;
  /** The bureau that runs this portal; the neutral 应急管理局 until a real one puts its name. */
  office: string;
  /** True once `office` names a real bureau: only then pages may say 主办. */
  isOfficeNamed: boolean;
  regions: readonly Adcode[];
  demonstrationText: string;
  /** 备案 numbers for the foot of the page, shown as given. */
  registrations: readonly string[];
  /** How else this bureau tells people, as it wrote it: SMS, 公众号. Empty: nothing is offered. */
  otherWays: readonly { name: string; how: string }[];
  /** The duty officer's desk. `offices` empty: it signs as `office`. */
  desk: DeskSettings;
}

/** What the foot of each page says about whose site it is; nothing as long as no bureau has put its name. */
export function imprintOf(site: Pick<SiteSettings, 'office' | 'isOfficeNamed' | 'registrations'>): string[] {
  return [...(site.isOfficeNamed ? [`主办：${site.office}`] : []), ...site.registrations];
}

/** A page whose words an editor owns. */
export interface PageText {
  slug: string;
  title: string;
  summary: string;
  sections: readonly { heading: string; paragraphs: readonly string[] }[];
}
