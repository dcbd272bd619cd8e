import { z } from 'zod';
import { addMs, DAY_MS, type Instant } from '../../src/domain/instant.ts';
import type { SourceStatus } from '../../src/domain/neighbour.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { AuditLog } from '../store/audit-contract.ts';
import type { NeighbourSource, SourceStore } from '../store/source-contract.ts';
import { shortLine } from './form-line.ts';
import { publicStatus } from './manage-sources.ts';

export interface ManageNeighboursDeps {
  sources: SourceStore;
  audit: AuditLog;
  /** Sealed with a key derived from the master key; `id` is whose it is. */
  seal: { close(text: string, context: string): string; open(sealed: string, context: string): string };
  newSecret(): string;
  newId(): string;
  now(): Instant;
  publicUrl: string;
}

export const neighbourForm = z.strictObject({ name: shortLine(60) });

/** Shown once, to be given to the neighbour by hand. */
export interface NeighbourAccess {
  neighbour: SourceStatus;
  /** Where it posts to. */
  url: string;
  secret: string;
}

/** How long a secret that was changed still opens: the neighbour needs time to change its own side. */
const OLD_SECRET_MS = DAY_MS;

interface Secrets {
  current: string;
  previous: { secret: string; until: Instant } | null;
}

/** A neighbour that posts its bulletins to us, signed with a secret of its own. */
export async function addNeighbour(
  deps: ManageNeighboursDeps,
  form: z.infer<typeof neighbourForm>,
): Promise<Result<NeighbourAccess>> {
  const id = deps.newId();
  const secret = deps.newSecret();
  const isAdded = await deps.sources.addSource({
    id,
    kind: 'post',
    name: form.name,
    url: null,
    sealedSecret: sealed(deps, id, { current: secret, previous: null }),
    isInternal: false,
    intervalSeconds: 0,
    createdAt: deps.now(),
  });
  if (!isAdded) return failed('source-name-taken', 'name', form.name);
  await log(deps, 'neighbour-added', form.name);
  return accessOf(deps, form.name, secret);
}

export async function rotateNeighbour(
  deps: ManageNeighboursDeps,
  name: string,
): Promise<Result<NeighbourAccess>> {
  const source = await deps.sources.findSource(name);
  if (source?.kind !== 'post') return failed('source-unknown');
  const secret = deps.newSecret();
  const previous = { secret: opened(deps, source).current, until: addMs(deps.now(), OLD_SECRET_MS) };
  await deps.sources.setSourceSecret(name, sealed(deps, source.id, { current: secret, previous }));
  await log(deps, 'neighbour-secret-changed', name);
  return accessOf(deps, name, secret);
}

export async function removeNeighbour(deps: ManageNeighboursDeps, name: string): Promise<Result<object>> {
  const source = await deps.sources.findSource(name);
  if (source?.kind !== 'post' || !(await deps.sources.removeSource(name))) return failed('source-unknown');
  await log(deps, 'neighbour-removed', name);
  return ok({});
}

/** Those that open at `now`. */
export function secretsOf(
  deps: Pick<ManageNeighboursDeps, 'seal'>,
  source: NeighbourSource,
  now: Instant,
): readonly string[] {
  const { current, previous } = opened(deps, source);
  return previous !== null && now < previous.until ? [current, previous.secret] : [current];
}

function opened(deps: Pick<ManageNeighboursDeps, 'seal'>, source: NeighbourSource): Secrets {
  if (source.sealedSecret === null) throw new Error(`${source.id} posts without a secret`);
  return JSON.parse(deps.seal.open(source.sealedSecret, `neighbour:${source.id}`)) as Secrets;
}

function sealed(deps: ManageNeighboursDeps, id: string, secrets: Secrets): string {
  return deps.seal.close(JSON.stringify(secrets), `neighbour:${id}`);
}

async function accessOf(
  deps: ManageNeighboursDeps,
  name: string,
  secret: string,
): Promise<Result<NeighbourAccess>> {
  const source = await deps.sources.findSource(name);
  if (source === null) return failed('source-unknown');
  const url = `${deps.publicUrl}/api/exchange/alerts?from=${source.id}`;
  return ok({ neighbour: publicStatus(source), url, secret });
}

async function log(deps: ManageNeighboursDeps, action: string, subject: string): Promise<void> {
  const at = deps.now();
  await deps.audit.append({ at, actor: 'operator', action, subject, from: null, to: null, reason: null });
}
