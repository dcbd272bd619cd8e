import holidaysYaml from '../../content/tip-off/holidays.yaml?raw';
import periodsYaml from '../../content/tip-off/periods.yaml?raw';
import profilesYaml from '../../content/tip-off/reward-profiles.yaml?raw';
import { profileOfRegion, type RewardProfile } from '../domain/reward-profile.ts';
import { readCasePeriods } from './case-periods.ts';
import { readHolidays, readRewardProfiles } from './reward-rules.ts';

export { readHolidays, readRewardProfiles };
export const rewardProfiles = readRewardProfiles(profilesYaml);
/** The periods of handling and keeping, with what they rest on. */
export const caseRules = readCasePeriods(periodsYaml);
export const workCalendar = { ...readHolidays(holidaysYaml), periods: caseRules.periods };

/** The profile a region goes by: the most local one, else the national. Several of one scope (mines) are offered beside it. */
export const profileFor = (chosen: string | null): RewardProfile => profileOfRegion(rewardProfiles, chosen);
