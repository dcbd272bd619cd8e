import type { Server } from 'node:http';
import type { Env } from '../env.ts';
import { HostRefusal } from './host-refusal.ts';

/** Listens where the environment says; resolves to the port. */
export function listen(server: Server, env: Pick<Env, 'PORT' | 'HOST'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, env) ?? error));
    server.listen(env.PORT, env.HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : env.PORT);
    });
  });
}

function refusal({ code }: NodeJS.ErrnoException, env: Pick<Env, 'PORT' | 'HOST'>): HostRefusal | null {
  if (code === 'EADDRINUSE')
    return new HostRefusal(
      `端口 ${env.PORT} 已被占用。请关掉占用它的程序，或换一个端口：PORT=8080 npm start`,
    );
  if (code === 'EACCES')
    return new HostRefusal(`没有权限使用端口 ${env.PORT}。请换 1024 以上的端口：PORT=8080 npm start`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new HostRefusal(`本机没有 HOST 指定的地址 ${env.HOST}。请改成本机的地址，或不设 HOST。`);
  return null;
}

/** Waits for answers under way; connections that only wait (keep-alive) are closed at once. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // An answer that hangs must not keep the database from being stopped in order.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  });
}

/** Where this machine reaches what listens on `host`; the command line goes there. */
export function localUrl(host: string, port: number): string {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}
