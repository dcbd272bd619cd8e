import type { AlertPart, AlertRevision } from '../../src/domain/alert.ts';
import { alertState } from '../../src/domain/alert-state.ts';
import { toCapTime, wholeSecond } from '../../src/domain/instant.ts';
import { failed, ok, type Result } from '../../src/domain/problem.ts';
import type { Accepted, AlertDeps } from './alert-deps.ts';
import { isAlertId } from './alert-identity.ts';
import { partOfForm, type AlertForm } from './issue-alert.ts';
import { publishRevision } from './publish-revision.ts';

/** Replaces an alert this bureau issued by a new revision; whoever was sent any earlier one is told. */
export async function updateAlert(
  deps: AlertDeps,
  alertId: string,
  form: AlertForm,
): Promise<Result<Accepted>> {
  const latest = await editable(deps, alertId);
  if (!latest.ok) return latest;
  if (alertState(latest.value, deps.now()) === 'ended') return failed('alert-ended', 'id', alertId);
  const part = partOfForm(deps, form);
  if (!part.ok) return part;
  return publishOwn(deps, latest.value, 'update', [part.value], form.source, JSON.stringify(form));
}

/** Ends an alert with an all-clear. `reason` is shown; a relayed alert is only withdrawn, for its end is its issuer's. */
export async function cancelAlert(
  deps: AlertDeps,
  alertId: string,
  reason: string,
): Promise<Result<Accepted>> {
  const latest = await findLatest(deps, alertId);
  if (latest === null) return failed('alert-unknown', 'id');
  const parts = latest.origin === 'issued' ? allClearOf(latest, reason) : withdrawalParts(latest, reason);
  return publishOwn(
    deps,
    latest,
    'cancel',
    parts,
    latest.source,
    JSON.stringify({ cancel: alertId, reason }),
  );
}

function allClearOf(latest: AlertRevision, reason: string): AlertPart[] {
  return latest.parts.map((part) => ({
    ...endedPart(part, `${latest.source}解除${part.hazard.name}预警`, reason),
    responseTypes: ['AllClear'],
  }));
}

/** We stop relaying. Never the word 解除 alone: who warned decides when it is over. */
export function withdrawalParts(latest: AlertRevision, reason: string): AlertPart[] {
  const words = `${reason} 预警是否解除，以${latest.source}发布的为准。`.trim();
  return latest.parts.map((part) => endedPart(part, `本站撤回转发：${part.hazard.name}预警`, words));
}

function endedPart(part: AlertPart, headline: string, description: string): AlertPart {
  return {
    ...part,
    responseTypes: [],
    urgency: 'Past',
    expiresAt: null,
    bulletins: [{ language: 'zh-CN', headline, description, instruction: '', contact: null, web: null }],
  };
}

async function findLatest(deps: AlertDeps, alertId: string): Promise<AlertRevision | null> {
  const history = isAlertId(alertId) ? await deps.store.findHistory(alertId) : null;
  return history?.revisions.at(-1) ?? null;
}

async function editable(deps: AlertDeps, alertId: string): Promise<Result<AlertRevision>> {
  const latest = await findLatest(deps, alertId);
  if (latest === null) return failed('alert-unknown', 'id');
  if (latest.origin === 'relayed') return failed('relayed-not-editable', 'id', alertId);
  if (latest.action === 'cancel') return failed('alert-already-cancelled', 'id', alertId);
  return ok(latest);
}

async function publishOwn(
  deps: AlertDeps,
  latest: AlertRevision,
  action: 'update' | 'cancel',
  parts: AlertRevision['parts'],
  source: string,
  document: string,
): Promise<Result<Accepted>> {
  for (let previous = latest; ;) {
    // Never before what it replaces, even when two decisions fall into one second or a clock steps back.
    const now = wholeSecond(deps.now());
    const sentAt = now > previous.sentAt ? now : previous.sentAt;
    const result = await publishRevision(deps, {
      action,
      origin: latest.origin,
      source,
      sentAt,
      message: { sender: deps.sender, identifier: `${deps.sender}-${deps.newId()}`, sent: toCapTime(sentAt) },
      references: [],
      parts,
      document: { mediaType: 'application/json', body: document },
      previous,
      ...(action === 'cancel' && latest.origin === 'relayed' ? { isWithdrawal: true } : {}),
      notices: [],
    });
    if (result.ok || result.problem.word !== 'bulletin-outdated') return result;
    // A colleague decided meanwhile: this decision comes after theirs.
    previous = (await findLatest(deps, latest.alertId)) ?? previous;
  }
}
