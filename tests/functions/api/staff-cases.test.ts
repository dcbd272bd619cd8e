import { describe, expect, test } from 'vitest';
import { addMs, DAY_MS, HOUR_MS } from '../../../src/domain/instant.ts';
import {
  approver, elsewhere, handler, intake, officer, openOffice, request, said,
} from '../case-office.ts'; // prettier-ignore
import { tracedJpeg } from '../http/photo-fixtures.ts';
import { NOW } from '../tip-off-fixture.ts';

describe('a case on its page', () => {
  test('goes from received to closed by three people, each form judged by the rules', async () => {
    const office = await openOffice();
    const { id } = await office.file();
    const steps: [Parameters<typeof office.press>[0], Record<string, string | string[]>, string][] = [
      [handler, { do: 'accept' }, 'role-missing'],
      [intake, { do: 'close', message: '直接办结' }, 'role-missing'],
      [handler, { do: 'close', message: '直接办结' }, 'case-move-refused'],
      [intake, { do: 'accept', death: 'on' }, 'reason-missing route'],
      [intake, { do: 'accept', death: 'on', route: '7月1日报县政府' }, 'accept'],
      [handler, { do: 'verify' }, 'verify'],
      [handler, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'second'], record: ' ' }, 'reason-missing record'],
      [handler, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'handler'], record: '有裂缝' }, 'second-person-needed verifiers'],
      [handler, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'intake'], record: '有裂缝' }, 'second-person-needed verifiers'],
      [handler, { do: 'find', finding: 'substantiated', verifiers: ['handler', 'second'], record: '有裂缝' }, 'find'],
      [handler, { do: 'close', message: '没有整改就办结' }, 'case-move-refused'],
      [handler, { do: 'order', dueDay: '2026-07-20', record: '加固' }, 'role-missing'],
      [approver, { do: 'order', dueDay: '2026-06-30', record: '加固' }, 'field-invalid dueDay'],
      [approver, { do: 'order', dueDay: '2026-07-20', record: '加固' }, 'order'],
      [handler, { do: 'recheck', result: 'put', record: '已加固' }, 'photo-empty photos'],
    ]; // prettier-ignore
    for (const [member, fields, outcome] of steps)
      expect(said(await office.press(member, id, fields))).toBe(outcome);
    const traced = await tracedJpeg();
    expect(
      said(await office.press(handler, id, { do: 'recheck', result: 'put', record: '已加固' }, [traced])),
    ).toBe('recheck');
    expect(said(await office.press(handler, id, { do: 'close', message: '已加固，谢谢' }))).toBe('close');

    const opened = await office.desk.open(handler, id);
    if (!opened.ok) throw new Error(opened.problem.word);
    const { timeline, content, acts } = opened.value;
    expect(content?.notes.map(({ audience, kind }) => `${audience} ${kind}`)).toEqual([
      'office death-route', 'office record', 'office order', 'office recheck', 'reporter closing',
    ]); // prettier-ignore
    expect(acts).toEqual(['note', 'link']);
    const shown = timeline.find((entry) => entry.what === 'photo');
    const path = `/${id}/office-photos/${shown?.what === 'photo' ? shown.photo.sequence : 0}`;
    const photo = await office.routesFor(handler).request(path);
    expect([photo.status, photo.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(photo.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await photo.arrayBuffer()).includes('Exif\0')).toBe(false);
    expect(await office.log()).toContain('handler case-photo-opened');
  });

  test('a stale tab gets case-changed with what was typed, and nothing happens', async () => {
    const office = await openOffice();
    const { id } = await office.file();
    await office.press(intake, id, { do: 'note', audience: 'office', text: '先记一笔' });
    const answer = await office.press(intake, id, {
      version: '1', do: 'decline', reason: 'other', message: '写了很久的说明',
    }); // prettier-ignore
    expect(said(answer)).toBe('case-changed version');
    expect(answer.typed).toEqual({ reason: ['other'], message: ['写了很久的说明'], act: ['decline'] });
    expect((await office.cases.findCase(id))?.state).toBe('received');
    const malformed: Record<string, string>[] = [
      { do: 'accept', version: '' },
      { do: 'paid' },
      { do: 'transfer' },
      { do: '__proto__' },
    ];
    for (const fields of malformed) expect(said(await office.press(intake, id, fields))).toBe('form-invalid');
  });

  test('a case of another region is refused with a line in the log, and so is whoever may not read', async () => {
    const office = await openOffice();
    const { id } = await office.file({
      photos: [{ bytes: Buffer.from('photo-marker'), widthPx: 1, heightPx: 1 }],
    });
    const auditor = officer('auditor', ['auditor']);
    for (const member of [elsewhere, auditor]) {
      expect(await office.desk.open(member, id)).toMatchObject({ problem: { word: 'role-missing' } });
      expect(said(await office.press(member, id, { do: 'accept' }))).toBe('role-missing');
    }
    expect((await office.routesFor(elsewhere).request(`/${id}/photos/0`)).status).toBe(403);
    expect((await office.routesFor(auditor).request(`/${id}/photos/0`)).status).toBe(403);
    expect((await office.routesFor(null).request(`/${id}/photos/0`)).status).toBe(401);
    expect((await office.routesFor(intake).request(`/${id}/photos/7`)).status).toBe(404);
    const lines = await office.log();
    expect(lines.filter((line) => line === 'elsewhere case-refused')).toHaveLength(3);
    expect(lines.some((line) => line.startsWith('intake case-photo'))).toBe(false);
    expect((await office.desk.queue(elsewhere, new URLSearchParams())).total).toBe(0);
  });

  test('an extension is asked for once, granted by another before the due day, and the reporter reads why', async () => {
    const office = await openOffice();
    const { id } = await office.file();
    await office.press(intake, id, { do: 'accept' });
    const ask = { do: 'ask-extension', days: '30', reason: '要等检测报告' };
    expect(said(await office.press(handler, id, { ...ask, days: '31' }))).toBe('extension-refused');
    expect(said(await office.press(handler, id, { ...ask, reason: '' }))).toBe('reason-missing reason');
    expect(said(await office.press(handler, id, ask))).toBe('ask-extension');
    expect(said(await office.press(approver, id, { do: 'grant-extension' }))).toBe('grant-extension');
    const opened = await office.desk.open(approver, id);
    const notes = opened.ok ? (opened.value.content?.notes ?? []) : [];
    expect(notes.find(({ kind }) => kind === 'extension')).toMatchObject({
      audience: 'reporter', text: '办理时间延长 30 天。原因：要等检测报告',
    }); // prettier-ignore
    expect(said(await office.press(handler, id, ask))).toBe('extension-refused');
    office.clock.now = addMs(NOW, 100 * DAY_MS);
    expect(said(await office.press(handler, id, ask))).toBe('extension-refused');
  });
});

