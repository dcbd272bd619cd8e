import type { Command } from './command.ts';

/**
 * Every command by the words typed, in the order help shows them. Each is loaded only when used, so that
 * a dry run on a slow machine does not wait for what another command needs.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'alert check': async () => (await import('./commands/alert-check.ts')).alertCheck,
  'alert ingest': async () => (await import('./commands/alert-ingest.ts')).alertIngest,
  'alert issue': async () => (await import('./commands/alert-issue.ts')).alertIssue,
  'alert update': async () => (await import('./commands/alert-update.ts')).alertUpdate,
  'alert cancel': async () => (await import('./commands/alert-cancel.ts')).alertCancel,
  'alert drafts': async () => (await import('./commands/alert-drafts.ts')).alertDrafts,
  'alert complete': async () => (await import('./commands/alert-complete.ts')).alertComplete,
  'shelters import': async () => (await import('./commands/shelters-import.ts')).sheltersImport,
  'source add': async () => (await import('./commands/source-add.ts')).sourceAdd,
  'source list': async () => (await import('./commands/source-list.ts')).sourceList,
  'source pause': async () => (await import('./commands/source-pause.ts')).sourcePause,
  'source resume': async () => (await import('./commands/source-resume.ts')).sourceResume,
  'source remove': async () => (await import('./commands/source-remove.ts')).sourceRemove,
  'neighbour add': async () => (await import('./commands/neighbour-add.ts')).neighbourAdd,
  'neighbour list': async () => (await import('./commands/neighbour-list.ts')).neighbourList,
  'neighbour rotate': async () => (await import('./commands/neighbour-add.ts')).neighbourRotate,
  'neighbour remove': async () => (await import('./commands/neighbour-remove.ts')).neighbourRemove,
  'channel add': async () => (await import('./commands/channel-add.ts')).channelAdd,
  'channel list': async () => (await import('./commands/channel-list.ts')).channelList,
  'channel test': async () => (await import('./commands/channel-test.ts')).channelTest,
  'channel pause': async () => (await import('./commands/channel-change.ts')).channelPause,
  'channel resume': async () => (await import('./commands/channel-change.ts')).channelResume,
  'channel remove': async () => (await import('./commands/channel-change.ts')).channelRemove,
  'staff add': async () => (await import('./commands/staff-add.ts')).staffAdd,
  'staff list': async () => (await import('./commands/staff-list.ts')).staffList,
  'staff role': async () => (await import('./commands/staff-role.ts')).staffRole,
  'staff lock': async () => (await import('./commands/staff-lock.ts')).staffLock,
  'staff unlock': async () => (await import('./commands/staff-lock.ts')).staffUnlock,
  'staff reset': async () => (await import('./commands/staff-lock.ts')).staffReset,
  'audit verify': async () => (await import('./commands/staff-audit.ts')).auditVerify,
  'rewards check': async () => (await import('./commands/rewards-check.ts')).rewardsCheck,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
};
