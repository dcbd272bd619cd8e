import type { FieldProblem } from '../../src/domain/alert-desk.ts';
import type { Ring } from '../../src/domain/alert.ts';
import type { RegionExtent } from '../../src/domain/geometry.ts';
import { firstOutside } from '../../src/domain/officer-rules.ts';
import type { Adcode } from '../../src/domain/region.ts';
import { reaches, type StaffMember } from '../../src/domain/staff.ts';
import type { AlertDeps } from './alert-deps.ts';

/** Says which region lies outside the member's tree; null when all lie inside. */
export function reachProblem(
  deps: Pick<AlertDeps, 'gazetteer'>,
  member: StaffMember,
  adcodes: readonly Adcode[],
  path: string,
): FieldProblem | null {
  const outside = firstOutside(member, adcodes);
  if (outside === null) return null;
  const name = deps.gazetteer.find(outside)?.name ?? '';
  return { path, word: 'region-outside-tree', message: `${name}（${outside}）不在您负责的范围内。` };
}

/**
 * Whether a drawn area leaves the member's own counties, as far as those are known: the places it touches are only
 * looked for among the regions this portal serves, and a neighbour may not be one of them.
 */
export function leavesTree(member: StaffMember, ring: Ring, regions: readonly RegionExtent[]): boolean {
  const isMapped = (own: Adcode): boolean => regions.some(({ adcode }) => own.startsWith(adcode));
  if (!member.adcodes.every(isMapped)) return false;
  const boxes = regions.filter(({ adcode }) => reaches(member, adcode)).map(({ extent }) => extent);
  return ring.some(
    ([lat, lon]) =>
      !boxes.some(
        (box) =>
          box === undefined ||
          (lat >= box.minLat && lat <= box.maxLat && lon >= box.minLon && lon <= box.maxLon),
      ),
  );
}
