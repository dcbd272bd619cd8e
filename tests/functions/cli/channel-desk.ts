import type { OutletResult } from '../../../functions/channels/outlet-contract.ts';
import { operatorOutletRoutes } from '../../../functions/api/operator-outlets.ts';
import { judgeSettings } from '../../../functions/channels/outlet-settings.ts';
import { newWebhookSecret } from '../../../functions/channels/signature.ts';
import { openCommandLine, type CommandLine } from '../../support/command-line.ts';
import { openOffice, type Office } from '../outlet-fixture.ts';

export const NOW = '2026-07-01T03:00:00.000Z';

export interface ChannelDesk extends CommandLine {
  office: Office;
  /** What the receiver of a test message says. */
  answer: OutletResult;
  addWebhook(...more: string[]): ReturnType<CommandLine['anlan']>;
}

/** The command line with no channel yet, and one internal host on the operator's list. */
export async function openChannelDesk(): Promise<ChannelDesk> {
  const office = await openOffice(NOW);
  const line = await openCommandLine((dataFolder) => {
    const ways = {
      internalHosts: new Set(['sms.intranet']),
      dataFolder,
      isDemonstration: false,
      isProduction: false,
      now: () => NOW,
    };
    return operatorOutletRoutes({
      outlets: office.outlets,
      judge: (settings, isInternal) => judgeSettings(ways, settings, isInternal),
      open: () => ({ handOver: () => Promise.resolve(desk.answer), close: () => Promise.resolve() }),
      newSecret: newWebhookSecret,
      newId: () => '1',
      now: () => NOW,
      isKnownRegion: (code) => code.startsWith('654225'),
      publicUrl: 'https://yjglj.example.gov.cn',
    });
  });
  const desk: ChannelDesk = {
    ...line,
    office,
    answer: { outcome: 'delivered' },
    addWebhook: (...more) =>
      line.anlan(
        'channel',
        'add',
        'webhook',
        'sms',
        '--name',
        '短信网关',
        '--url',
        'https://sms.example.cn/hook?key=k1',
        ...more,
      ),
  };
  return desk;
}
