import { Hono } from 'hono';
import type { AcknowledgementReader } from '../../src/domain/acknowledgement.ts';
import type { CallReader } from '../../src/domain/call-report.ts';
import { acknowledgementRoutes } from '../api/acknowledgements.ts';
import { callRoutes } from '../api/calls.ts';
import { subscriptionDeviceRoutes } from '../api/subscriptions-device.ts';
import { placeFeedRoutes } from '../api/subscriptions-feeds.ts';
import { subscriptionRoutes } from '../api/subscriptions.ts';
import type { Channel } from '../channels/channel.ts';
import { limitPace } from '../http/limit-pace.ts';
import type { StaffGate } from '../http/staff-gate.ts';
import { workSubscriberClocks } from '../jobs/subscriber-clocks.ts';
import { createAcknowledgementStore } from '../store/acknowledgement-queries.ts';
import { createCallStore } from '../store/call-queries.ts';
import { openDatabase } from '../store/database.ts';
import { createHandoverStore } from '../store/handover-queries.ts';
import { createSubscriptionClock } from '../store/subscription-clock.ts';
import { listTallies } from '../use-cases/care-calls.ts';
import type { Area, Base } from './base.ts';

/** A carrier's NAT holds thousands of people: these stop machines, not people. */
const SUBSCRIPTIONS_PER_TEN_MINUTES = 300;
const PRESSES_PER_TEN_MINUTES = 600;
/** Of one device: a person tries a few times, and the push services notice more. */
const TESTS_PER_TEN_MINUTES = 6;

export interface SubscriberArea extends Area {
  acknowledgements: AcknowledgementReader;
  calls: CallReader;
}

/** What a device asks for and answers, and what officers confirm. */
export async function wireSubscriber(base: Base, channel: Channel, gate: StaffGate): Promise<SubscriberArea> {
  const { env, persistence, catalogue, publicUrl, now } = base;
  const { store, keys, jobs, pool } = persistence;
  const { gazetteer, isHazardSlug, nameOf } = catalogue;
  const database = openDatabase(pool);
  const acknowledgements = createAcknowledgementStore(database);
  const calls = createCallStore(database);
  const handovers = createHandoverStore(database);
  const clock = createSubscriptionClock(database);
  const shared = { store, gazetteer, now, channel, publicUrl, acknowledgements, calls, handovers };
  const minutes = env.ANLAN_CALL_MINUTES;
  await workSubscriberClocks(jobs, { ...shared, clock, nameOf, minutes });

  const routes = new Hono();
  const devicePace = limitPace(base.paceOf(SUBSCRIPTIONS_PER_TEN_MINUTES));
  routes.use('/api/subscriptions', devicePace);
  routes.use('/api/subscriptions/handover/*', devicePace);
  routes.use('/api/acknowledgements/*', limitPace(base.paceOf(PRESSES_PER_TEN_MINUTES)));
  const vapidPublicKey = keys.vapid.publicKey;
  const policy = base.pushPolicy;
  routes.route(
    '/',
    subscriptionRoutes({ ...shared, policy, isHazardSlug, newId: base.newId, vapidPublicKey }),
  );
  routes.route('/', subscriptionDeviceRoutes({ ...shared, testPace: base.paceOf(TESTS_PER_TEN_MINUTES) }));
  routes.route('/', acknowledgementRoutes(shared));
  routes.route('/', callRoutes({ ...shared, minutes }, gate));
  routes.route('/', placeFeedRoutes(base.source, nameOf, publicUrl));
  return {
    routes,
    acknowledgements,
    calls: { overviewFor: (member) => listTallies(shared, member), minutes },
  };
}
