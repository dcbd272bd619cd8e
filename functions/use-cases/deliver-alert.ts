import { addMs, HOUR_MS, type Instant } from '../../src/domain/instant.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import { levelOf } from '../../src/domain/alert-state.ts';
import { pushEndsAt, pushPayload, type PushTexts } from '../../src/domain/push-payload.ts';
import type { MatchContext } from '../../src/domain/subscription-match.ts';
import { alertTopic } from '../../src/domain/topic.ts';
import type { ChannelMessage } from '../channels/channel.ts';
import type { DeliveryStore, Recipient } from '../store/delivery-contract.ts';
import type { AlertStore } from '../store/store.ts';
import { priorityOf, type Opened } from './deliver-telling.ts';

export interface AlertTellingDeps {
  store: Pick<AlertStore, 'findHistory'>;
  deliveries: Pick<DeliveryStore, 'latestRevision'>;
  now: () => Instant;
  texts: PushTexts;
  /** The slug of a hazard, for devices that chose some; without it every hazard passes. */
  kindOf?: MatchContext['kindOf'];
}

/** People sharing a set of regions share a payload; beyond so many sets all are made again. */
const PAYLOADS_KEPT = 2000;

/** The latest revision of an alert, or why it is not told. What is a demonstration is told to nobody. */
export async function openAlert(
  deps: AlertTellingDeps,
  { alertId, revision }: { alertId: string; revision: number },
): Promise<Opened> {
  const history = await deps.store.findHistory(alertId);
  const latest = history?.revisions.at(-1);
  const endsAt = pushEndsAt(history?.revisions ?? []);
  if (latest === undefined || endsAt === null) return { skipped: 'unknown' };
  if (latest.revision !== revision) return { skipped: 'superseded' };
  if (latest.isDemonstration) return { skipped: 'demonstration' };
  const isCancel = latest.action === 'cancel';
  if (!isCancel && endsAt <= deps.now()) return { skipped: 'ended' };
  const kindOf = deps.kindOf ?? (() => null);
  return {
    telling: {
      topic: alertTopic(alertId),
      revision,
      priority: priorityOf(levelOf(latest.parts), isImmediate(latest)),
      endsAt: isCancel ? null : endsAt,
      worthUntil: endsAt,
      audienceAt: (now) => ({ of: 'alert', revision: latest, context: { now, kindOf } }),
      isLatest: async () => (await deps.deliveries.latestRevision(alertId)) === revision,
      messageFor: messages(deps, latest, endsAt),
    },
  };
}

const isImmediate = ({ action, parts }: AlertRevision): boolean =>
  action !== 'cancel' && parts.some((part) => part.urgency === 'Immediate');

function messages(deps: AlertTellingDeps, revision: AlertRevision, endsAt: Instant) {
  const made = new Map<string, ChannelMessage | null>();
  return ({ adcodes, language }: Pick<Recipient, 'adcodes' | 'language'>): ChannelMessage | null => {
    const now = deps.now();
    const isCancel = revision.action === 'cancel';
    if (!isCancel && now >= endsAt) return null;
    const key = [language ?? '', ...[...adcodes].sort()].join(' ');
    const known = made.get(key);
    // A part may end while a long list is worked through; what it said is then made anew without it.
    if (known !== undefined && (known === null || now < known.endsAt)) return known;
    const payload = pushPayload(revision, adcodes, now, deps.texts, language);
    const message = payload && {
      payload: JSON.stringify(payload),
      endsAt: isCancel ? later(endsAt, addMs(now, HOUR_MS)) : payload.notification.data.expiresAt,
      level: payload.notification.data.level,
      isImmediate: isImmediate(revision),
      topic: alertTopic(revision.alertId),
    };
    if (made.size >= PAYLOADS_KEPT) made.clear();
    made.set(key, message);
    return message;
  };
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
