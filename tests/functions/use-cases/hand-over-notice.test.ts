import { beforeEach, describe, expect, test } from 'vitest';
import type { NoticeRecord } from '../../../src/domain/notice.ts';
import { noticeTopic } from '../../../src/domain/topic.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

const ban: NoticeRecord = {
  id: 'notice-1',
  version: 1,
  state: 'published',
  form: {
    kind: '禁火令',
    title: '林区草原禁止野外用火',
    text: '在林区、草原不烧荒、不野炊、不扔烟头。',
    adcodes: ['654225'],
    source: '裕民县应急管理局',
    startsAt: null,
    endsAt: '2026-10-31T16:00:00.000Z',
  },
  createdBy: { id: 'staff-1', name: '张三' },
  updatedBy: { id: 'staff-1', name: '张三' },
  updatedAt: '2026-07-01T02:00:00.000Z',
  publishedAt: '2026-07-01T02:00:00.000Z',
  withdrawnReason: null,
  isDemonstration: false,
};
const topic = noticeTopic(ban.id);

describe('a notice', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await office.add();
    await office.add({ id: 'noticed', acceptsNotices: true, adcodes: ['654225'] });
    await office.add({ id: 'elsewhere', acceptsNotices: true, adcodes: ['231200'] });
    office.notices.set(ban.id, ban);
  });

  test('is told only to who takes notices of its regions, and says that it is no warning', async () => {
    expect(await office.plan(topic, 1)).toBe(1);
    expect(await office.try(topic, 1, 'noticed')).toBe('done');
    const [message] = office.taken;
    expect(message).toMatchObject({
      kind: 'notice',
      level: null,
      title: '【通告】林区草原禁止野外用火',
      parts: [{ hazard: { code: null, name: '禁火令' }, level: null, areaText: '裕民县' }],
      pageUrl: 'https://yjglj.example.gov.cn/notices/notice-1/',
    });
    expect(message?.texts.map(({ mouth }) => mouth)).toContain('sms');
    for (const { mouth, text } of message?.texts ?? []) {
      expect(text).toMatch(/^【通告】[^]*不是预警/);
      expect(['cap', 'ebm']).not.toContain(mouth);
    }
  });

  test('that was changed is told anew, and its withdrawal to who was told', async () => {
    await office.plan(topic, 1);
    await office.try(topic, 1, 'noticed');
    office.notices.set(ban.id, { ...ban, version: 2 });
    await office.plan(topic, 3);
    await office.try(topic, 3, 'noticed');
    await office.add({ id: 'late', acceptsNotices: true });
    office.notices.set(ban.id, { ...ban, version: 2, state: 'withdrawn', withdrawnReason: '下过大雨' });
    expect(await office.plan(topic, 4)).toBe(1);
    await office.try(topic, 4, 'noticed');
    expect(office.taken.map(({ action, title }) => [action, title])).toEqual([
      ['issue', '【通告】林区草原禁止野外用火'],
      ['update', '【通告】林区草原禁止野外用火'],
      ['cancel', '【通告】已撤回：林区草原禁止野外用火'],
    ]);
    expect(office.taken[2]?.texts[1]?.text).toContain('下过大雨');
  });

  test('that is for demonstration, or not published, is told to nobody', async () => {
    office.notices.set(ban.id, { ...ban, isDemonstration: true });
    expect(await office.plan(topic, 1)).toBe(0);
    office.notices.set(ban.id, { ...ban, state: 'editing', publishedAt: null });
    expect(await office.plan(topic, 1)).toBe(0);
  });
});
