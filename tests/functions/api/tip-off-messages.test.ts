import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MARKERS, notPhotos, plainJpeg, tracedJpeg } from '../http/photo-fixtures.ts';
import { intake, openStatusSite, refusalOf, statusOf, type StatusSite } from '../tip-off-status-fixture.ts';

let site: StatusSite;
beforeAll(async () => {
  site = await openStatusSite();
});
afterAll(() => site.close());

describe('messages', () => {
  test('answer a question, are sealed, and are not shown again to whoever holds the receipt', async () => {
    const { receipt, id, act } = await site.file();
    await act({ do: 'ask' }, intake, 1, '请问是几号坝？');
    const after = await statusOf(await site.post('messages', { receipt, text: ' 二号坝\r\n靠东头 ' }));
    expect(after).toMatchObject({
      state: 'received',
      messages: [
        { by: 'office', text: '请问是几号坝？' },
        { by: 'reporter', text: null },
      ],
    });
    expect((await site.cases.readContent(id))?.notes.at(-1)).toMatchObject({
      author: 'reporter',
      audience: 'reporter',
      text: '二号坝\n靠东头',
    });
    const { rows } = await site.pool.query<{ all: string }>(
      `select string_agg(t::text, '') as all from case_note t`,
    );
    expect(rows[0]?.all).not.toContain(Buffer.from('二号坝').toString('hex'));
  });

  test('of a double click one is kept; two that cross are both kept', async () => {
    const { receipt, id } = await site.file();
    const same = await Promise.all([1, 2, 3].map(() => site.post('messages', { receipt, text: '双击' })));
    expect(same.map(({ status }) => status)).toEqual([200, 200, 200]);
    const crossing = await Promise.all(
      [1, 2, 3].map((n) => site.post('messages', { receipt, text: `第${n}句` })),
    );
    expect(crossing.map(({ status }) => status)).toEqual([200, 200, 200]);
    const texts = (await site.cases.readContent(id))?.notes.map(({ text }) => text).toSorted();
    expect(texts).toEqual(['双击', '第1句', '第2句', '第3句'].toSorted());
  });

  test.each([
    ['nothing', '', [422, 'field-invalid']],
    ['2001 code points', '👨'.repeat(2001), [422, 'text-too-long']],
    ['a million characters', 'x'.repeat(1_000_000), [413, 'request-too-large']],
  ])('%s is refused, nothing is kept', async (_, text, expected) => {
    const { receipt, id } = await site.file();
    expect(await refusalOf(await site.post('messages', { receipt, text }))).toEqual(expected);
    expect((await site.cases.readContent(id))?.notes).toEqual([]);
  });

  test('photos come with a message, bare of every trace, or nothing comes at all', async () => {
    const { receipt, id } = await site.file();
    const send = (photos: readonly Uint8Array[]) => {
      const form = new FormData();
      form.append('receipt', receipt);
      form.append('text', '');
      photos.forEach((bytes) => form.append('photos', new File([Uint8Array.from(bytes)], '张三.jpg')));
      return Promise.resolve(site.app.request('/api/tip-offs/messages', { method: 'POST', body: form }));
    };
    expect((await statusOf(await send([await tracedJpeg()]))).photosLeft).toBe(29);
    const { rows } = await site.pool.query<{ sequence: string }>(
      'select sequence from case_photo where tip_off_id = $1',
      [id],
    );
    const kept = Buffer.from((await site.readOfficePhoto(id, Number(rows[0]?.sequence))) ?? []);
    expect(kept.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    for (const marker of MARKERS) expect(kept.includes(marker), marker).toBe(false);
    expect(await refusalOf(await send([await plainJpeg(), notPhotos.svg]))).toEqual([
      415,
      'photo-format-refused',
    ]);
    const small = await plainJpeg(20, 10);
    expect(await refusalOf(await send([small, small, small, small]))).toEqual([422, 'photos-too-many']);
    expect((await site.cases.readContent(id))?.notes).toMatchObject([{ text: '（附照片 1 张）' }]);
  });
});
