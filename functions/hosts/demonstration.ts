import { readFile } from 'node:fs/promises';
import { openOperatorClient } from '../cli/operator-client.ts';
import type { ShelterReport } from '../use-cases/import-shelters.ts';
import { HostRefusal } from './host-refusal.ts';
import type { RunningServer } from './node.ts';

const CONTENT = new URL('../../content/demonstration/', import.meta.url);

interface DemonstrationAlert {
  hours: number;
  [field: string]: unknown;
}

/**
 * Fills a demonstration server through its own doors, so that what is shown went the way of real data. Only rows of
 * a database that is for demonstration for ever are made; nothing of it is pushed.
 */
export async function fillDemonstration(server: RunningServer): Promise<void> {
  const client = await openOperatorClient(server.dataFolder);
  if (!client.ok) throw new HostRefusal(client.problem.title);
  const now = new Date(Date.now());
  const health = await client.value.call<{ currentAlerts: number }>('GET', '/health');
  const table = (await readFile(new URL('shelters.csv', CONTENT), 'utf8')).replaceAll(
    '{{now}}',
    now.toISOString(),
  );
  const shelters = await client.value.call<ShelterReport>('POST', '/shelters', table, 'text/csv');
  if (!shelters.ok) throw new HostRefusal(`演示数据没有装好：${shelters.problem.title}`);
  if (shelters.value.saved === null)
    throw new HostRefusal(`演示数据没有装好：${JSON.stringify(shelters.value.errors)}`);
  // A restart keeps what is still in force; what has expired since is shown as past, as it would be in earnest.
  if (health.ok && health.value.currentAlerts > 0) return;
  const { alerts } = JSON.parse(await readFile(new URL('alerts.json', CONTENT), 'utf8')) as {
    alerts: DemonstrationAlert[];
  };
  for (const { hours, ...form } of alerts) {
    const expires = new Date(now.getTime() + hours * 3_600_000).toISOString();
    const answer = await client.value.call(
      'POST',
      '/alerts',
      JSON.stringify({ ...form, source: '演示发布单位', expires }),
    );
    if (!answer.ok)
      throw new HostRefusal(`演示数据没有装好：${answer.problem.title} ${answer.problem.detail ?? ''}`);
  }
}