describe('the queue', () => {
  test('shows the most pressing first, is narrowed by a plain form and counts what is due', async () => {
    const office = await openOffice();
    const hazard = await office.file();
    const fire = await office.file({ kind: 'fire', category: 'fire-exit', at: addMs(NOW, HOUR_MS) });
    const situation = await office.file({ kind: 'situation', category: 'flood', adcode: null });
    office.clock.now = addMs(NOW, 2 * HOUR_MS);
    const queue = async (query = '') =>
      (await office.desk.queue(intake, new URLSearchParams(query))).rows.map(({ file }) => file.caseNo);
    expect(await queue()).toEqual([fire.caseNo, hazard.caseNo, situation.caseNo]);
    expect(await queue('kind=fire')).toEqual([fire.caseNo]);
    expect(await queue('adcode=654225')).toEqual([fire.caseNo, hazard.caseNo]);
    expect(await queue('late=on')).toEqual([]);
    await office.press(intake, hazard.id, { do: 'accept' });
    expect(await queue('mine=on')).toEqual([hazard.caseNo]);
    expect(await queue('state=accepted')).toEqual([hazard.caseNo]);
    await office.press(intake, situation.id, { do: 'decline', reason: 'not-a-report' });
    expect(await queue()).toEqual([fire.caseNo, hazard.caseNo]);
    expect(await queue('state=over&page=99')).toEqual([situation.caseNo]);
    expect(await office.desk.counts(intake)).toEqual({ open: 2, late: 0, dueToday: 1 });
    office.clock.now = addMs(NOW, 2 * DAY_MS);
    expect(await office.desk.counts(intake)).toEqual({ open: 2, late: 1, dueToday: 0 });
    expect(await queue('late=on')).toEqual([fire.caseNo]);
  });
});

