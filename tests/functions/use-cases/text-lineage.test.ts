import { expect, test } from 'vitest';
import { capDocument } from '../cap-document.ts';
import { openDesk, refused, taken, words } from '../alert-desk.ts';

const at = (clock: string) => `2026年7月1日${clock}`;
const rain = (clock: string, level: string, place = '裕民县大部', issuer = '裕民县气象台') =>
  `${issuer}${at(clock)}发布暴雨${level}色预警信号：预计未来12小时，${place}将出现50毫米以上降水。`;
const lift = (clock: string, level: string, place = '', issuer = '裕民县气象台') =>
  `${issuer}${at(clock)}解除${place}暴雨${level}色预警信号。`;

/** Action, level and places of everything on the page. */
async function shown(desk: Awaited<ReturnType<typeof openDesk>>) {
  const current = await desk.current();
  return current
    .flatMap((alert) => alert.parts.map((part) => [alert.action, part.level, part.adcodes.join()]))
    .sort((a, b) => String(a).localeCompare(String(b)));
}

test('解除 ends the alert of the same issuer, hazard and place', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(rain('10时00分', '蓝')));
  const second = taken(await desk.ingest(lift('11时00分', '蓝')));
  expect(second).toMatchObject({ alertId: first.alertId, revision: 2 });
  expect(await shown(desk)).toEqual([['cancel', 'blue', '654225']]);
});

test('解除 ends also what the same station sent as CAP', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(capDocument()));
  expect(taken(await desk.ingest(lift('11时00分', '橙')))).toMatchObject({
    alertId: first.alertId,
    revision: 2,
  });
});

test.each([
  ['变更', `裕民县气象台${at('11时00分')}将暴雨蓝色预警信号变更为暴雨黄色预警信号：预计雨势增强。`, 'yellow'],
  ['更新', `裕民县气象台${at('11时00分')}更新发布暴雨橙色预警信号：预计裕民县雨势增强。`, 'orange'],
  ['继续发布', `裕民县气象台${at('11时00分')}继续发布暴雨蓝色预警信号：预计裕民县降水持续。`, 'blue'],
  ['a new 发布 for the same place', rain('11时00分', '红'), 'red'],
])('%s is the next revision of what it changes', async (_, text, level) => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(rain('10时00分', '蓝')));
  expect(taken(await desk.ingest(text))).toMatchObject({ alertId: first.alertId, revision: 2 });
  expect(await shown(desk)).toEqual([['update', level, '654225']]);
});

test('解除 of nothing in force is refused with 409', async () => {
  const desk = await openDesk();
  expect(refused(await desk.ingest(lift('11时00分', '蓝')))).toBe('original-unknown');
});

test('解除 again, in other words, is refused: it is over already', async () => {
  const desk = await openDesk();
  await desk.ingest(rain('10时00分', '蓝'));
  await desk.ingest(lift('11时00分', '蓝'));
  expect(refused(await desk.ingest(lift('11时30分', '蓝')))).toBe('original-unknown');
  expect(taken(await desk.ingest(lift('11时00分', '蓝')))).toMatchObject({ outcome: 'already-there' });
});

test('解除 by another station or of another hazard ends nothing', async () => {
  const desk = await openDesk();
  await desk.ingest(rain('10时00分', '蓝'));
  expect(refused(await desk.ingest(lift('11时00分', '蓝', '', '乌苏市气象台')))).toBe('original-unknown');
  expect(refused(await desk.ingest(lift('11时00分', '蓝').replace('暴雨', '大风')))).toBe('original-unknown');
  expect(await shown(desk)).toEqual([['issue', 'blue', '654225']]);
});

test('a warning for one township stands beside the one for its county: neither vanishes', async () => {
  const desk = await openDesk();
  await desk.ingest(rain('10时00分', '蓝'));
  await desk.ingest(`裕民县气象台${at('11时00分')}发布新地乡暴雨橙色预警信号：预计新地乡雨势增强。`);
  expect(await shown(desk)).toEqual([
    ['issue', 'blue', '654225'],
    ['issue', 'orange', '654225201'],
  ]);
});

test('of two levels in force, 解除 ends the level it names', async () => {
  const desk = await openDesk();
  await desk.ingest(rain('10时00分', '蓝'));
  await desk.ingest(`裕民县气象台${at('11时00分')}发布新地乡暴雨橙色预警信号：预计新地乡雨势增强。`);
  await desk.ingest(lift('11时50分', '橙'));
  expect(await shown(desk)).toEqual([
    ['cancel', 'orange', '654225'],
    ['issue', 'blue', '654225'],
  ]);
});

test('one 解除 ends two alerts that stand for the same issuer, hazard and level', async () => {
  const desk = await openDesk();
  const one = (clock: string, place: string) =>
    `裕民县气象台${at(clock)}发布${place}暴雨橙色预警信号：预计${place}雨势增强。`;
  await desk.ingest(one('10时00分', '新地乡'));
  await desk.ingest(one('10时30分', '江格斯乡'));
  await desk.ingest(lift('11时00分', '橙'));
  expect(await shown(desk)).toEqual([
    ['cancel', 'orange', '654225'],
    ['cancel', 'orange', '654225'],
  ]);
  expect(taken(await desk.ingest(lift('11时00分', '橙'))).outcome).toBe('already-there');
});

test('解除 for one of two townships leaves the other warned, in the words it had', async () => {
  const desk = await openDesk();
  const text = `裕民县气象台${at('10时00分')}发布暴雨橙色预警信号：预计新地乡、江格斯乡将出现50毫米以上降水。`;
  await desk.ingest(text);
  const accepted = taken(await desk.ingest(lift('11时00分', '橙', '新地乡')));
  expect(words(accepted)).toContain('partly-lifted');
  expect(await shown(desk)).toEqual([['update', 'orange', '654225204']]);
  const [alert] = await desk.current();
  expect(alert?.parts[0]?.areas.map(({ description }) => description)).toEqual(['江格斯乡']);
  expect(alert?.parts[0]?.bulletins[0]?.description).toBe(text);
});

test('解除 for a township out of a whole county is for a person: the county stays warned', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(rain('10时00分', '蓝')));
  const accepted = taken(await desk.ingest(lift('11时00分', '蓝', '新地乡')));
  expect(accepted).toMatchObject({ outcome: 'draft', missing: ['regions'] });
  expect(words(accepted)).toContain('lift-unclear');
  expect(await shown(desk)).toEqual([['issue', 'blue', '654225']]);
  expect((await desk.store.findHistory(first.alertId ?? ''))?.revisions).toHaveLength(1);
});

test('an upgrade of one township keeps the levels of the others apart', async () => {
  const desk = await openDesk();
  await desk.ingest(rain('10时00分', '蓝'));
  const text = `裕民县气象台${at('11时00分')}将新地乡暴雨蓝色预警信号升级为暴雨黄色预警信号，其他地区继续维持暴雨蓝色预警信号。`;
  expect(taken(await desk.ingest(text))).toMatchObject({ revision: 2 });
  expect(await shown(desk)).toEqual([
    ['update', 'blue', '654225'],
    ['update', 'yellow', '654225201'],
  ]);
});

test('an older 更新 that arrives late is refused', async () => {
  const desk = await openDesk();
  await desk.ingest(rain('10时00分', '蓝'));
  const update = (clock: string) => `裕民县气象台${at(clock)}更新发布暴雨橙色预警信号：预计裕民县雨势增强。`;
  await desk.ingest(update('11时00分'));
  expect(refused(await desk.ingest(update('10时30分')))).toBe('bulletin-outdated');
});
