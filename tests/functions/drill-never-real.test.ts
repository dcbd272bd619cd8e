import { beforeEach, describe, expect, test } from 'vitest';
import { pushHostPolicy } from '../../src/domain/push-endpoint.ts';
import { publicDrill } from '../../src/domain/drill-rules.ts';
import { drillPayload } from '../../src/domain/drill-payload.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Drill, DrillForm, DrillRecord } from '../../src/domain/drill.ts';
import { pushPayload } from '../../src/domain/push-payload.ts';
import { alertTopic, drillTopic } from '../../src/domain/topic.ts';
import { drillMouthsOf } from '../../src/feeds/mouths.ts';
import { newVapidKeys } from '../../functions/channels/vapid.ts';
import { webPushChannel } from '../../functions/channels/web-push.ts';
import { openAlert } from '../../functions/use-cases/deliver-alert.ts';
import { ingestDocument } from '../../functions/use-cases/ingest-document.ts';
import { alertForm, issueAlert } from '../../functions/use-cases/issue-alert.ts';
import { publishRevision } from '../../functions/use-cases/publish-revision.ts';
import { exampleRevision } from '../support/alert-example.ts';
import { queuedJobs } from '../support/database.ts';
import { refused } from './alert-desk.ts';
import { flashFlood } from './alert-form.ts';
import { floodForm, openOfficerDesk, ZHANG, type OfficerDesk } from './officer-desk.ts';

/*
 * 演练 must never reach a phone as a warning. This file tries: by type, by call, by document, by job, by SQL. Every
 * attempt must fail, and nothing may be stored among the alerts or owed to anybody.
 */

const texts = { guideInstruction: () => null, nameOf: () => '裕民县', publicUrl: 'https://anlan.example' };
const NOW = '2026-07-01T04:00:00.000Z';

let desk: OfficerDesk;
let drill: Drill;
beforeEach(async () => {
  desk = await openOfficerDesk();
  const form: DrillForm = { ...floodForm({ expiresAt: null }), kind: 'drill' };
  const wish = { form, startAt: null, endAt: '2026-07-01T08:00:00.000Z' };
  const { body } = await desk.ask(ZHANG, 'POST', '/drills', wish);
  await desk.ask(ZHANG, 'POST', `/drills/${body['id'] as string}/schedule`, { version: 1 });
  const stored = await desk.drills.drills.findDrill(body['id'] as string);
  drill = publicDrill(stored!.record, stored!.parts)!;
  expect(drill.state).toBe('running');
});

/** Nothing stands among the alerts, and no job of theirs was made. */
async function expectNothingReal(): Promise<void> {
  expect(await desk.revisions()).toBe(0);
  expect(await queuedJobs(desk.pool, 'deliver')).toEqual([]);
  expect((await desk.ask(null, 'GET', '/api/alerts')).body['alerts']).toEqual([]);
}

const incoming = () => ({
  action: 'issue' as const,
  origin: 'issued' as const,
  source: drill.source,
  sentAt: NOW,
  message: { sender: 'anlan@yjglj.example', identifier: drill.id, sent: '2026-07-01T12:00:00+08:00' },
  references: [],
  parts: drill.parts,
  document: { mediaType: 'application/json' as const, body: '{}' },
  previous: null,
  notices: [],
});
const document = { mediaType: 'application/json' as const, body: '{}' };
const revisionOf = (change: Partial<AlertRevision> = {}): AlertRevision => ({
  ...exampleRevision(),
  ...change,
});

describe('by call', () => {
  test('publishing a drill’s parts as a warning is refused', async () => {
    expect(refused(await publishRevision(desk.deps.alerts, incoming()))).toBe('drill-not-alert');
    await expectNothingReal();
  });

  test('the operator’s form with a drill’s title is refused', async () => {
    const form = alertForm.parse(flashFlood({ headline: '【演练】裕民县发布山洪橙色预警' }));
    expect(refused(await issueAlert(desk.deps.alerts, form))).toBe('drill-not-alert');
    await expectNothingReal();
  });

  test('the store refuses a drill’s id and a drill’s words, whoever asks it', async () => {
    for (const change of [{ alertId: drill.id }, { alertId: `notice-1` }, { parts: drill.parts }])
      await expect(desk.store.saveRevision(revisionOf(change), document)).rejects.toThrow();
    await expectNothingReal();
  });

  test('a drill is no draft of a warning: neither through the door nor in the table', async () => {
    const stored = await desk.drills.drills.findDrill(drill.id);
    const { status } = await desk.ask(ZHANG, 'POST', '/drafts', { form: stored?.record.form });
    expect(status).toBe(422);
    const draft = await desk.draft(floodForm());
    const form = stored?.record.form as unknown as typeof draft.form;
    await expect(
      desk.deps.drafts.replaceDraft(draft, { draft: { ...draft, form }, sentAt: null }, []),
    ).rejects.toThrow();
    expect((await desk.ask(ZHANG, 'POST', `/drafts/${drill.id}/issue`, { version: 1 })).status).toBe(404);
    await expectNothingReal();
  });

  test('the ways of a warning know no drill: revise, deliver, topic', async () => {
    const revise = await desk.ask(ZHANG, 'POST', `/alerts/${drill.id}/revise`, { purpose: 'update' });
    expect(revise.status).toBe(404);
    const deliveries = { latestRevision: () => Promise.resolve(1) };
    const opened = await openAlert(
      { store: desk.store, deliveries, now: () => NOW, texts },
      { alertId: drill.id, revision: 1 },
    );
    expect(opened).toEqual({ skipped: 'unknown' });
    expect(() => alertTopic(drill.id)).toThrow();
    expect(() => alertTopic(drillTopic(drill.id))).toThrow();
  });
});

