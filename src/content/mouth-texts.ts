import type { MouthTexts } from '../domain/mouth.ts';
import { hazardOfPart } from './hazards.ts';
import { regionName } from './regions.ts';

/** What the ready texts of a bulletin take from the portal's content. */
export function mouthTexts(publicUrl: string): MouthTexts {
  return {
    guideInstruction: (hazard) => hazardOfPart({ hazard })?.firstInstruction?.text ?? null,
    nameOf: regionName,
    publicUrl,
  };
}
