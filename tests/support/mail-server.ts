import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { makeLocalCertificate } from './http-certificate.ts';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it crossed the wire. */
  raw: string;
  isEncrypted: boolean;
}

export interface MailServer {
  port: number;
  ca: string;
  received: ReceivedMail[];
  /** SMTP codes by recipient: 450 later, 550 never. */
  refuse: Record<string, number>;
  /** Answers the whole message with this code. */
  refuseData: number | null;
  close(): Promise<void>;
}

export const MAIL_USER = { user: 'anlan', pass: 'right' };

/** A mail server on loopback. `security` none offers no encryption at all. */
export async function startMailServer(
  security: 'tls' | 'starttls' | 'none' = 'starttls',
): Promise<MailServer> {
  const certificate = await makeLocalCertificate();
  const said = (code: number): Error => Object.assign(new Error('told by the test'), { responseCode: code });
  const server = new SMTPServer({
    ...certificate,
    secure: security === 'tls',
    ...(security === 'none' ? { disabledCommands: ['STARTTLS'], allowInsecureAuth: true } : {}),
    authOptional: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      username === MAIL_USER.user && password === MAIL_USER.pass
        ? done(null, { user: username })
        : done(said(535)),
    onRcptTo: ({ address }, _session, done) => {
      const code = mail.refuse[address];
      return code === undefined ? done() : done(said(code));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (mail.refuseData !== null) return done(said(mail.refuseData));
        const { mailFrom, rcptTo } = session.envelope;
        mail.received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          isEncrypted: session.secure,
        });
        return done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const mail: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    ca: certificate.cert,
    received: [],
    refuse: {},
    refuseData: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mail;
}
