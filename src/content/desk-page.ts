import { reaches, type StaffMember } from '../domain/staff.ts';
import { listRegionProfiles, listServedPlaces } from './regions.ts';

/** What the desk's island is given with its page: the member's own trees by name, and their boxes for the map. */
export function deskPage(member: StaffMember) {
  return {
    member: { id: member.id, name: member.name },
    places: listServedPlaces().filter(({ adcode }) => reaches(member, adcode)),
    mapPlaces: listRegionProfiles()
      .filter(({ adcode }) => reaches(member, adcode) || member.adcodes.some((own) => own.startsWith(adcode)))
      .map(({ adcode, names, extent }) => ({ adcode, name: names.short, extent })),
  };
}
