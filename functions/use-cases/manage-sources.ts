import { z } from 'zod';
import type { Instant } from '../../src/domain/instant.ts';
import { MAX_POLL_SECONDS, MIN_POLL_SECONDS, type SourceStatus } from '../../src/domain/neighbour.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { NeighbourSource, SourceStore } from '../store/source-contract.ts';
import { shortLine } from './form-line.ts';

export interface ManageSourcesDeps {
  sources: SourceStore;
  now(): Instant;
  newId(): string;
}

/** A feed to poll, as the operator names it on the command line. */
export const sourceForm = z.strictObject({
  name: shortLine(60),
  url: z.string().trim().max(2000),
  everySeconds: z.int().min(MIN_POLL_SECONDS).max(MAX_POLL_SECONDS).default(60),
  isInternal: z.boolean().default(false),
});
export type SourceForm = z.infer<typeof sourceForm>;

export const sourceChange = z.strictObject({ state: z.enum(['active', 'paused']) });

/** Adds a feed. It is asked within the minute. */
export async function addSource(deps: ManageSourcesDeps, form: SourceForm): Promise<Result<SourceStatus>> {
  const url = URL.parse(form.url);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return failed('source-url-invalid', 'url');
  const isAdded = await deps.sources.addSource({
    id: deps.newId(),
    kind: 'poll',
    name: form.name,
    url: url.href,
    sealedSecret: null,
    isInternal: form.isInternal,
    intervalSeconds: form.everySeconds,
    createdAt: deps.now(),
  });
  if (!isAdded) return failed('source-name-taken', 'name', form.name);
  return statusNamed(deps, form.name);
}

export async function changeSource(
  deps: ManageSourcesDeps,
  name: string,
  state: 'active' | 'paused',
): Promise<Result<SourceStatus>> {
  return (await deps.sources.setSourceState(name, state))
    ? statusNamed(deps, name)
    : failed('source-unknown');
}

/** What it brought stays; only the asking ends. */
export async function removeSource(deps: ManageSourcesDeps, name: string): Promise<Result<object>> {
  return (await deps.sources.removeSource(name)) ? ok({}) : failed('source-unknown');
}

async function statusNamed(deps: ManageSourcesDeps, name: string): Promise<Result<SourceStatus>> {
  const found = await deps.sources.findSource(name);
  return found === null ? failed('source-unknown') : ok(publicStatus(found));
}

/** What anyone may see of a neighbour: never the address, which may hold a key, and never the secret. */
export function publicStatus(source: NeighbourSource): SourceStatus {
  const { name, kind, state, host, createdAt, lastOkAt, failures, lastProblem } = source;
  const { intervalSeconds, accepted, repeated, refused, ignored, signed } = source;
  return {
    name, kind, state, host, createdAt, lastOkAt, failures, lastProblem, intervalSeconds, accepted, repeated, refused, ignored, signed,
  }; // prettier-ignore
}
