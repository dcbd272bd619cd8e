import { reaches, type StaffMember } from '../domain/staff.ts';
import { listReportRegions } from './report-choices.ts';

/** Regions a report may name, as far as this officer reaches them: what the queue can be narrowed to. */
export function casePlaces(member: StaffMember): readonly { adcode: string; name: string }[] {
  return listReportRegions().filter(({ adcode }) => reaches(member, adcode));
}
