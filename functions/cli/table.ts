import type { Command } from './command.ts';

/**
 * Every command by the words typed, in the order help shows them. Each is loaded only when used, so that
 * a dry run on a slow machine does not wait for what another command needs.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'alert check': async () => (await import('./commands/alert-check.ts')).alertCheck,
};
