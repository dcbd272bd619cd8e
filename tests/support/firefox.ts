import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { browserEnvironment, findProgram, ownFolder } from './browser-files.ts';
import { BidiConnection } from './firefox-bidi.ts';

export const firefoxPath = (): string | null => findProgram(['firefox-esr', 'firefox'], 'ANLAN_FIREFOX');

/** One tab of a stock Firefox. */
export interface FirefoxTab {
  goto: (url: string) => Promise<void>;
  /** Runs an expression (a promise is awaited) as if the person had just clicked; the value must be JSON. */
  evaluate: <T>(expression: string) => Promise<T>;
  close: () => Promise<void>;
}

export interface Firefox {
  newTab: () => Promise<FirefoxTab>;
  close: () => Promise<void>;
}

type Preferences = Record<string, string | number | boolean>;

/** What an offline push test needs; each was found necessary (with automation on, Firefox turns push off). */
export const pushPreferences = (serverUrl: string): Preferences => ({
  'dom.push.serverURL': serverUrl,
  'dom.push.testing.allowInsecureServerURL': true,
  'dom.push.connection.enabled': true,
  'dom.push.retryBaseInterval': 200,
  'permissions.default.desktop-notification': 1,
  // A machine without a desktop has no notification daemon; showNotification would throw.
  'alerts.useSystemBackend': false,
});

const quiet: Preferences = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
  'intl.accept_languages': 'zh-CN',
};

/**
 * Starts stock Firefox, headless, with a profile of its own, or with one that an earlier start has left. Call only when
 * `firefoxPath()` is not null.
 */
export async function launchFirefox(preferences: Preferences = {}, keptProfile?: string): Promise<Firefox> {
  const program = firefoxPath();
  if (program === null) throw new Error('no Firefox on this machine');
  const folder = await ownFolder('firefox');
  const profile = keptProfile ?? join(folder.path, 'profile');
  await mkdir(profile, { recursive: true });
  const lines = Object.entries({ ...quiet, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    program,
    ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile],
    {
      env: await browserEnvironment(folder.path),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const bidi = await BidiConnection.open(`${await listeningAddress(child)}/session`);
  await bidi.send('session.new', { capabilities: {} });
  return {
    newTab: () => openTab(bidi),
    close: async () => {
      await bidi.send('browser.close').catch(() => child.kill('SIGKILL'));
      await exited;
      bidi.close();
      await folder.remove();
    },
  };
}

function listeningAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stderr) throw new Error('Firefox was started without its error output');
    const heard: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      heard.push(line);
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${heard.join('\n')}`)));
  });
}

async function openTab(bidi: BidiConnection): Promise<FirefoxTab> {
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' });
  return {
    goto: async (url) => {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    evaluate: async <T>(expression: string): Promise<T> => {
      const answer = await bidi.send<{
        result?: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', {
        expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
        target: { context },
        awaitPromise: true,
        userActivation: true,
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return JSON.parse(answer.result?.value ?? 'null') as T;
    },
    close: async () => {
      await bidi.send('browsingContext.close', { context });
    },
  };
}
