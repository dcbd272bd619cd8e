import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskDraft, DeskOptions } from '../../../src/domain/alert-desk.ts';
import { staffMember } from '../../support/staff.ts';
import {
  ELSEWHERE,
  floodForm,
  LI,
  OFFICE,
  openOfficerDesk,
  TOWN,
  ZHANG,
  type OfficerDesk,
} from '../officer-desk.ts';

let desk: OfficerDesk;
beforeEach(async () => {
  desk = await openOfficerDesk();
});

describe('what can be chosen', () => {
  test('the options name hazards, places, offices, languages, templates and kinds of notices', async () => {
    const options = (await desk.ask(ZHANG, 'GET', '/options')).body as unknown as DeskOptions;
    expect(options.roots).toEqual([{ adcode: '654225', name: '裕民县', tier: 'county' }]);
    expect(options.sources).toEqual([OFFICE]);
    expect(options.hazards.filter(({ code }) => code !== null).length).toBeGreaterThan(40);
    expect(options.hazards.find(({ name }) => name === '暴雨')).toMatchObject({
      isMeteorological: true,
      template: null,
    });
    const flood = options.hazards.find(({ name }) => name === '山洪');
    expect(flood).toMatchObject({ isMeteorological: false, template: 'flash-flood' });
    const template = options.templates.find(({ id }) => id === flood?.template);
    expect(template?.instruction).toContain('高处');
    expect(template?.sources[0]?.authority).not.toBe('');
    expect(options.mayDraw).toBe(true);
  });

  test('a township officer picks by name, for no outline is known below counties', async () => {
    const options = (await desk.ask(TOWN, 'GET', '/options')).body as unknown as DeskOptions;
    expect(options.mayDraw).toBe(false);
  });

  test('the region tree opens inside the own tree only', async () => {
    const { body } = await desk.ask(ZHANG, 'GET', '/regions/654225');
    expect(body['children']).toContainEqual({ adcode: '654225100', name: '哈拉布拉镇', tier: 'township' });
    expect((await desk.ask(ZHANG, 'GET', '/regions/654202')).body['word']).toBe('region-outside-tree');
    expect((await desk.ask(ZHANG, 'GET', '/regions/1x')).body['word']).toBe('region-unknown');
  });
});

describe('drafts', () => {
  test('two officers change one draft: the later is refused with what is stored, and nothing is lost', async () => {
    const { id } = await desk.draft(floodForm());
    const first = floodForm({ expiresAt: '2026-07-01T13:00:00.000Z' });
    const second = floodForm({ expiresAt: '2026-07-01T14:00:00.000Z' });
    const answers = await Promise.all([
      desk.ask(ZHANG, 'PUT', `/drafts/${id}`, { version: 1, form: first }),
      desk.ask(LI, 'PUT', `/drafts/${id}`, { version: 1, form: second }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200)!.body as unknown as DeskDraft;
    const loser = answers.find(({ status }) => status === 409)!;
    expect(loser.body).toMatchObject({ word: 'draft-changed', draft: { version: 2, form: winner.form } });
  });

  test('the same change again, after a lost answer, makes no new version', async () => {
    const { id } = await desk.draft(floodForm());
    const change = { version: 1, form: floodForm({ onsetAt: '2026-07-01T05:00:00.000Z' }) };
    const first = await desk.ask(ZHANG, 'PUT', `/drafts/${id}`, change);
    const again = await desk.ask(ZHANG, 'PUT', `/drafts/${id}`, change);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body['version']).toBe(2);
  });

  test('an expired sign-in loses nothing: the draft is there after signing in anew', async () => {
    const { id } = await desk.draft(floodForm());
    const change = { version: 1, form: floodForm({ onsetAt: '2026-07-01T05:00:00.000Z' }) };
    expect((await desk.ask(null, 'PUT', `/drafts/${id}`, change)).status).toBe(401);
    expect((await desk.ask(ZHANG, 'GET', `/drafts/${id}`)).body['version']).toBe(1);
    expect((await desk.ask(ZHANG, 'PUT', `/drafts/${id}`, change)).status).toBe(200);
  });

  test('an unfinished form is kept as it is', async () => {
    const form = { ...floodForm(), parts: [], source: '', expiresAt: null };
    const { id } = await desk.draft(form);
    expect((await desk.ask(ZHANG, 'GET', `/drafts/${id}`)).body['form']).toEqual(form);
  });

  test('a colleague of another county neither reads nor changes it, and does not see it listed', async () => {
    const { id } = await desk.draft(floodForm());
    expect((await desk.ask(ELSEWHERE, 'GET', `/drafts/${id}`)).body['word']).toBe('region-outside-tree');
    const put = await desk.ask(ELSEWHERE, 'PUT', `/drafts/${id}`, { version: 1, reason: 'x' });
    expect(put.status).toBe(403);
    expect((await desk.ask(ELSEWHERE, 'GET', '/drafts')).body['drafts']).toEqual([]);
    expect((await desk.ask(LI, 'GET', '/drafts')).body['drafts']).toHaveLength(1);
  });

  test('an issued draft can neither be changed nor deleted, another can', async () => {
    const { id } = await desk.draft(floodForm());
    await desk.ask(ZHANG, 'POST', `/drafts/${id}/issue`, { version: 1 });
    const put = await desk.ask(ZHANG, 'PUT', `/drafts/${id}`, { version: 1, reason: 'x' });
    expect([put.status, put.body['word']]).toEqual([409, 'draft-not-editable']);
    expect((await desk.ask(ZHANG, 'DELETE', `/drafts/${id}`)).status).toBe(409);
    const other = await desk.draft(floodForm());
    expect((await desk.ask(ZHANG, 'DELETE', `/drafts/${other.id}`)).status).toBe(204);
    expect((await desk.ask(ZHANG, 'GET', `/drafts/${other.id}`)).status).toBe(404);
  });

  test.each(['nosuchdraft', '%00', '..%2f..', 'x'.repeat(5000)])(
    'an id that is none opens nothing: %j',
    async (id) => {
      expect((await desk.ask(ZHANG, 'GET', `/drafts/${id}`)).status).toBe(404);
    },
  );
});

test('an officer bound to a whole prefecture issues for its counties', async () => {
  const prefecture = staffMember({ id: 'p', adcodes: ['6542'] });
  const form = floodForm({
    parts: [
      { level: 'yellow', adcodes: ['654225'], polygon: null },
      { level: 'blue', adcodes: ['654202'], polygon: null },
    ],
  });
  const id = await desk.issued(form, prefecture);
  const parts = (await desk.store.findHistory(id))?.revisions[0]?.parts;
  expect(parts?.map(({ level, adcodes, bulletins }) => [level, adcodes, bulletins[0]?.headline])).toEqual([
    ['yellow', ['654225'], '裕民县应急管理局发布山洪黄色预警'],
    ['blue', ['654202'], '裕民县应急管理局发布山洪蓝色预警'],
  ]);
});
