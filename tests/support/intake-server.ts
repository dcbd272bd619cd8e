/** Filing in a process of its own, on a real database and a real folder: what can be killed and weighed. */
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { tipOffRoutes } from '../../functions/api/tip-offs.ts';
import { uploadRoutes, UPLOADS_PATH } from '../../functions/api/tip-off-uploads.ts';
import { createPhotoCleaner } from '../../functions/http/photo-pipeline.ts';
import { createVisitorPace } from '../../functions/http/rate-limit.ts';
import { sealTo } from '../../functions/http/seal-to.ts';
import { createWorkGate } from '../../functions/http/work-gate.ts';
import { openFolderAttachments } from '../../functions/store/attachments.ts';
import { createCaseMoney } from '../../functions/store/case-money.ts';
import { openDatabase, openPool } from '../../functions/store/database.ts';
import { createTipOffStore } from '../../functions/store/tip-off-store.ts';
import { createTusServer } from '../../functions/store/tus-server.ts';
import { openFolderUploads } from '../../functions/store/upload-folder.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { MAX_PHOTO_BYTES } from '../../src/domain/tip-off.ts';

const [connectionString = '', folder = ''] = process.argv.slice(2);
/** Known to the test, which opens what was stored. */
const masterKey = Buffer.alloc(32, 1);
const receiptKey = Buffer.alloc(32, 2);
const database = openDatabase(openPool(connectionString, 4));
const attachments = await openFolderAttachments(join(folder, 'attachments'));
const uploads = await openFolderUploads(join(folder, 'uploads'), masterKey);
const now = () => toInstant(Date.now());
const pace = createVisitorPace({ points: 1e9, durationSeconds: 600, now: () => Date.now() });
const addressOf = () => '203.0.113.7';
const app = tipOffRoutes({
  tipOffs: createTipOffStore({ database, attachments, masterKey, receiptKey }),
  cleanPhoto: createPhotoCleaner(),
  categories: new Map([['mining', 'hazard']]),
  isKnownRegion: () => true,
  sealing: { listCustodianKeys: createCaseMoney(database).listCustodianKeys, sealTo },
  uploads,
  now,
  uploadPace: pace,
  workGate: createWorkGate({ path: '/api/tip-offs', masterKey, now: () => Date.now(), freeInWindow: 1e9 }),
  addressOf,
});
const tus = createTusServer(UPLOADS_PATH, MAX_PHOTO_BYTES, { uploads, now, maxTotalBytes: 4 * 1024 ** 3 });
app.route('/', uploadRoutes({ tus: () => Promise.resolve(tus), uploadPace: pace, addressOf }));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(`listening ${port}`));
