/** 模板: how a warning of one hazard begins, before an officer has filled it in. */
export interface WarningTemplate {
  slug: string;
  /** Slug of the hazard; null: for every hazard without a template of its own. */
  hazard: string | null;
  paragraphs: readonly string[];
}
