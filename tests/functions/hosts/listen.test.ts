import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { closeServer, listen, localUrl } from '../../../functions/hosts/listen.ts';

async function listening(PORT: number, HOST = '127.0.0.1'): Promise<number> {
  const server = createServer();
  const port = await listen(server, { PORT, HOST });
  onTestFinished(() => closeServer(server));
  return port;
}

test('a taken port is refused with its number and what to do', async () => {
  const port = await listening(0);
  await expect(listening(port)).rejects.toThrow(`端口 ${port} 已被占用`);
});

test('an address that this machine does not have is refused in words', async () => {
  await expect(listening(0, '192.0.2.1')).rejects.toThrow('本机没有 HOST 指定的地址 192.0.2.1');
});

test('the command line goes where the server listens', () => {
  expect(localUrl('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
  expect(localUrl('::', 80)).toBe('http://[::1]:80');
  expect(localUrl('10.0.0.5', 80)).toBe('http://10.0.0.5:80');
});
