import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertTitle } from '../../src/domain/alert-title.ts';
import { livingParts, partsFor } from '../../src/domain/alert-state.ts';
import {
  callMinutesOf,
  checkCallCounts,
  MAX_CALL_REMINDERS,
  type CallMinutes,
  type CallReport,
  type CallTally,
} from '../../src/domain/call-report.ts';
import { callNote } from '../../src/domain/device-note.ts';
import { addMs, MINUTE_MS, type Instant } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { normaliseAdcode, parentOf, type Adcode, type Gazetteer } from '../../src/domain/region.ts';
import { fitText, oneLine } from '../../src/domain/short-text.ts';
import { hasRole, reaches, type StaffMember } from '../../src/domain/staff.ts';
import { deviceTopic } from '../../src/domain/topic.ts';
import type { Channel } from '../channels/channel.ts';
import type { AlertStore, SubscriptionStore } from '../store/store.ts';
import type { CallStore } from '../store/subscriber-contract.ts';

export interface CallDeps {
  store: Pick<AlertStore, 'listCurrent' | 'findHistory'>;
  calls: CallStore;
  gazetteer: Pick<Gazetteer, 'find'>;
  now: () => Instant;
}

/** The place of a report: inside the officer's own tree, and one that exists (a village: its township does). */
export function ownPlace(
  deps: Pick<CallDeps, 'gazetteer'>,
  member: StaffMember,
  text: string,
): Result<Adcode> {
  const adcode = normaliseAdcode(text);
  const listed = adcode?.length === 12 ? parentOf(adcode) : adcode;
  if (adcode === null || listed === null || deps.gazetteer.find(listed) === null)
    return failed('region-unknown', 'adcode');
  return reaches(member, adcode) ? ok(adcode) : failed('region-outside-tree', 'adcode');
}

/** Takes an officer's counts. A clock that runs ahead would shut out every later report: such a time counts as now. */
export async function reportCalls(
  deps: CallDeps,
  member: StaffMember,
  report: CallReport,
): Promise<Result<{ total: number; done: number }>> {
  const counts = checkCallCounts(report.total, report.done);
  if (!counts.ok) return counts;
  const place = ownPlace(deps, member, report.adcode);
  if (!place.ok) return place;
  const history = await deps.store.findHistory(report.alertId);
  const isAbout = history?.revisions.some((one) => partsFor(one.parts, place.value).length > 0) ?? false;
  if (!isAbout) return failed('alert-unknown', 'alertId');
  const now = deps.now();
  await deps.calls.saveReport({ ...report, adcode: place.value, at: report.at > now ? now : report.at });
  return counts;
}

/** What townships and counties see: sums per place in their tree, for the alerts in force there. Never a name. */
export async function listTallies(
  deps: CallDeps,
  member: StaffMember,
): Promise<{ alerts: readonly AlertRevision[]; tallies: readonly CallTally[] }> {
  const current = await deps.store.listCurrent(deps.now());
  const alerts = current.filter((one) => member.adcodes.some((code) => partsFor(one.parts, code).length > 0));
  const ids = alerts.map(({ alertId }) => alertId);
  return { alerts, tallies: await deps.calls.tallies(ids, member.adcodes) };
}

/** What an officer's device asks first: where it may report, and what has been reported from there. */
export async function dutyOf(deps: CallDeps, member: StaffMember) {
  const { tallies } = await listTallies(deps, member);
  const places = member.adcodes.map((adcode) => ({
    adcode,
    name: deps.gazetteer.find(adcode)?.name ?? adcode,
  }));
  return { tallies, places, isOfficer: hasRole(member, 'grassroots') };
}

export interface RemindDeps extends Pick<CallDeps, 'calls' | 'now'> {
  store: Pick<AlertStore, 'listCurrent'> & Pick<SubscriptionStore, 'deleteByEndpoint'>;
  channel: Pick<Channel, 'send'>;
  minutes: CallMinutes;
  nameOf: (adcode: Adcode) => string | null;
  publicUrl: string;
}

/**
 * Every minute: officers whose place has been under a warning for longer than its level there allows, and who have
 * not confirmed every household, are reminded on their own device, at most three times.
 */
export async function remindCalls(deps: RemindDeps): Promise<number> {
  let sent = 0;
  for (const revision of await deps.store.listCurrent(deps.now())) {
    if (revision.isDemonstration || revision.action === 'cancel') continue;
    for (const part of livingParts(revision, deps.now())) sent += await remindOfPart(deps, revision, part);
  }
  return sent;
}

async function remindOfPart(deps: RemindDeps, revision: AlertRevision, part: AlertPart): Promise<number> {
  const now = deps.now();
  const minutes = callMinutesOf(deps.minutes, part.level);
  if (minutes === null || addMs(revision.sentAt, minutes * MINUTE_MS) > now) return 0;
  const wait = minutes * MINUTE_MS;
  const { alertId } = revision;
  let sent = 0;
  for (const due of await deps.calls.listDue(alertId, part.adcodes, MAX_CALL_REMINDERS, addMs(now, -wait))) {
    const words = {
      title: alertTitle(fitText(oneLine(part.hazard.name), 60), part.level),
      place: deps.nameOf(due.adcode) ?? due.adcode,
      left: due.report === null ? null : due.report.total - due.report.done,
    };
    const message = {
      payload: JSON.stringify(callNote(alertId, words, deps.publicUrl)),
      endsAt: addMs(now, wait),
      level: null,
      isImmediate: true,
      topic: deviceTopic(`call:${alertId}`),
    };
    const { outcome } = await deps.channel.send(message, due.address);
    if (outcome === 'gone') await deps.store.deleteByEndpoint(due.address.endpoint);
    // What the service did not take now is tried again in a minute, without using up a reminder.
    if (outcome !== 'delivered') continue;
    await deps.calls.noteReminded(alertId, due.device, now);
    sent += 1;
  }
  return sent;
}
