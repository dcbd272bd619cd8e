import { expect, test } from 'vitest';
import { capArea, capDocument, capInfo, geocode, referenceTo } from '../cap-document.ts';
import { NOTHING, openDesk, refused, taken, words } from '../alert-desk.ts';

const original = { identifier: 'yumin-1' };
const update = {
  identifier: 'yumin-2',
  sent: '2026-07-01T11:00:00+08:00',
  msgType: 'Update',
  references: referenceTo(original),
};
const cancel = {
  identifier: 'yumin-3',
  sent: '2026-07-01T11:30:00+08:00',
  msgType: 'Cancel',
  references: `${referenceTo(original)} ${referenceTo(update)}`,
};

test('a CAP alert is published verbatim under the name of its issuer, with one delivery owed', async () => {
  const desk = await openDesk();
  const accepted = taken(await desk.ingest(capDocument()));
  expect(accepted).toMatchObject({ outcome: 'published', revision: 1, draftId: null, notices: [] });
  expect(await desk.current()).toMatchObject([
    {
      alertId: accepted.alertId,
      action: 'issue',
      origin: 'relayed',
      source: '裕民县气象台',
      sentAt: '2026-07-01T02:34:00.000Z',
      parts: [
        {
          level: 'orange',
          hazard: { code: '11B03', name: '暴雨' },
          adcodes: ['654225'],
          expiresAt: '2026-07-01T12:00:00.000Z',
          bulletins: [
            {
              headline: '裕民县气象台发布暴雨橙色预警信号',
              instruction: '住在沟口的人马上往两侧高处走。',
            },
          ],
        },
      ],
    },
  ]);
  expect(await desk.counts()).toEqual({ revisions: 1, drafts: 0, deliveries: 1 });
});

test('the same file twice is one alert and one delivery', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(capDocument()));
  const second = taken(await desk.ingest(capDocument()));
  expect(second).toMatchObject({ outcome: 'already-there', alertId: first.alertId, revision: 1 });
  expect(await desk.counts()).toEqual({ revisions: 1, drafts: 0, deliveries: 1 });
});

test('the same file from six desks at once is one alert', async () => {
  const desk = await openDesk();
  const results = await Promise.all(Array.from({ length: 6 }, () => desk.ingest(capDocument())));
  expect(new Set(results.map((result) => taken(result).alertId)).size).toBe(1);
  expect(await desk.counts()).toEqual({ revisions: 1, drafts: 0, deliveries: 1 });
});

test('the same message gives the same address on every server', async () => {
  const [one, other] = [await openDesk(), await openDesk('2027-01-01T00:00:00.000Z')];
  expect(taken(await one.ingest(capDocument())).alertId).toBe(
    taken(await other.ingest(capDocument())).alertId,
  );
});

test('an update is the next revision of the alert it names, with its whole lineage', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(capDocument(original)));
  const second = taken(
    await desk.ingest(
      capDocument({
        ...update,
        infos: [capInfo({ severity: 'Extreme', headline: '升级为暴雨红色预警信号' })],
      }),
    ),
  );
  expect(second).toMatchObject({ outcome: 'published', alertId: first.alertId, revision: 2 });
  const [current, ...others] = await desk.current();
  expect(others).toEqual([]);
  expect(current).toMatchObject({
    action: 'update',
    parts: [{ level: 'red' }],
    references: [{ identifier: 'yumin-1' }],
  });
  expect(await desk.counts()).toEqual({ revisions: 2, drafts: 0, deliveries: 2 });
});

test('a chain that names its messages in any order is continued at its newest', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  await desk.ingest(capDocument(update));
  const third = taken(await desk.ingest(capDocument({ ...cancel, references: cancel.references.split(' ').reverse().join(' ') }))); // prettier-ignore
  expect(third).toMatchObject({ revision: 3 });
  expect((await desk.current())[0]?.references.map((key) => key.identifier)).toEqual(['yumin-1', 'yumin-2']);
});

test('an update of an alert never received is published as a new one, and says so', async () => {
  const desk = await openDesk();
  const accepted = taken(await desk.ingest(capDocument(update)));
  expect(accepted).toMatchObject({ outcome: 'published', revision: 1 });
  expect(words(accepted)).toEqual(['original-unknown']);
  expect(await desk.current()).toMatchObject([{ action: 'update', references: [{ identifier: 'yumin-1' }] }]);
});

test('an original that arrives after its update is refused, for its update is newer', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(update));
  expect(refused(await desk.ingest(capDocument(original)))).toBe('bulletin-outdated');
  expect((await desk.counts()).revisions).toBe(1);
});

