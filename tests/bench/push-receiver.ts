import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeLocalCertificate } from '../support/http-certificate.ts';
import { until } from '../support/until.ts';
import { hasNginx } from './nginx.ts';

/** A push service that takes everything with 201, over TLS, in a process of its own. */
export interface Receiver {
  name: string;
  origin: string;
  /** The certificate to trust, and the file it is in. */
  certificate: string;
  certificateFile: string;
  stop(): Promise<void>;
}

/** nginx with one worker where it is installed, for it costs least; else, or with a delay, Node. */
export async function startReceiver(delayMs = 0): Promise<Receiver> {
  const folder = await mkdtemp(join(tmpdir(), 'anlan-receiver-'));
  const { key, cert } = await makeLocalCertificate();
  const certificateFile = join(folder, 'cert.pem');
  await writeFile(certificateFile, cert);
  await writeFile(join(folder, 'key.pem'), key);
  const isNginx = delayMs === 0 && hasNginx();
  const { child, port } = isNginx ? await startNginx(folder) : await startNode(folder, delayMs);
  return {
    name: isNginx ? 'nginx, one worker' : `Node${delayMs > 0 ? `, ${delayMs} ms delay` : ''}`,
    origin: `https://localhost:${port}`,
    certificate: cert,
    certificateFile,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startNginx(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log crit;
     events { worker_connections 4096; }
     http { access_log off; keepalive_requests 100000000; ${temporary.join(' ')}
       server { listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;
         location / { return 201; } } }`,
  );
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  });
  await until(() => readFile(join(folder, 'pid'), 'utf8').then((pid) => pid.trim() !== '', () => false)); // prettier-ignore
  return { child, port };
}

async function startNode(folder: string, delayMs: number): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [import.meta.filename, folder, String(delayMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, port: Number(line) };
  throw new Error('the receiver did not start');
}

if (process.argv[1] === import.meta.filename) {
  const [folder = '', delay = '0'] = process.argv.slice(2);
  const delayMs = Number(delay);
  const [key, cert] = await Promise.all(['key.pem', 'cert.pem'].map((name) => readFile(join(folder, name))));
  const server = createServer({ key, cert, keepAlive: true }, (request, response) => {
    const answer = (): void => void response.writeHead(201).end();
    request.resume();
    request.on('end', () => (delayMs === 0 ? answer() : setTimeout(answer, delayMs)));
  });
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
  process.on('SIGTERM', () => process.exit(0));
}
