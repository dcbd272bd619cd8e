import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Instant } from '../../src/domain/instant.ts';
import type { OutletSettings } from '../../src/domain/outlet-settings.ts';
import { blackholeOutlet } from './blackhole.ts';
import { fileDropOutlet } from './file-drop.ts';
import { mailOutlet } from './mail.ts';
import { checkWebhookUrl, isHostAllowed, plainHost } from './outlet-address.ts';
import type { Outlet } from './outlet-contract.ts';
import { isWebhookSecret } from './signature.ts';
import { webhookOutlet } from './webhook.ts';

export interface OutletWays {
  /** Hosts on the bureau's own network, exact names; beside them each outlet's own permission. */
  internalHosts: ReadonlySet<string>;
  /** The portal's own folder: keys and attachments are no place for a broadcast front-end. */
  dataFolder: string;
  /** Nothing leaves the machine. */
  isDemonstration: boolean;
  isProduction: boolean;
  now: () => Instant;
}

/** What people may see of where an outlet goes, or the field that is wrong and what it should be. */
export type SettingsVerdict = { address: string } | { path: string; detail: string };

const PRIVATE_DETAIL = '地址在内部网络；确实要用，请加 --allow-internal';

/** Whether an outlet may go there; asked before it is stored, and of the address again at each hand-over. */
export async function judgeSettings(
  ways: OutletWays,
  settings: OutletSettings,
  isAllowed: boolean,
): Promise<SettingsVerdict> {
  const wrong = (path: string, detail: string) => ({ path, detail });
  const isInternal = isAllowed || ways.internalHosts.has(hostOf(settings));
  switch (settings.kind) {
    case 'webhook': {
      const url = checkWebhookUrl(settings.url, isInternal);
      if (url === 'address-private') return wrong('url', PRIVATE_DETAIL);
      if (url === 'address-not-allowed')
        return wrong('url', '要写成 https:// 网址，端口 443 或 8443，不带用户名、口令和 #');
      if (!isWebhookSecret(settings.secret))
        return wrong('secret', '密钥要写成 whsec_ 加 24 到 64 字节的 Base64');
      return { address: `${url.host}${url.pathname}${url.search === '' ? '' : '?…'}` };
    }
    case 'mail': {
      const host = plainHost(settings.host);
      if (host === null) return wrong('host', '要写邮件服务器的主机名，不带端口');
      if (!isHostAllowed(host, isInternal)) return wrong('host', PRIVATE_DETAIL);
      return { address: `${host}:${settings.port}，${settings.to.length} 个收件人` };
    }
    case 'file-drop':
      return (await isUsableFolder(settings.folder, ways.dataFolder))
        ? { address: resolve(settings.folder) }
        : wrong('folder', '要写已有文件夹的完整路径，不能在数据目录里');
    case 'blackhole':
      return ways.isProduction ? wrong('kind', '黑洞只供开发和测试') : { address: '只记录，不发送' };
  }
}

/** The way itself. A demonstration has none but the blackhole. */
export function openOutlet(ways: OutletWays, settings: OutletSettings, isAllowed: boolean): Outlet {
  const isInternal = isAllowed || ways.internalHosts.has(hostOf(settings));
  if (settings.kind === 'blackhole') return blackholeOutlet();
  if (ways.isDemonstration) return demonstrationOutlet();
  if (settings.kind === 'file-drop') return fileDropOutlet(settings);
  if (settings.kind === 'mail') return mailOutlet({ ...settings, isInternal });
  return webhookOutlet({ ...settings, isInternal, now: ways.now });
}

/** An invented flood must not reach a single gateway. */
function demonstrationOutlet(): Outlet {
  return {
    handOver: () => Promise.resolve({ outcome: 'refused', trouble: 'demonstration' }),
    close: () => Promise.resolve(),
  };
}

function hostOf(settings: OutletSettings): string {
  if (settings.kind === 'mail') return plainHost(settings.host) ?? '';
  return settings.kind === 'webhook' ? (URL.parse(settings.url)?.hostname.replace(/^\[|\]$/g, '') ?? '') : '';
}

async function isUsableFolder(folder: string, dataFolder: string): Promise<boolean> {
  if (!isAbsolute(folder) || folder.includes('\0')) return false;
  const way = relative(resolve(dataFolder), resolve(folder));
  const isInside = way === '' || (!way.startsWith('..') && !isAbsolute(way));
  const found = await stat(folder).catch(() => null);
  return !isInside && found?.isDirectory() === true;
}
