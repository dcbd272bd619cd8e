import { expect, test } from 'vitest';
import { alertForm, issueAlert } from '../../../functions/use-cases/issue-alert.ts';
import { readCap } from '../../../src/feeds/cap-read.ts';
import { writeCap } from '../../../src/feeds/cap-write.ts';
import { flashFlood } from '../alert-form.ts';
import { NOTHING, openDesk, refused, taken } from '../alert-desk.ts';

test('an alert of our own is issued for exactly its regions, with the first revision and one delivery', async () => {
  const desk = await openDesk();
  const accepted = taken(await issueAlert(desk.deps, flashFlood({ regions: ['654225201000', '654225204'] })));
  expect(accepted).toMatchObject({ outcome: 'published', revision: 1 });
  expect(await desk.current()).toMatchObject([
    {
      origin: 'issued',
      action: 'issue',
      source: '裕民县应急管理局',
      sentAt: '2026-07-01T04:00:00.000Z',
      parts: [
        {
          hazard: { code: '11A51', name: '山洪' },
          level: 'orange',
          severity: 'Severe',
          adcodes: ['654225201', '654225204'],
          areas: [{ description: '新地乡' }, { description: '江格斯乡' }],
          bulletins: [{ headline: '裕民县应急管理局发布山洪橙色预警' }],
        },
      ],
    },
  ]);
  expect((await desk.counts()).deliveries).toBe(1);
});

test('what we issue goes out as CAP and comes back the same message', async () => {
  const desk = await openDesk();
  taken(await issueAlert(desk.deps, flashFlood()));
  const [revision] = await desk.current();
  if (revision === undefined) throw new Error('no alert');
  const { message, verdict } = readCap(writeCap(revision, { pageUrl: null }));
  expect(verdict).toBe('accept');
  expect(message).toMatchObject({ identifier: revision.message.identifier, sent: { at: revision.sentAt } });
});

test.each([
  '暴雨', '11B03', '11b03', '11B99', '浓雾', '暴雨预警信号', '暴雨红色预警信号', '暴雨红色', '特大暴雨', '强对流天气', '大风、寒潮', '沙尘暴和大风',
  '暴雨灾害', '台 风', '台．风', '雾', '雨雪', '强降水', '暴风雪', '气象灾害', '极端天气', ' 高温 ', 'Ⅱ级暴雨', '道路结冰', '低温雨雪冰冻',
])('「%s」 is a meteorological signal, which only a weather station may issue', async (hazard) => {
  const desk = await openDesk();
  expect(refused(await issueAlert(desk.deps, flashFlood({ hazard })))).toBe('hazard-meteorological');
  expect(await desk.counts()).toEqual(NOTHING);
}); // prettier-ignore

test.each([
  '山洪',
  '11a51',
  '泥石流',
  '地震',
  '森林火灾',
  '城市内涝',
  '暴雨内涝',
  '风暴潮',
  '危险化学品泄漏',
  '燃气停供',
])('「%s」 is for the bureau to warn of', async (hazard) => {
  const desk = await openDesk();
  expect(taken(await issueAlert(desk.deps, flashFlood({ hazard }))).outcome).toBe('published');
});

test('a weather signal in the headline of another hazard is refused all the same', async () => {
  const desk = await openDesk();
  const headline = '裕民县应急管理局发布暴雨红色预警信号';
  expect(refused(await issueAlert(desk.deps, flashFlood({ headline })))).toBe('hazard-meteorological');
  const about = '暴雨可能引发山洪，裕民县发布山洪橙色预警';
  expect(taken(await issueAlert(desk.deps, flashFlood({ headline: about }))).outcome).toBe('published');
});

test.each([
  [['999999'], 'region-unknown'],
  [['裕民县'], 'region-unknown'],
  [['654225999'], 'region-unknown'],
  [['654225', '110101'], 'region-not-served'],
])('regions %j are refused as %s and nothing is stored', async (regions, word) => {
  const desk = await openDesk();
  expect(refused(await issueAlert(desk.deps, flashFlood({ regions })))).toBe(word);
  expect(await desk.counts()).toEqual(NOTHING);
});

test('one region named twice is one region', async () => {
  const desk = await openDesk();
  taken(await issueAlert(desk.deps, flashFlood({ regions: ['654225', '654225000000'] })));
  const [alert] = await desk.current();
  expect([alert?.parts[0]?.adcodes, alert?.parts[0]?.areas.length]).toEqual([['654225'], 1]);
});

test.each(['2026-07-01T12:00:00+08:00', '2026-07-01T03:59:59Z', '2020-01-01T00:00:00Z'])(
  'an end at %s is not ahead and is refused',
  async (expires) => {
    const desk = await openDesk();
    expect(refused(await issueAlert(desk.deps, flashFlood({ expires })))).toBe('validity-invalid');
  },
);

test('two alerts issued in one second are two alerts', async () => {
  const desk = await openDesk();
  const ids = await Promise.all(
    [1, 2, 3].map(async () => taken(await issueAlert(desk.deps, flashFlood())).alertId),
  );
  expect(new Set(ids).size).toBe(3);
});

test('direction marks and line breaks never enter a title', () => {
  const form = alertForm.parse({
    ...flashFlood(),
    headline: '山洪\u202e色橙\n预警',
    source: '裕民县\u200b应急管理局',
  });
  expect([form.headline, form.source]).toEqual(['山洪色橙 预警', '裕民县应急管理局']);
  expect(alertForm.safeParse({ ...flashFlood(), source: '\u202e\u200b' }).success).toBe(false);
});

test('a bulletin of our own keeps HTML as the characters it is', async () => {
  const desk = await openDesk();
  const form = flashFlood({ headline: '<b>山洪</b>', instruction: '<script>1</script>快跑' });
  taken(await issueAlert(desk.deps, form));
  expect((await desk.current())[0]?.parts[0]?.bulletins[0]).toMatchObject({
    headline: '<b>山洪</b>',
    instruction: '<script>1</script>快跑',
  });
});
