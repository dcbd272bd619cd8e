import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { mailMessage } from './mail-message.ts';
import { isHostAllowed, outletLookup, plainHost } from './outlet-address.ts';
import type { HandOver, Outlet, OutletResult } from './outlet-contract.ts';
import { ADDRESS_PRIVATE, type Resolve } from './public-lookup.ts';

export interface MailOptions {
  host: string;
  port: number;
  /** `tls` from the first byte (465), or `starttls` (587), which is then demanded: never in the clear. */
  security: 'tls' | 'starttls';
  user: string | null;
  password: string | null;
  from: string;
  to: readonly string[];
  isInternal: boolean;
  timeoutMs?: number;
  /** A certificate a test's own server is signed with. */
  extraCa?: string;
  resolve?: Resolve;
}

const TIMEOUT_MS = 20_000;
/** A server may take each command just in time; the whole conversation still ends. */
const WHOLE_MS = 60_000;

/** Plain words with CAP attached, to institutions that read mail. Recipients do not see each other. */
export function mailOutlet(options: MailOptions): Outlet {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const host = plainHost(options.host) ?? '';
  const lookup = outletLookup(options.isInternal, options.resolve);

  const transport = createTransport({
    host,
    port: options.port,
    secure: options.security === 'tls',
    requireTLS: true,
    ...(options.user === null ? {} : { auth: { user: options.user, pass: options.password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(options.extraCa === undefined ? {} : { ca: options.extraCa }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options, done) => {
      const socket: Socket = connect({ host, port: options.port, lookup, timeout: timeoutMs });
      socket.once('timeout', () => socket.destroy(new Error('connecting took too long')));
      socket.once('error', (error) => done(error));
      socket.once('connect', () => {
        socket.removeAllListeners();
        done(null, { connection: socket });
      });
    },
  });

  async function handOver(message: HandOver): Promise<OutletResult> {
    if (host === '') return { outcome: 'refused', trouble: 'address-not-allowed' };
    if (!isHostAllowed(host, options.isInternal)) return { outcome: 'refused', trouble: 'address-private' };
    const left = options.to.filter((address) => !message.done.includes(nameOf(address)));
    if (left.length === 0) return { outcome: 'delivered' };
    try {
      const { accepted, rejectedErrors } = await transport.sendMail({
        ...mailMessage(message, options.from),
        envelope: { from: options.from, to: left },
        signal: AbortSignal.timeout(WHOLE_MS),
      });
      if (accepted.length === left.length) return { outcome: 'delivered' };
      const done = [...message.done, ...accepted.map(nameOf)];
      const isLasting = (rejectedErrors ?? []).every((error) => error.permanent === true);
      return isLasting
        ? { outcome: 'refused', trouble: 'recipients-refused', done }
        : { outcome: 'later', trouble: 'receiver-busy', seconds: null, done };
    } catch (error) {
      return judge(error);
    }
  }

  return {
    handOver,
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}

/** Nothing of this names a person: kept beside the hand-over, so that a retry leaves out who has it. */
function nameOf(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 16);
}

/** A 5xx answer stays what it is until a person changes something; everything else may pass. */
function judge(error: unknown): OutletResult {
  const { code, permanent, responseCode } = error as Record<'code' | 'permanent' | 'responseCode', unknown>;
  if (code === ADDRESS_PRIVATE) return { outcome: 'refused', trouble: 'address-private' };
  if (code === 'ETLS') return { outcome: 'refused', trouble: 'encryption-missing' };
  if (permanent !== true)
    return {
      outcome: 'later',
      trouble: responseCode === undefined ? 'no-answer' : 'receiver-busy',
      seconds: null,
    };
  if (code === 'EAUTH') return { outcome: 'refused', trouble: 'credentials-refused' };
  return { outcome: 'refused', trouble: code === 'EENVELOPE' ? 'recipients-refused' : 'receiver-refused' };
}