test('an older update that arrives late is refused and changes nothing', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  await desk.ingest(capDocument(update));
  const late = { ...update, identifier: 'yumin-late', sent: '2026-07-01T10:50:00+08:00' };
  expect(refused(await desk.ingest(capDocument(late)))).toBe('bulletin-outdated');
  expect((await desk.current())[0]?.message.identifier).toBe('yumin-2');
});

test('a cancel without words ends the alert for the same places in words of ours', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  taken(await desk.ingest(capDocument({ ...cancel, infos: [] })));
  expect(await desk.current()).toMatchObject([
    {
      action: 'cancel',
      parts: [
        {
          adcodes: ['654225'],
          responseTypes: ['AllClear'],
          bulletins: [{ headline: '裕民县气象台解除暴雨预警', instruction: '', description: '' }],
        },
      ],
    },
  ]);
});

test('an all-clear for less than the warned area still stands wherever the warning stood', async () => {
  const desk = await openDesk();
  const both = [capArea('裕民县', geocode('654225')), capArea('乌苏市', geocode('654202'))];
  await desk.ingest(capDocument({ ...original, infos: [capInfo({ areas: both })] }));
  const words = {
    headline: '裕民县气象台解除暴雨橙色预警信号',
    areas: [capArea('裕民县', geocode('654225'))],
  };
  taken(await desk.ingest(capDocument({ ...cancel, infos: [capInfo(words)] })));
  const [alert] = await desk.current();
  expect(alert?.parts[0]?.adcodes).toEqual(['654202', '654225']);
  expect(alert?.parts[0]?.areas).toMatchObject([{ description: '裕民县', adcodes: ['654225'] }]);
});

test('an all-clear whose area is nowhere on our map still ends what it names', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  const infos = [capInfo({ areas: [capArea('预警区域')] })];
  taken(await desk.ingest(capDocument({ ...cancel, infos })));
  expect(await desk.current()).toMatchObject([{ action: 'cancel', parts: [{ adcodes: ['654225'] }] }]);
});

test('an update that moves away from us is still stored: those who were warned must hear it', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  const infos = [capInfo({ areas: [capArea('阿勒泰市', geocode('654301'))] })];
  expect(taken(await desk.ingest(capDocument({ ...update, infos })))).toMatchObject({ revision: 2 });
  expect(await desk.counts()).toMatchObject({ deliveries: 2 });
});

test('a cancel of an alert never received is refused with 409: there is nothing to end', async () => {
  const desk = await openDesk();
  expect(refused(await desk.ingest(capDocument(cancel)))).toBe('original-unknown');
  expect(await desk.counts()).toEqual(NOTHING);
});

test('a cancel of a cancelled alert is refused and the first all-clear stands', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  await desk.ingest(capDocument({ ...cancel, infos: [] }));
  const again = { ...cancel, identifier: 'yumin-4', sent: '2026-07-01T11:40:00+08:00', infos: [] };
  expect(refused(await desk.ingest(capDocument(again)))).toBe('alert-already-cancelled');
  expect((await desk.counts()).revisions).toBe(2);
});

test('an update after the all-clear is a new warning: people must hear it, and the operator is told', async () => {
  const desk = await openDesk();
  const first = taken(await desk.ingest(capDocument(original)));
  await desk.ingest(capDocument({ ...cancel, infos: [] }));
  const anew = { ...update, identifier: 'yumin-5', sent: '2026-07-01T11:50:00+08:00' };
  const accepted = taken(await desk.ingest(capDocument(anew)));
  expect(accepted).toMatchObject({ outcome: 'published', revision: 1 });
  expect(accepted.alertId).not.toBe(first.alertId);
  expect(words(accepted)).toEqual(['original-cancelled']);
});

test('an update written before the all-clear and late on its way revives nothing', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  await desk.ingest(capDocument({ ...cancel, infos: [] }));
  expect(refused(await desk.ingest(capDocument(update)))).toBe('alert-already-cancelled');
});

test('an update without any info is unreadable and takes nothing back', async () => {
  const desk = await openDesk();
  await desk.ingest(capDocument(original));
  expect(refused(await desk.ingest(capDocument({ ...update, infos: [] })))).toBe('bulletin-unreadable');
  expect(await desk.current()).toMatchObject([{ action: 'issue', parts: [{ responseTypes: [] }] }]);
});

test('a message that says it comes from tomorrow is published with a notice, and its own update can follow', async () => {
  const desk = await openDesk();
  const tomorrow = { ...original, sent: '2026-07-02T10:34:00+08:00' };
  const infos = [capInfo({ expires: '2026-07-02T20:00:00+08:00' })];
  const accepted = taken(await desk.ingest(capDocument({ ...tomorrow, infos })));
  expect(words(accepted)).toEqual(['sent-in-future']);
  const next = { ...update, references: referenceTo(tomorrow) };
  expect(taken(await desk.ingest(capDocument(next)))).toMatchObject({ revision: 2 });
});
