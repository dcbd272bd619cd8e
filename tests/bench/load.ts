import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';

export interface Load {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were neither 200 nor 304, and connections that broke. */
  failures: number;
  /** Processor time of the server for one request: what a ratio of requests per second hides when the tool is slow. */
  cpuMicroseconds: number;
}

/** Linux counts processor time in hundredths of a second. */
const TICK_MICROSECONDS = 10_000;

function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS;
}

/** As many requests as the server takes on 50 connections for some seconds. */
export async function load(url: string, pid: number, seconds: number): Promise<Load> {
  const before = cpuOf(pid);
  const result = await autocannon({
    url,
    connections: 50,
    duration: seconds,
    headers: { 'accept-encoding': 'br' },
  });
  return {
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors,
    cpuMicroseconds: (cpuOf(pid) - before) / result.requests.total,
  };
}