describe('two reports of one thing', () => {
  test('stand side by side, are linked to whoever was first, and only the office knows', async () => {
    const office = await openOffice();
    const spot = { lat: 44.5, lng: 84.9, datum: 'wgs84' } as const;
    const first = await office.file({ words: { respondent: '某某矿业有限公司', position: spot } });
    const later = await office.file({
      words: { respondent: '某某矿业', position: { ...spot, lat: 44.501 } },
      at: addMs(NOW, DAY_MS),
    });
    await office.file({ category: 'flood', kind: 'situation' });
    await office.file({ at: addMs(NOW, 90 * DAY_MS) });
    const view = await office.desk.duplicates(intake, later.id, first.id);
    if (!view.ok) throw new Error(view.problem.word);
    expect(view.value.near).toMatchObject([
      { file: { id: first.id }, isSameRespondent: true, distanceM: 111 },
    ]);
    expect(view.value.other?.file.id).toBe(first.id);
    expect(said(await office.press(intake, first.id, { do: 'link', original: later.id }))).toBe(
      'case-move-refused original',
    );
    expect(said(await office.press(intake, later.id, { do: 'link', original: first.id }))).toBe('link');
    const opened = await office.desk.open(intake, first.id);
    expect(opened.ok && opened.value.repeats.map(({ id }) => id)).toEqual([later.id]);
    expect((await office.log()).filter((line) => line === 'intake case-compared')).toHaveLength(2);
    expect(said(await office.press(intake, later.id, { do: 'link', original: '' }))).toBe('link');
    expect((await office.cases.findCase(later.id))?.duplicateOf).toBeNull();
  });
});

describe('a transfer', () => {
  test('sends a copy made anew, checked again whatever the officer typed, and logs who takes it out', async () => {
    const office = await openOffice();
    const planted = ['13812345678', '65422519900307123X', '新F12345', '王建国'];
    const text = '我叫王建国，电话13812345678，车新F12345。王建国的身份证65422519900307123X。<script>alert(1)</script> {{7*7}}';
    const { id, version } = await office.file({ words: { text, isInsider: true } });
    const ticked = { version: String(version), to: '县水利局', checked: 'on' };
    const send = (fields: Record<string, string>) =>
      office.desk.transfer(intake, id, request(new URLSearchParams({ ...ticked, ...fields })));

    expect(await office.desk.transfer(handler, id, null)).toMatchObject({ problem: { word: 'role-missing' } });
    const shown = await office.desk.transfer(intake, id, null);
    if (!shown.ok || 'sent' in shown.value) throw new Error('not shown');
    const { copy, counts } = shown.value;
    for (const one of planted) expect(copy).not.toContain(one);
    expect(copy).toContain('<script>alert(1)</script> {{7*7}}');
    expect(counts).toEqual({ person: 2, phone: 1, plate: 1, 'id-number': 1 });

    const added = await send({ copy: `${copy}\n再打 1 3 9-8765-4321 问王 建 国` });
    expect(added).toMatchObject({ value: { problem: { word: 'field-invalid', path: 'copy' }, counts: { phone: 1, person: 1 } } });
    expect(await send({ copy, checked: '' })).toMatchObject({ value: { problem: { path: 'checked' } } });
    expect(await send({ copy, version: '7' })).toMatchObject({ value: { problem: { word: 'case-changed' }, copy } });
    expect((await office.cases.findCase(id))?.state).toBe('received');
    expect(await send({ copy })).toEqual({ ok: true, value: { sent: true } });

    const answer = await office.routesFor(intake).request(`/${id}/transfer-copy.txt`);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const sent = await answer.text();
    expect(sent).toContain('转给：县水利局');
    for (const one of [...planted, '从业', 'insider']) expect(sent).not.toContain(one);
    const lines = await office.log();
    expect(lines).toContain('intake case-transfer');
    expect(lines[0]).toBe('intake case-copy-exported');
    expect((await office.routesFor(elsewhere).request(`/${id}/transfer-copy.txt`)).status).toBe(403);
  }); // prettier-ignore
});