describe('by document', () => {
  const ingest = (text: string) => ingestDocument(desk.deps.alerts, new TextEncoder().encode(text));
  const mouths = () => drillMouthsOf(drill, 'zh-CN', NOW, texts);

  test('no text of a drill comes back as a warning through the intake or the desk', async () => {
    for (const { mouth, text } of mouths()) {
      const results = await ingest(text);
      for (const result of results)
        expect(result.ok ? result.value.outcome : 'refused', mouth).toBe('refused');
      const pasted = await desk.ask(ZHANG, 'POST', '/drafts', { document: text });
      expect(pasted.status, mouth).toBe(422);
    }
    await expectNothingReal();
  });

  test('a drill’s CAP is no warning, not even when somebody writes Actual into it', async () => {
    const cap = mouths().find(({ mouth }) => mouth === 'cap')!.text;
    expect(refused((await ingest(cap))[0]!)).toBe('status-not-actual');
    const forged = cap.replace('>Exercise<', '>Actual<');
    expect(forged).not.toBe(cap);
    expect(refused((await ingest(forged))[0]!)).toBe('drill-not-alert');
    await expectNothingReal();
  });
});

describe('by channel', () => {
  const phone = { endpoint: 'https://push.example/x', p256dh: '', auth: '' };
  const channel = webPushChannel({
    vapid: { ...newVapidKeys(), subject: 'mailto:duty@example.gov.cn' },
    policy: pushHostPolicy([], { testOrigins: ['https://push.example'], isProduction: false }),
    now: () => NOW,
  });
  const about = { endsAt: '2026-07-01T08:00:00.000Z', level: null, isImmediate: false };
  const unmarked = { outcome: 'refused', reason: 'drill-unmarked' };

  test('a drill’s payload under an alert’s topic is refused', async () => {
    const payload = JSON.stringify(drillPayload(drill, 'start', 'https://anlan.example'));
    expect(await channel.send({ ...about, payload, topic: alertTopic('a1b2c3') }, phone)).toEqual(unmarked);
  });

  test('an alert’s payload under a drill’s topic is refused', async () => {
    const payload = JSON.stringify(
      pushPayload(exampleRevision(), ['654225'], exampleRevision().sentAt, texts),
    );
    expect(payload).toContain('web_push');
    expect(await channel.send({ ...about, payload, topic: drillTopic(drill.id) }, phone)).toEqual(unmarked);
  });

  test('a drill’s payload names no alert, no level and no validity', () => {
    for (const phase of ['start', 'end'] as const)
      expect(drillPayload(drill, phase, 'https://anlan.example').notification.data).toEqual({
        drill: drill.id,
      });
  });
});

describe('by SQL', () => {
  test('a drill’s row copied among the alerts is refused by the table', async () => {
    const copy = (id: string, content: unknown) =>
      desk.pool.query(
        `insert into alert_revision (alert_id, revision, action, origin, source, sent_at, ends_at, adcodes, message_hash,
           message_sender, message_identifier, message_sent, is_demonstration, content, document, media_type)
         values ($1, 1, 'issue', 'issued', 's', now(), now(), '{}', $1, 's', 'i', 't', false, $2, '', 'text/plain')`,
        [id, JSON.stringify(content)],
      );
    const bare = { ...exampleRevision(), parts: [] };
    for (const id of [drill.id, '演练2026', 'drill:1', 'notice-1'])
      await expect(copy(id, bare), id).rejects.toThrow(/alert_revision_no_drill/);
    await expect(copy('a1b2c3', { ...bare, parts: drill.parts })).rejects.toThrow(/alert_revision_no_drill/);
    await expectNothingReal();
  });

  test('and no warning’s row stands among the drills', async () => {
    const stored = await desk.drills.drills.findDrill(drill.id);
    const record: DrillRecord = { ...stored!.record, id: 'a1b2c3' };
    await expect(desk.drills.drills.insertDrill({ record, parts: [] }, [])).rejects.toThrow();
    const form = floodForm() as unknown as DrillForm;
    const posing: DrillRecord = { ...stored!.record, id: 'drill-2', form };
    await expect(desk.drills.drills.insertDrill({ record: posing, parts: [] }, [])).rejects.toThrow();
  });
});
