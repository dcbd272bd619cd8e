import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeLocalCertificate } from './http-certificate.ts';

/** A push service that takes everything and counts per device: for many devices, whose messages nobody reads. */
export interface PushCounter {
  origin: string;
  certificate: string;
  /** How often each device was sent something about each topic: `topic path` → times. */
  counts: ReadonlyMap<string, number>;
  /** Messages taken in all. */
  taken: number;
  /** Resolves when so many have been taken since it was made. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

/** `delayMs` lets a fan-out last long enough to be disturbed in its middle. */
export async function startPushCounter(delayMs = 0): Promise<PushCounter> {
  const { key, cert } = await makeLocalCertificate();
  const counts = new Map<string, number>();
  const waiting = new Set<{ count: number; resolve: () => void }>();
  const server = createServer({ key, cert }, (request, response) => {
    request.resume();
    request.on('end', () => {
      const name = `${String(request.headers['topic'])} ${request.url}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      counter.taken += 1;
      for (const one of waiting) if (counter.taken >= one.count && waiting.delete(one)) one.resolve();
      setTimeout(() => response.writeHead(201).end(), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const counter: PushCounter = {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificate: cert,
    counts,
    taken: 0,
    reached: (count) =>
      counter.taken >= count
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.add({ count, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return counter;
}
