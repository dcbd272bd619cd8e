import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';
import { browserEnvironment, bundledChromium, findProgram, ownFolder } from './browser-files.ts';
import type { OwnFolder } from './browser-files.ts';

// Not the package's own list: that one turns web security off. The machine may be closed, so nothing phones home.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** The Chromium that comes with `npm ci`: always there. It refuses every notification permission. */
export async function launchBundledChromium(): Promise<Browser> {
  const { executable, libraries } = await bundledChromium();
  const folder = await ownFolder('chromium');
  const environment = await browserEnvironment(folder.path);
  const inherited = process.env['LD_LIBRARY_PATH'];
  const browser = await chromium.launch({
    executablePath: executable,
    args: [...quiet, '--no-zygote'],
    env: { ...environment, LD_LIBRARY_PATH: [libraries, inherited].filter(Boolean).join(':') },
  });
  return closingWith(browser, folder);
}

export const fullChromiumPath = (): string | null =>
  findProgram(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'], 'ANLAN_CHROMIUM');

/**
 * A real Chromium with a profile of its own (push and notifications do not work in an incognito context).
 * Call only when `fullChromiumPath()` is not null; see `browser.ts`. With `keptProfile` it starts again where it was.
 */
export async function launchFullChromium(
  args: readonly string[] = [],
  keptProfile?: string,
): Promise<BrowserContext> {
  const executablePath = fullChromiumPath();
  if (executablePath === null) throw new Error('no Chromium on this machine');
  const folder = await ownFolder('full-chromium');
  const context = await chromium.launchPersistentContext(keptProfile ?? `${folder.path}/profile`, {
    executablePath,
    args: [...quiet, ...args],
    env: await browserEnvironment(folder.path),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  return closingWith(context, folder);
}

/** Takes the folder away after the browser, which writes its profile to the last moment. */
function closingWith<T extends { close: () => Promise<void> }>(opened: T, folder: OwnFolder): T {
  const close = opened.close.bind(opened);
  opened.close = async () => {
    await close();
    await folder.remove();
  };
  return opened;
}
