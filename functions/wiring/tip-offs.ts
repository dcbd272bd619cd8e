import { join } from 'node:path';
import type { TipOffDesk } from '../../src/domain/tip-off-desk.ts';
import { MAX_PHOTO_BYTES, type PhotoCleaner } from '../../src/domain/tip-off.ts';
import { createTipOffDesks } from '../api/tip-off-desk.ts';
import { preparationRoutes } from '../api/tip-off-preparation.ts';
import { uploadRoutes, UPLOADS_PATH } from '../api/tip-off-uploads.ts';
import { tipOffRoutes } from '../api/tip-offs.ts';
import { createPhotoCleaner } from '../http/photo-pipeline.ts';
import { sealTo } from '../http/seal-to.ts';
import { createWorkGate } from '../http/work-gate.ts';
import { workPurges } from '../jobs/purge.ts';
import { openFolderAttachments } from '../store/attachments.ts';
import { createCaseMoney } from '../store/case-money.ts';
import { openDatabase } from '../store/database.ts';
import { openFolderUploads } from '../store/upload-folder.ts';
import type { TusAnswering } from '../store/tus-server.ts';
import { createTipOffStore } from '../store/tip-off-store.ts';
import { addressOf, type Area, type Base } from './base.ts';

/** A carrier's NAT holds thousands of people: these stop machines, not people. Of forms without script only. */
const SUBMITS_PER_TEN_MINUTES = 60;
const MEGABYTES_PER_TEN_MINUTES = 1500;
/** Of all uploads that are not filed yet: a disk that is full would silence the warnings too. */
const MAX_UPLOADS_BYTES = 4 * 1024 ** 3;

export interface TipOffArea extends Area {
  /** What one visitor may do about tip-offs without script. */
  deskFor(clientAddress: string): TipOffDesk;
  /** The one cleaner of this server: photos pass it one at a time, whoever sent them. */
  cleanPhoto: PhotoCleaner;
}

/** Filing a tip-off, and clearing away what nobody refers to. */
export async function wireTipOffs(base: Base): Promise<TipOffArea> {
  const { persistence, catalogue, now } = base;
  const { keys, jobs, pool } = persistence;
  const attachments = await openFolderAttachments(persistence.folder.attachments);
  const database = openDatabase(pool);
  const tipOffs = createTipOffStore({
    database,
    attachments,
    masterKey: keys.masterKey,
    receiptKey: keys.receiptKey,
  });
  const uploads = await openFolderUploads(join(persistence.folder.path, 'uploads'), keys.masterKey);
  await workPurges(jobs, { tipOffs, attachments, uploads, now });
  const deps = {
    tipOffs,
    cleanPhoto: createPhotoCleaner(),
    uploads,
    categories: catalogue.tipOffCategories,
    isKnownRegion: catalogue.isKnownRegion,
    sealing: { listCustodianKeys: createCaseMoney(database).listCustodianKeys, sealTo },
    now,
    submitPace: base.paceOf(SUBMITS_PER_TEN_MINUTES),
  };
  // The library is loaded when somebody uploads: a start has enough to read.
  let tus: Promise<TusAnswering> | undefined;
  const uploadPace = base.paceOf(MEGABYTES_PER_TEN_MINUTES);
  const workGate = createWorkGate({
    path: '/api/tip-offs',
    masterKey: keys.masterKey,
    now: () => Date.now(),
  });
  const routes = tipOffRoutes({ ...deps, workGate, uploadPace, addressOf });
  routes.route('/', preparationRoutes({ ...deps, workGate, addressOf }));
  routes.route(
    '/',
    uploadRoutes({
      tus: () =>
        (tus ??= import('../store/tus-server.ts').then(({ createTusServer }) =>
          createTusServer(UPLOADS_PATH, MAX_PHOTO_BYTES, { uploads, now, maxTotalBytes: MAX_UPLOADS_BYTES }),
        )),
      uploadPace,
      addressOf,
    }),
  );
  return {
    cleanPhoto: deps.cleanPhoto,
    routes,
    deskFor: createTipOffDesks(deps),
  };
}
