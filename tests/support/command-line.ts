import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { onTestFinished, vi } from 'vitest';
import { runCommandLine } from '../../functions/cli/command-line.ts';
import { writeServerFile } from '../../functions/hosts/server-file.ts';
import { requireOperator } from '../../functions/http/operator-token.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface CommandLine {
  /** The data folder. */
  folder: string;
  /** Runs `anlan …` as an operator would. */
  anlan(...args: string[]): Promise<{ code: number; out: string; err: string }>;
}

/** The operator's doors on a port of their own, and a data folder that says where: what `npm start` leaves behind. */
export async function openCommandLine(routes: (folder: string) => Hono): Promise<CommandLine> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys/operator-token'), 'token\n');
  const app = new Hono().basePath('/api/operator');
  app.use(requireOperator('token'));
  app.route('/', routes(folder));
  const server = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  await writeServerFile(folder, { url: `http://127.0.0.1:${port}`, pid: process.pid });
  vi.stubEnv('ANLAN_DATA', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return {
    folder,
    async anlan(...args) {
      const printed: string[] = [];
      const said: string[] = [];
      const code = await runCommandLine(args, {
        out: (line) => void printed.push(line),
        err: (line) => void said.push(line),
      });
      return { code, out: printed.join('\n'), err: said.join('\n') };
    },
  };
}
