import { totalsOf, type AcknowledgementReader } from '../../src/domain/acknowledgement.ts';
import { shortTitle } from '../../src/domain/alert-title.ts';
import { alertState, levelOf, revisionEndsAt } from '../../src/domain/alert-state.ts';
import { bulletinIn } from '../../src/domain/bulletin-view.ts';
import { HOUR_MS, SECOND_MS, toMs, type Instant } from '../../src/domain/instant.ts';
import type { SourceStatus } from '../../src/domain/neighbour.ts';
import type {
  Openness,
  OpennessAlert,
  OpennessChannel,
  OpennessDrill,
  PlannedCoverage,
} from '../../src/domain/openness.ts';
import type { DeliveryLedger, LedgerTotal } from '../store/ledger-contract.ts';
import type { OpennessStore, RevisionSteps } from '../store/openness-contract.ts';
import { withPatience } from './patience.ts';

/** As many bulletins as the page shows; the archive has the rest. */
const ALERTS = 50;
/** Counting walks over tables; a crowd that reads the page must not repeat it. */
const RECOUNT_MS = 10 * SECOND_MS;
/** Devices by region are counted over a million rows. */
const RECOUNT_DEVICES_MS = 5 * 60 * SECOND_MS;
const WAIT_MS = 2 * SECOND_MS;
/** Without the database the last count is shown, with its time, and no longer than other things told from memory. */
const KEPT_MS = 6 * HOUR_MS;

export interface OpennessDeps {
  openness: OpennessStore;
  ledger: Pick<DeliveryLedger, 'totals'>;
  acknowledgements: AcknowledgementReader;
  countSubscriptions(): Promise<number>;
  sources(): Promise<readonly SourceStatus[]>;
  lastDrill(): Promise<OpennessDrill | null>;
  coverage: readonly PlannedCoverage[];
  now(): Instant;
  /** Whether the database is known to be away. */
  isAway(): boolean;
}

/** What is counted; the state of an alert is not, for it changes by itself. */
type Counted = Omit<Openness, 'alerts'> & { alerts: readonly (Omit<OpennessAlert, 'state'> & Ending)[] };
interface Ending {
  latest: RevisionSteps['revision'];
}

/** How the portal did its work: counted anew every few seconds at most, judged by the clock at each reading. */
export function opennessSource(deps: OpennessDeps): () => Promise<Openness> {
  let counted: Counted | null = null;
  let counting: Promise<Counted> | null = null;
  const devices = deviceCounts(deps);

  const count = (): Promise<Counted> =>
    (counting ??= collect(deps, devices)
      .then((fresh) => (counted = fresh))
      .finally(() => void (counting = null)));

  /** What was counted last, while it is fresh enough or nothing newer is to be had. */
  const read = async (now: Instant): Promise<Counted> => {
    const before = counted;
    if (before === null) return deps.isAway() ? withPatience(count(), WAIT_MS) : count();
    const ageMs = toMs(now) - toMs(before.countedAt);
    if (ageMs >= 0 && ageMs < RECOUNT_MS) return before;
    if (ageMs > KEPT_MS) return count();
    return deps.isAway() ? before : withPatience(count(), WAIT_MS).catch(() => before);
  };

  return async () => {
    const now = deps.now();
    const known = await read(now);
    const alerts = known.alerts.map(({ latest, ...alert }) => ({ ...alert, state: alertState(latest, now) }));
    return { ...known, alerts };
  };
}

async function collect(deps: OpennessDeps, devices: () => Promise<DeviceCounts>): Promise<Counted> {
  const countedAt = deps.now();
  const [steps, totals, sources, lastDrill, counts] = await Promise.all([
    deps.openness.listSteps(ALERTS),
    deps.ledger.totals({ limit: 500 }),
    deps.sources(),
    deps.lastDrill(),
    devices(),
  ]);
  const alerts = [];
  for (const lineage of byAlert(steps)) alerts.push(await describe(deps, lineage, totals));
  const reach = deps.coverage.map((region) => ({
    ...region,
    devices: counts.byRegion.get(region.adcode) ?? 0,
  }));
  return { countedAt, alerts, sources, lastDrill, devices: counts.all, reach };
}

function byAlert(steps: readonly RevisionSteps[]): RevisionSteps[][] {
  const lineages = new Map<string, RevisionSteps[]>();
  for (const step of steps) {
    const lineage = lineages.get(step.revision.alertId);
    if (lineage === undefined) lineages.set(step.revision.alertId, [step]);
    else lineage.push(step);
  }
  return [...lineages.values()];
}

async function describe(
  { acknowledgements }: OpennessDeps,
  lineage: readonly RevisionSteps[],
  totals: readonly LedgerTotal[],
): Promise<Counted['alerts'][number]> {
  const latest = lineage.at(-1)?.revision;
  if (latest === undefined) throw new Error('an alert without a revision');
  const [part] = latest.parts;
  return {
    latest,
    id: latest.alertId,
    title: part === undefined ? '' : shortTitle(latest, part, bulletinIn(part, 'zh-CN')),
    source: latest.source,
    origin: latest.origin,
    level: levelOf(latest.parts),
    regions: [...new Set(latest.parts.flatMap(({ adcodes }) => adcodes))],
    endsAt: latest.action === 'cancel' ? latest.sentAt : revisionEndsAt(latest),
    revisions: lineage.map(({ revision, storedAt, shownAt }) => ({
      revision: revision.revision,
      action: revision.action,
      isWithdrawal: revision.isWithdrawal === true,
      sentAt: revision.sentAt,
      storedAt,
      shownAt,
      channels: totals
        .filter(({ topic, revision: of }) => topic === latest.alertId && of === revision.revision)
        .map(channelOf),
    })),
    acknowledged: totalsOf(await acknowledgements.countsOf(latest.alertId)),
    isDemonstration: latest.isDemonstration,
  };
}

/** Without what only the bureau's own people may see (which target failed, and how). */
function channelOf(total: LedgerTotal): OpennessChannel {
  const { channel, sent, accepted, gone, failed, later, firstAt, lastAt } = total;
  return { channel, sent, accepted, gone, failed, later, firstAt, lastAt };
}

interface DeviceCounts {
  all: number;
  byRegion: ReadonlyMap<string, number>;
}

function deviceCounts({
  openness,
  countSubscriptions,
  coverage,
  now,
}: OpennessDeps): () => Promise<DeviceCounts> {
  let known: { at: number; counts: DeviceCounts } | null = null;
  return async () => {
    const at = toMs(now());
    if (known !== null && at - known.at >= 0 && at - known.at < RECOUNT_DEVICES_MS) return known.counts;
    const [all, byRegion] = await Promise.all([
      countSubscriptions(),
      openness.countDevices(coverage.map(({ adcode }) => adcode)),
    ]);
    known = { at, counts: { all, byRegion } };
    return known.counts;
  };
}
