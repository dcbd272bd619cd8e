import { describe, expect, test } from 'vitest';
import { NOT_UPLOADED, type DraftPhoto } from '../../../src/browser/report-draft.ts';
import type { SendOutcome } from '../../../src/browser/report-send.ts';
import type { UploadOutcome } from '../../../src/browser/report-upload.ts';
import {
  fileReport,
  type Filing,
  type FilingDeps,
  type Written,
} from '../../../src/islands/report/file-report.ts';
import { EMPTY_REPORT } from '../../../src/islands/report/report-state.ts';

const filed: SendOutcome = {
  outcome: 'filed',
  caseNo: '2026-000123',
  receivedAt: '2026-07-01T02:34:00.000Z',
};
const refused = (word: string): SendOutcome => ({ outcome: 'refused', problem: { word, title: '。' } });
const challenge = { parameters: {} } as unknown as Extract<
  SendOutcome,
  { outcome: 'work-needed' }
>['challenge'];

const photo: DraftPhoto = {
  id: 'a',
  clean: new Blob(['12345678']),
  original: null,
  originalKeyId: null,
  ...NOT_UPLOADED,
};

/** A device and a server: answers in turn, and everything that was sent. */
function desk(answers: SendOutcome[], uploads: UploadOutcome[] = []) {
  const sent: Record<string, string>[] = [];
  const phases: Filing[] = [];
  const places: (string | null)[] = [];
  let sealed = 0;
  const kept: Written = {
    report: { ...EMPTY_REPORT, category: 'gas', text: '漏气' },
    photos: [],
    identity: null,
    receipt: '0000-0000-0000-0000-0',
    retryKey: 'k-12345678',
  };
  const deps: FilingDeps = {
    askKey: () => Promise.resolve({ id: 'key-1', recipient: 'age1x' }),
    seal: () => Promise.resolve(`sealed-${(sealed += 1)}`),
    upload: (_, place, { onPlace, onProgress }) => {
      places.push(place);
      onPlace(`/api/tip-offs/uploads/${places.length}`);
      onProgress(0.5);
      return Promise.resolve(uploads.shift() ?? { outcome: 'done', id: `id-${places.length}` });
    },
    send: ({ fields }) => {
      sent.push({ ...fields });
      return Promise.resolve(answers.shift() ?? { outcome: 'unreachable' });
    },
    solve: () => Promise.resolve('worked'),
    onFiling: (filing) => phases.push(filing),
    keepIdentity: (identity) => (kept.identity = identity),
    keepPhoto: (id, part) => {
      kept.photos = kept.photos.map((one) => (one.id === id ? { ...one, ...part } : one));
    },
  };
  return { sent, phases, places, kept, deps, file: () => fileReport(kept, deps) };
}

describe('filing a report', () => {
  test('an identity is sealed once: a retry after a lost answer sends the same bytes', async () => {
    const { kept, file, sent } = desk([{ outcome: 'unreachable' }, filed]);
    kept.report = { ...kept.report, anonymity: 'named', name: '张三', contact: '13800000000' };
    expect(await file()).toEqual({ outcome: 'unreachable' });
    expect(await file()).toEqual({ outcome: 'filed', caseNo: '2026-000123' });
    expect(sent.map(({ identity }) => identity)).toEqual(['sealed-1', 'sealed-1']);
    expect(sent[1]).toEqual(sent[0]);
    expect(JSON.stringify(sent)).not.toMatch(/张三|138/);
  });

  test('a changed name is sealed anew, and a key that was replaced meanwhile too', async () => {
    const { kept, file, sent } = desk([refused('custodian-key-unknown'), filed]);
    kept.report = { ...kept.report, anonymity: 'named', name: '张三', contact: '138' };
    expect((await file()).outcome).toBe('filed');
    expect(sent.map(({ identity }) => identity)).toEqual(['sealed-1', 'sealed-2']);
  });

  test('an upload that was cut goes on where it was, and one that arrived is not sent again', async () => {
    const { kept, file, places, sent, phases } = desk(
      [{ outcome: 'unreachable' }, filed],
      [{ outcome: 'cut' }],
    );
    kept.photos = [photo];
    expect(await file()).toEqual({ outcome: 'unreachable' });
    expect(kept.photos[0]?.cleanPlace).toBe('/api/tip-offs/uploads/1');
    expect(await file()).toEqual({ outcome: 'unreachable' });
    expect((await file()).outcome).toBe('filed');
    expect(places).toEqual([null, '/api/tip-offs/uploads/1']);
    expect(sent.map(({ uploads }) => uploads)).toEqual(['id-2', 'id-2']);
    expect(phases).toContainEqual({ phase: 'uploading', shares: [0.5] });
  });

  test('uploads that the server has thrown away are sent once more by themselves', async () => {
    const { kept, file, sent } = desk([refused('upload-unknown'), filed]);
    kept.photos = [{ ...photo, cleanId: 'old' }];
    expect((await file()).outcome).toBe('filed');
    expect(sent.map(({ uploads }) => uploads)).toEqual(['old', 'id-1']);
  });

  test('an original goes as an upload of its own, beside the cleaned photo', async () => {
    const { kept, file, sent } = desk([filed]);
    kept.photos = [{ ...photo, original: new Blob(['sealed']), originalKeyId: 'key-1' }];
    await file();
    expect(sent[0]).toMatchObject({ uploads: 'id-1', originals: 'id-2', identityKeyId: 'key-1' });
  });

  test('a refused photo says which one it was', async () => {
    const problem = { word: 'photo-too-large', title: '太大了' };
    const { kept, file } = desk(
      [],
      [
        { outcome: 'done', id: 'x' },
        { outcome: 'refused', problem },
      ],
    );
    kept.photos = [photo, { ...photo, id: 'b' }];
    expect(await file()).toEqual({ outcome: 'refused', problem: { ...problem, path: 'photos.1' } });
  });

  test('work is done when asked, and done again when it came too late', async () => {
    const ask: SendOutcome = { outcome: 'work-needed', challenge };
    const { file, sent } = desk([ask, refused('work-refused'), ask, filed]);
    expect((await file()).outcome).toBe('filed');
    expect(sent.map(({ work }) => work)).toEqual([undefined, 'worked', undefined, 'worked']);
  });

  test('a device that cannot do the sum, and an office without a custodian, are told apart', async () => {
    const one = desk([{ outcome: 'work-needed', challenge }]);
    expect(await fileReport(one.kept, { ...one.deps, solve: () => Promise.resolve(null) })).toEqual({
      outcome: 'no-work',
    });
    const two = desk([filed]);
    two.kept.report = { ...two.kept.report, anonymity: 'named', name: '张', contact: '138' };
    const askKey = () => Promise.resolve('none' as const);
    expect(await fileReport(two.kept, { ...two.deps, askKey })).toEqual({ outcome: 'no-custodian' });
    expect(two.sent).toEqual([]);
  });
});
