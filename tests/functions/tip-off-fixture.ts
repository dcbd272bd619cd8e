import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Hono } from 'hono';
import { MAX_PHOTO_BYTES } from '../../src/domain/tip-off.ts';
import { makeReceipt } from '../../src/domain/receipt.ts';
import { preparationRoutes } from '../../functions/api/tip-off-preparation.ts';
import { uploadRoutes, UPLOADS_PATH } from '../../functions/api/tip-off-uploads.ts';
import { tipOffRoutes } from '../../functions/api/tip-offs.ts';
import { createTipOffDesks, type TipOffDeskDeps } from '../../functions/api/tip-off-desk.ts';
import { createPhotoCleaner } from '../../functions/http/photo-pipeline.ts';
import { sealTo } from '../../functions/http/seal-to.ts';
import { createWorkGate } from '../../functions/http/work-gate.ts';
import { createVisitorPace } from '../../functions/http/rate-limit.ts';
import { openFolderAttachments } from '../../functions/store/attachments.ts';
import { createCaseMoney } from '../../functions/store/case-money.ts';
import { openDatabase } from '../../functions/store/database.ts';
import type { AttachmentStore, TipOffStore } from '../../functions/store/store.ts';
import { createTusServer } from '../../functions/store/tus-server.ts';
import type { UploadStore } from '../../functions/store/upload-contract.ts';
import { openFolderUploads } from '../../functions/store/upload-folder.ts';
import { createTipOffStore } from '../../functions/store/tip-off-store.ts';
import type { TipOffDesk } from '../../src/domain/tip-off-desk.ts';
import { freshStore } from '../support/database.ts';

export const NOW = '2026-07-01T02:34:00.000Z';
export const newReceipt = (): string => makeReceipt(randomBytes(10));

export interface TipOffSite {
  app: Hono;
  deskFor(address: string): TipOffDesk;
  tipOffs: TipOffStore;
  attachments: AttachmentStore;
  folder: string;
  pool: pg.Pool;
  masterKey: Uint8Array;
  uploads: UploadStore;
  uploadFolder: string;
}

/** One decoder for all sites of a test file, as there is one in a server. */
const cleanPhoto = createPhotoCleaner();

/** The tip-off part of a server on a fresh database and a fresh attachment folder. */
export async function tipOffSite(
  submitsPerMinute = 1000,
  receiptKey: Uint8Array = randomBytes(32),
): Promise<TipOffSite> {
  const { pool } = await freshStore();
  const folder = await mkdtemp(join(tmpdir(), 'anlan-attachments-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const attachments = await openFolderAttachments(folder);
  const masterKey = randomBytes(32);
  const uploadFolder = join(folder, '..', `${basename(folder)}-uploads`);
  onTestFinished(() => rm(uploadFolder, { recursive: true, force: true }));
  const uploads = await openFolderUploads(uploadFolder, masterKey);
  const database = openDatabase(pool);
  const tipOffs = createTipOffStore({
    database,
    attachments,
    masterKey,
    receiptKey,
  });
  const pace = (points: number) =>
    createVisitorPace({ points, durationSeconds: 60, now: () => Date.parse(NOW) });
  const deps: TipOffDeskDeps = {
    tipOffs,
    cleanPhoto,
    uploads,
    categories: new Map([
      ['mining', 'hazard'],
      ['fire-exit', 'fire'],
      ['flood', 'situation'],
    ]),
    sealing: { listCustodianKeys: createCaseMoney(database).listCustodianKeys, sealTo },
    isKnownRegion: (adcode) => adcode.startsWith('654225'),
    now: () => NOW,
    submitPace: pace(submitsPerMinute),
  };
  const addressOf = () => '203.0.113.7';
  const workGate = createWorkGate({
    path: '/api/tip-offs',
    masterKey,
    now: () => Date.parse(NOW),
    freeInWindow: submitsPerMinute,
    smallestWork: 8,
  });
  const uploadPace = pace(10_000);
  const app = tipOffRoutes({ ...deps, workGate, uploadPace, addressOf });
  app.route('/', preparationRoutes({ ...deps, workGate, addressOf }));
  const tus = createTusServer(UPLOADS_PATH, MAX_PHOTO_BYTES, {
    uploads,
    now: () => NOW,
    maxTotalBytes: 64 * 1024 * 1024,
  });
  app.route('/', uploadRoutes({ tus: () => Promise.resolve(tus), uploadPace, addressOf }));
  return {
    app,
    deskFor: createTipOffDesks(deps),
    tipOffs,
    attachments,
    folder,
    pool,
    masterKey,
    uploads,
    uploadFolder,
  };
}

export interface FormParts {
  fields?: Record<string, string>;
  photos?: readonly Uint8Array[];
}

/** The form as a browser sends it; `fields` replaces or adds. */
export function tipOffForm({ fields = {}, photos = [] }: FormParts = {}): FormData {
  const form = new FormData();
  const all = { kind: 'hazard', category: 'mining', text: '矿井口没有围栏', place: '东山', ...fields };
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  photos.forEach((bytes, i) =>
    form.append('photos', new File([Uint8Array.from(bytes)], `我_文件名标记甲_${i}.jpg`)),
  );
  return form;
}

export function postTipOff(
  app: Hono,
  form: FormData,
  headers: Record<string, string> = {},
): Promise<Response> {
  return Promise.resolve(app.request('/api/tip-offs', { method: 'POST', body: form, headers }));
}

/** Number, kind and steps of the one tip-off of this site, as they are stored. */
export async function stepsOf({
  pool,
}: TipOffSite): Promise<{ caseNo: string; kind: string; events: string[] }[]> {
  const { rows } = await pool.query<{ caseNo: string; kind: string; events: string[] }>(
    `select t.case_no as "caseNo", t.kind, array_agg(e.event order by e.sequence) as events
       from tip_off t join tip_off_event e on e.tip_off_id = t.id group by t.id order by t.sequence`,
  );
  return rows;
}
