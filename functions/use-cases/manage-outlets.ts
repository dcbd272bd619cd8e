import { z } from 'zod';
import type { Instant } from '../../src/domain/instant.ts';
import {
  HANDED_MOUTHS,
  isOutletId,
  OUTLET_KIND_NAME,
  USUAL_MOUTHS,
  type OutletStatus,
} from '../../src/domain/outlet.ts';
import type { OutletSettings } from '../../src/domain/outlet-settings.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import { normaliseAdcode, type Adcode } from '../../src/domain/region.ts';
import type { Outlet, OutletResult } from '../channels/outlet-contract.ts';
import type { AuditEntry } from '../store/audit-contract.ts';
import type { OpenOutlet, OutletStore } from '../store/outlet-contract.ts';
import { shortLine } from './form-line.ts';
import { OUTLET_JOB } from './hand-over.ts';
import { testMessage } from './hand-over-message.ts';

export interface ManageOutletsDeps {
  outlets: OutletStore;
  /** Whether it may go there, and what people may see of where. */
  judge(
    settings: OutletSettings,
    isInternal: boolean,
  ): Promise<{ address: string } | { path: string; detail: string }>;
  open(outlet: OpenOutlet): Outlet;
  newSecret(): string;
  newId(): string;
  now(): Instant;
  isKnownRegion(adcode: Adcode): boolean;
  publicUrl: string;
}

const mailbox = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>(),:;"\\[\]\p{Cc}]{1,64}@[^\s@<>(),:;"\\[\]\p{Cc}]+\.[^\s@<>(),:;"\\[\]\p{Cc}]+$/u);
const secretLine = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}]*$/u);

/** An institution as the operator names it on the command line. */
export const outletForm = z.strictObject({
  id: z.string().refine(isOutletId, '用小写字母、数字和连字符，最多 32 个'),
  name: shortLine(40),
  regions: z.array(z.string().trim().max(20)).max(200).default([]),
  lowestLevel: z.enum(['red', 'orange', 'yellow', 'blue']).default('blue'),
  acceptsDrills: z.boolean().default(false),
  acceptsNotices: z.boolean().default(false),
  mouths: z.array(z.enum(HANDED_MOUTHS)).min(1).max(HANDED_MOUTHS.length).optional(),
  languages: z
    .array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))
    .max(10)
    .default([]),
  isInternal: z.boolean().default(false),
  settings: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('webhook'), url: z.string().max(2000), secret: secretLine.optional() }),
    z.strictObject({
      kind: z.literal('mail'),
      host: z.string().max(253),
      port: z.int().min(1).max(65535).default(587),
      security: z.enum(['tls', 'starttls']).default('starttls'),
      user: secretLine.nullable().default(null),
      password: secretLine.nullable().default(null),
      from: mailbox,
      to: z.array(mailbox).min(1).max(50),
    }),
    z.strictObject({ kind: z.literal('file-drop'), folder: z.string().max(1000) }),
    z.strictObject({ kind: z.literal('blackhole') }),
  ]),
});
export type OutletForm = z.infer<typeof outletForm>;

/** Who does it: `operator` for the command line, or a member's id. */
type Actor = string;

/** Adds an institution. The secret of a webhook is in the answer when we made it, this once. */
export async function addOutlet(
  deps: ManageOutletsDeps,
  form: OutletForm,
): Promise<Result<{ outlet: OutletStatus; secret: string | null }>> {
  const adcodes: Adcode[] = [];
  for (const region of form.regions) {
    const adcode = normaliseAdcode(region);
    if (adcode === null || !deps.isKnownRegion(adcode)) return failed('region-unknown', 'regions', region);
    adcodes.push(adcode);
  }
  const isOurSecret = form.settings.kind === 'webhook' && form.settings.secret === undefined;
  const settings: OutletSettings =
    form.settings.kind === 'webhook'
      ? { ...form.settings, secret: form.settings.secret ?? deps.newSecret() }
      : form.settings;
  const verdict = await deps.judge(settings, form.isInternal);
  if ('path' in verdict) return failed('field-invalid', verdict.path, verdict.detail);
  const { kind } = settings;
  const { id, name, lowestLevel, acceptsDrills, acceptsNotices, languages, isInternal } = form;
  const mouths = form.mouths ?? USUAL_MOUTHS[kind];
  const wish = { adcodes, lowestLevel, acceptsDrills, acceptsNotices, mouths, languages };
  const outlet = { id, name, kind, isInternal, ...wish };
  const to = `${name}，${OUTLET_KIND_NAME[kind]}，${verdict.address}${isInternal ? '，允许内网地址' : ''}`;
  const isAdded = await deps.outlets.addOutlet(
    { ...outlet, settings, address: verdict.address, createdAt: deps.now() },
    line(deps, 'operator', 'outlet-added', id, null, to),
  );
  if (!isAdded) return failed('outlet-id-taken', 'id', id);
  const stored = await statusOf(deps, id);
  return stored.ok
    ? ok({ outlet: stored.value, secret: isOurSecret && 'secret' in settings ? settings.secret : null })
    : stored;
}

export async function removeOutlet(deps: ManageOutletsDeps, id: string): Promise<Result<object>> {
  const audit = line(deps, 'operator', 'outlet-removed', id, null, null);
  return (await deps.outlets.removeOutlet(id, audit)) ? ok({}) : failed('outlet-unknown', 'id', id);
}

/** Nothing is handed over until it is resumed; what is owed waits, as long as it lasts. */
export async function pauseOutlet(
  deps: ManageOutletsDeps,
  id: string,
  actor: Actor,
): Promise<Result<OutletStatus>> {
  const audit = line(deps, actor, 'outlet-paused', id, 'active', 'paused');
  return (await deps.outlets.setOutletState(id, 'paused', audit))
    ? statusOf(deps, id)
    : failed('outlet-unknown');
}

/** Ends a pause, and tries again what was given up and still lasts. */
export async function resumeOutlet(
  deps: ManageOutletsDeps,
  id: string,
  actor: Actor,
): Promise<Result<OutletStatus>> {
  const audit = line(deps, actor, 'outlet-resumed', id, null, 'active');
  if (!(await deps.outlets.setOutletState(id, 'active', audit))) return failed('outlet-unknown');
  await deps.outlets.reopen(id, deps.now(), OUTLET_JOB);
  return statusOf(deps, id);
}

/** Sends a message that says it is a test and no machine can take for a warning. */
export async function testOutlet(
  deps: ManageOutletsDeps,
  id: string,
  actor: Actor,
): Promise<Result<OutletResult>> {
  const outlet = await deps.outlets.findOutlet(id);
  if (outlet === null) return failed('outlet-unknown');
  const message = testMessage(outlet, `test-${deps.newId()}`, deps.now(), deps.publicUrl);
  const result = await deps.open(outlet).handOver(message);
  const trouble = result.outcome === 'delivered' ? null : result.trouble;
  await deps.outlets.noteOutcome(
    id,
    trouble,
    deps.now(),
    line(deps, actor, 'outlet-tested', id, null, trouble ?? 'delivered'),
  );
  return ok(result);
}

async function statusOf(deps: ManageOutletsDeps, id: string): Promise<Result<OutletStatus>> {
  const found = (await deps.outlets.listStatus(deps.now())).find((outlet) => outlet.id === id);
  return found === undefined ? failed('outlet-unknown', 'id', id) : ok(found);
}

function line(
  deps: ManageOutletsDeps,
  actor: Actor,
  action: string,
  subject: string,
  from: string | null,
  to: string | null,
): AuditEntry {
  return { at: deps.now(), actor, action, subject, from, to, reason: null };
}
