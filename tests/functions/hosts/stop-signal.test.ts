import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const MODULE = new URL('../../../functions/hosts/stop-signal.ts', import.meta.url).href;

/** A host that drains until its input is closed, then ends in order. */
const HOST = `
  const { stopSignal } = await import('${MODULE}');
  const stopping = stopSignal();
  console.log('up');
  process.stdin.on('end', () => process.exit(0)).pause();
  stopping.addEventListener('abort', () => {
    console.log('draining');
    process.stdin.resume();
  });
  setInterval(() => undefined, 1000);
`;

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'asking again with %s does not cut the draining short',
  async (signal) => {
    const host = spawn(process.execPath, ['--input-type=module', '-e', HOST], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(host, 'exit') as Promise<[number | null, string | null]>;
    const heard: string[] = [];
    const lines = createInterface({ input: host.stdout });
    for await (const line of lines) {
      heard.push(line);
      if (line === 'up') host.kill(signal);
      if (line !== 'draining') continue;
      // npm passes the same Ctrl-C on; a person presses it once more.
      host.kill(signal);
      host.kill(signal);
      host.stdin.end();
    }
    expect(await ended).toEqual([0, null]);
    expect(heard.filter((line) => line.includes('正在停止'))).toHaveLength(1);
  },
);

test('a terminal that is gone does not end the host before it has drained', async () => {
  const host = spawn(process.execPath, ['--input-type=module', '-e', HOST], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await once(host.stdout, 'data');
  host.stdout.destroy();
  host.kill('SIGHUP');
  host.stdin.end();
  const [errors, [code]] = await Promise.all([text(host.stderr), once(host, 'exit')]);
  expect({ code: code as number, errors }).toEqual({ code: 0, errors: '' });
});
