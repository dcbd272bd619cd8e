import type { Guide } from '../domain/guide.ts';
import type { Hazard } from '../domain/hazard.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { KitAdvice } from '../domain/kit-item.ts';
import type { WarningTemplate } from '../domain/officer-template.ts';
import type { RegionProfile } from '../domain/region-profile.ts';
import type { PageText, SiteSettings } from '../domain/site.ts';

/** All content of the portal, read and checked. */
export interface Content {
  guides: readonly Guide[];
  hazards: readonly Hazard[];
  regions: readonly RegionProfile[];
  pages: readonly PageText[];
  templates: readonly WarningTemplate[];
  hotlines: readonly Hotline[];
  kit: KitAdvice;
  site: SiteSettings;
}
