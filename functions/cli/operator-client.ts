import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnv } from '../env.ts';
import { defaultDataFolder } from '../hosts/data-folder.ts';
import { readServerFile } from '../hosts/server-file.ts';

/** A refusal or a failure as the operator reads it. */
export interface ServerProblem {
  word: string;
  title: string;
  detail?: string;
  path?: string;
}

export type ServerAnswer<T> = { ok: true; value: T } | { ok: false; problem: ServerProblem };

/** Calls the running server of a data folder with its operator token. */
export interface OperatorClient {
  call<T>(method: string, path: string, body?: BodyInit, type?: string): Promise<ServerAnswer<T>>;
}

/** The largest table of shelters takes seconds; a server that says nothing for this long hangs. */
const PATIENCE_MS = 60_000;
const SILENT: ServerProblem = {
  word: 'server-silent',
  title: '服务 60 秒没有回答。',
  detail: '不能确定这次操作有没有生效。请先打开 /alerts/ 看一下，再决定要不要重新提交。',
};

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The data folder the command line works with: ANLAN_DATA, or where `npm start` puts it. */
export function operatorDataFolder(): string {
  const env = readEnv();
  return env.ANLAN_DATA ?? defaultDataFolder(PROJECT, env.ANLAN_DEMO);
}

/** Never throws for what an operator can mend: each failure says what to do. */
export async function openOperatorClient(dataFolder: string): Promise<ServerAnswer<OperatorClient>> {
  const tokenFile = join(dataFolder, 'keys', 'operator-token');
  let token: string;
  try {
    token = await readFile(tokenFile, 'utf8');
  } catch (error) {
    const isClosed = (error as NodeJS.ErrnoException).code === 'EACCES';
    return { ok: false, problem: isClosed ? notAllowed(tokenFile) : notRunning(dataFolder) };
  }
  const server = await readServerFile(dataFolder);
  if (server === null) return { ok: false, problem: notRunning(dataFolder) };
  return {
    ok: true,
    value: { call: (...call) => callServer(server.url, token.trim(), dataFolder, ...call) },
  };
}

async function callServer<T>(
  url: string,
  token: string,
  dataFolder: string,
  method: string,
  path: string,
  body?: BodyInit,
  type = 'application/json',
): Promise<ServerAnswer<T>> {
  let response: Response;
  try {
    response = await fetch(new URL(`/api/operator${path}`, url), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    const isSilent = error instanceof DOMException && error.name === 'TimeoutError';
    return { ok: false, problem: isSilent ? SILENT : notRunning(dataFolder) };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: answer as T };
  const problem = answer as Partial<ServerProblem> | null;
  return {
    ok: false,
    problem: {
      ...problem,
      word: problem?.word ?? 'server-error',
      title: problem?.title ?? `服务器回答 ${response.status}`,
    },
  };
}

function notRunning(dataFolder: string): ServerProblem {
  return {
    word: 'server-not-running',
    title: `没有找到正在运行的安澜服务（数据目录 ${dataFolder}）。`,
    detail:
      '请先在另一个窗口运行 npm start；数据目录不在默认位置时，用 ANLAN_DATA 指明同一个目录。演示服务要加 ANLAN_DEMO=1。',
  };
}

function notAllowed(tokenFile: string): ServerProblem {
  return {
    word: 'token-unreadable',
    title: `没有权限读 ${tokenFile}。`,
    detail: '请换用启动服务的那个账户（例如 sudo -u anlan），再运行这条命令。',
  };
}
