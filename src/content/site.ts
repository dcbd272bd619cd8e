import { allPageTexts, siteSetting } from 'contentlayer/generated';
import type { PageText, SiteSettings } from '../domain/site.ts';
import { documentOf, documentsOf } from './generated-documents.ts';
import { pageSchema, siteSchema } from './schemas/site.ts';

const settings: SiteSettings = documentOf(siteSchema, siteSetting);
const pages: readonly PageText[] = documentsOf(pageSchema, allPageTexts);

export function siteSettings(): SiteSettings {
  return settings;
}

export function listPageTexts(): readonly PageText[] {
  return pages;
}

export function findPageText(slug: string): PageText | null {
  return pages.find((page) => page.slug === slug) ?? null;
}
