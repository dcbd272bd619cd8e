/** A statement of a guide or card; `sources` are ids in the same document's `sources` and are never empty. */
export interface Statement {
  text: string;
  sources: readonly string[];
}

/** Who said it, under what title and when. No link: many official texts were only readable on mirrors. */
export interface Source {
  authority: string;
  title: string;
  /** `2025`, `2025-08`, `2025-08-10`, or null when the text carries no date. */
  date: string | null;
}

export interface GuideSource extends Source {
  /** Unique within the document, e.g. `s1`. */
  id: string;
}

export interface Myth {
  myth: string;
  truth: string;
  sources: readonly string[];
}

/** The three stages a guide speaks of, in the order of time. */
export const GUIDE_STAGES = ['before', 'during', 'after'] as const;
export type GuideStage = (typeof GUIDE_STAGES)[number];

/** 避险指南: what to do about one hazard, every statement with its source and the whole with a review date. */
export interface Guide {
  slug: string;
  name: string;
  /** Slug of the hazard this guide is the first answer to. */
  hazard: string;
  /** The one line to remember, at most 32 characters. */
  rule: string;
  summary: string;
  /** As people ask; fed to the search. */
  questions: readonly string[];
  keywords: readonly string[];
  before: readonly Statement[];
  during: readonly Statement[];
  after: readonly Statement[];
  do: readonly Statement[];
  dont: readonly Statement[];
  myths: readonly Myth[];
  /** Ids of hotlines. */
  hotlines: readonly string[];
  sources: readonly GuideSource[];
  /** Calendar days in Beijing, `YYYY-MM-DD`. */
  reviewedOn: string;
  reviewBy: string;
  /** Slugs of guides. */
  related: readonly string[];
}

/** Whether a guide is past its review date on a calendar day (`YYYY-MM-DD`); the last day itself still counts. */
export function isPastReview(guide: Pick<Guide, 'reviewBy'>, day: string): boolean {
  return day > guide.reviewBy;
}
