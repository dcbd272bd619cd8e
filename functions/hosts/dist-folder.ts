import { resolve } from 'node:path';
import type { Env } from '../env.ts';

/** Where the built site lies; a demonstration has a build of its own, so that no page of it lacks its mark. */
export function distFolder(project: string, env: Pick<Env, 'ANLAN_DIST' | 'ANLAN_DEMO'>): string {
  return resolve(project, env.ANLAN_DIST ?? (env.ANLAN_DEMO ? 'dist-demo' : 'dist'));
}
