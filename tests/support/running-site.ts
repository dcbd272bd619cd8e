import type { TestProject } from 'vitest/node';
import { seedSite } from './server-alerts.ts';
import { buildOnce } from './server-build.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one server that the files of `site` or of `e2e` share; `serverAt()` makes it usable. */
    site: { url: string; data: string };
  }
}

/** Builds once, starts the real product once for each of the two projects, and stops it after the last file. */
export default async function setup(project: TestProject) {
  await buildOnce(false);
  const server = await startServer();
  // Journeys start from nothing, as a bureau does; the site's rules must hold on a bad day.
  if (project.name === 'site') await seedSite(server);
  project.provide('site', { url: server.url, data: server.data });
  return () => server.stop();
}
