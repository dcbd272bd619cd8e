import { createHash, randomBytes } from 'node:crypto';
import { chmod, link, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import webPush from 'web-push';
import { HostRefusal } from './host-refusal.ts';

/** The secrets of one portal, each in a file of its own (0600). Made once; losing or changing one cannot be repaired. */
export interface Keys {
  /** Every subscription is bound to it: with another one all devices would have to subscribe again. */
  vapid: { publicKey: string; privateKey: string };
  /** Lets the command line speak to the server. The only one that may be replaced: delete the file and restart. */
  operatorToken: string;
  /** 32 bytes; wraps the keys of tip-offs. */
  masterKey: Uint8Array;
  /** 32 bytes; keyed hash of receipts. With another one no reporter's receipt opens anything. */
  receiptKey: Uint8Array;
  /** 32 bytes; signs staff sessions and encrypts TOTP secrets. With another one everybody's second factor is set up anew. */
  staffKey: Uint8Array;
  /** Digest over those whose loss cannot be repaired, without the token and staff.key; the database remembers it. */
  fingerprint: string;
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Reads the keys, making those that are missing. Never overwrites; a damaged file is refused, not replaced. */
export async function openKeys(folder: string): Promise<Keys> {
  const secret = () => randomBytes(32).toString('base64url');
  const vapidText = await readOrMake(folder, 'vapid.json', () => JSON.stringify(webPush.generateVAPIDKeys()));
  const operatorToken = await readOrMake(folder, 'operator-token', secret);
  const master = await readOrMake(folder, 'master.key', secret);
  const receipt = await readOrMake(folder, 'receipt.key', secret);
  const staff = await readOrMake(folder, 'staff.key', secret);
  const vapid = parseVapid(vapidText);
  if (!vapid) throw damaged(join(folder, 'vapid.json'));
  for (const [name, value] of Object.entries({
    'master.key': master,
    'receipt.key': receipt,
    'staff.key': staff,
  }))
    if (!SECRET.test(value)) throw damaged(join(folder, name));
  if (operatorToken.length < 20) throw damaged(join(folder, 'operator-token'));
  return {
    vapid,
    operatorToken,
    masterKey: Buffer.from(master, 'base64url'),
    receiptKey: Buffer.from(receipt, 'base64url'),
    staffKey: Buffer.from(staff, 'base64url'),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([vapid.publicKey, vapid.privateKey, master, receipt]))
      .digest('hex'),
  };
}

async function readOrMake(folder: string, name: string, make: () => string): Promise<string> {
  const path = join(folder, name);
  if (!(await stat(path).catch(() => null))) await createFile(path, `${make()}\n`);
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) await chmod(path, 0o600);
  return (await readFile(path, 'utf8')).trim();
}

/** Whole, durable, and only if there is none: a key that was handed out must survive the next power cut. */
async function createFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
}

function parseVapid(text: string): Keys['vapid'] | null {
  try {
    const { publicKey, privateKey } = JSON.parse(text) as Partial<Keys['vapid']>;
    if (!/^[A-Za-z0-9_-]{87}$/.test(publicKey ?? '') || !SECRET.test(privateKey ?? '')) return null;
    return { publicKey: publicKey ?? '', privateKey: privateKey ?? '' };
  } catch {
    return null;
  }
}

function damaged(path: string): HostRefusal {
  return new HostRefusal(
    `密钥文件已损坏：${path}\n请从备份恢复它。不要删除后重建：重建会使所有订阅失效、已有查询码打不开。`,
  );
}
