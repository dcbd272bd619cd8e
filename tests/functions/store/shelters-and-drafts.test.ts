import { expect, test } from 'vitest';
import { freshStore } from '../../support/database.ts';
import { exampleShelter } from './example-rows.ts';

test('shelters are replaced by id or added, and counted so', async () => {
  const { store } = await freshStore();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => exampleShelter({ id }));
  if (!a || !b || !c) throw new Error('three were made');
  expect(await store.saveShelters([a, b])).toEqual({ inserted: 2, updated: 0 });
  const renamed = { ...b, name: '新名称', facilities: { water: false } };
  expect(await store.saveShelters([renamed, c])).toEqual({ inserted: 1, updated: 1 });
  expect(await store.listShelters(null)).toEqual([a, renamed, c]);
  expect(await store.saveShelters([])).toEqual({ inserted: 0, updated: 0 });
});

test('a region has the shelters of everything below it', async () => {
  const { store } = await freshStore();
  const codes = ['654225', '654225100', '6542251', '654202', '65'];
  await store.saveShelters(codes.map((adcode) => exampleShelter({ id: adcode, adcode })));
  const listed = async (chosen: string) => (await store.listShelters(chosen)).map((one) => one.adcode);
  expect(await listed('654225')).toEqual(['654225', '6542251', '654225100']);
  expect(await listed('6542')).toEqual(['654202', '654225', '6542251', '654225100']);
  expect(await listed('2312')).toEqual([]);
});

test('thousands of shelters are saved whole', async () => {
  const { store } = await freshStore();
  const many = Array.from({ length: 2500 }, (_, i) => exampleShelter({ id: `s${i}` }));
  expect(await store.saveShelters(many)).toEqual({ inserted: 2500, updated: 0 });
});

test('a draft is kept until it is deleted, and the same document twice is one draft', async () => {
  const { store } = await freshStore();
  const draft = {
    id: 'd1',
    createdAt: '2026-07-01T00:00:00.000Z',
    document: { mediaType: 'text/plain', body: '某地发布预警' },
    reading: { hazard: null, level: 'red' },
    missing: ['hazard'],
  } as const;
  expect(await store.saveDraft(draft)).toBe('saved');
  expect(await store.saveDraft({ ...draft, id: 'd2' })).toBe('already-there');
  expect(await store.listDrafts()).toEqual([draft]);
  expect(await store.findDraft('d1')).toEqual(draft);
  expect(await store.deleteDraft('d1')).toBe(true);
  expect(await store.deleteDraft('d1')).toBe(false);
  expect(await store.findDraft('d1')).toBeNull();
});
