import { describe, expect, test } from 'vitest';
import { stepsOf, tipOffForm, tipOffSite } from '../tip-off-fixture.ts';
import { notPhotos, plainJpeg } from '../http/photo-fixtures.ts';

const formRequest = (form: FormData): Request =>
  new Request('http://localhost/report/sent/', { method: 'POST', body: form });

describe('tip-off desk: pages without script', () => {
  test('a plain form is filed and shows a receipt that opens its status', async () => {
    const site = await tipOffSite();
    const desk = site.deskFor('203.0.113.7');
    const { result } = await desk.submitForm(formRequest(tipOffForm({ photos: [await plainJpeg()] })));
    if (!result.ok) throw new Error(result.problem.word);
    expect((await stepsOf(site)).map(({ caseNo }) => caseNo)).toEqual([result.value.caseNo]);
  });

  test('a double click on the plain form files one tip-off with one receipt', async () => {
    const site = await tipOffSite();
    const desk = site.deskFor('203.0.113.7');
    const click = () => desk.submitForm(formRequest(tipOffForm({ fields: { text: '双击' } })));
    const [first, second] = await Promise.all([click(), click()]);
    expect(second).toEqual(first);
    expect(await click()).toEqual(first);
    const elsewhere = await site
      .deskFor('198.51.100.1')
      .submitForm(formRequest(tipOffForm({ fields: { text: '双击' } })));
    expect(elsewhere.result.ok && first.result.ok).toBe(true);
    expect(elsewhere).not.toEqual(first);
  });

  test('a refused form gives every typed word back, the receipt excepted', async () => {
    const desk = (await tipOffSite()).deskFor('203.0.113.7');
    const fields = { text: '写了很久的一段话', respondent: '某某石料厂', place: '东山' };
    const { result, typed } = await desk.submitForm(
      formRequest(tipOffForm({ fields, photos: [notPhotos.svg] })),
    );
    expect(result.ok ? 'filed' : result.problem.word).toBe('photo-format-refused');
    expect(typed).toEqual({ kind: 'hazard', category: 'mining', ...fields });
    const after = await desk.submitForm(formRequest(tipOffForm({ fields })));
    expect(after.result.ok).toBe(true);
  });
});
