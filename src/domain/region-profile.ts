import type { Adcode } from './region.ts';

/** A plan (规划) the profile is drawn from. */
export interface RegionPlan {
  title: string;
  fromYear: number;
  toYear: number;
  issuer: string | null;
  /** `YYYY-MM-DD`. */
  issuedOn: string | null;
}

/** 地区档案: what the portal knows of a jurisdiction it serves, all of it from the plan named beside it. */
export interface RegionProfile {
  adcode: Adcode;
  /** `full` as in law, `short` as in a heading, `official` as the jurisdiction signs. */
  names: { full: string; short: string; official: string };
  /** Names of its levels, highest first: 师市, 团场（镇）, 连队（社区）. */
  tiers: readonly string[];
  /** What it belongs to, nearest first. */
  parents: readonly { adcode: Adcode; name: string }[];
  plans: readonly RegionPlan[];
  /** Bodies the plan names as responsible for its carrying out; empty where it names none. */
  bodies: readonly { name: string; role: string; source: string }[];
  /** What its plans aim at for warnings reaching the public, in their own words; empty where none states a figure. */
  coverage: readonly { words: string; target: string; source: string }[];
  /** Hazards the plan itself names, in its own words. */
  hazards: readonly { hazard: string; words: string; source: string }[];
  /** Degrees, WGS 84, rounded outward: a polygon or circle that touches it concerns the region, rather once too often. */
  extent: { minLat: number; maxLat: number; minLon: number; maxLon: number; source: string };
}
