import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { mailOutlet, type MailOptions } from '../../../functions/channels/mail.ts';
import { mailMessage } from '../../../functions/channels/mail-message.ts';
import { MAIL_USER, startMailServer, type MailServer } from '../../support/mail-server.ts';
import { exampleHandOver, HOSTILE } from './hand-over-example.ts';

let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
  onTestFinished(() => server.close());
});

function outlet(change: Partial<MailOptions> = {}) {
  const made = mailOutlet({
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    user: null,
    password: null,
    from: 'anlan@yjglj.example.gov.cn',
    to: ['duty@example.cn', 'news@example.cn'],
    isInternal: true,
    extraCa: server.ca,
    timeoutMs: 500,
    ...change,
  });
  onTestFinished(() => made.close());
  return made;
}

const headersOf = (raw: string): string => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');

test('a mail goes encrypted to everyone at once, and nobody sees the others', async () => {
  expect(await outlet().handOver(exampleHandOver())).toEqual({ outcome: 'delivered' });
  expect(server.received).toMatchObject([
    { to: ['duty@example.cn', 'news@example.cn'], from: 'anlan@yjglj.example.gov.cn', isEncrypted: true },
  ]);
  expect(server.received[0]?.raw).not.toMatch(/duty@|news@/);
});

test('a mail goes over TLS from the first byte where the server wants it', async () => {
  const strict = await startMailServer('tls');
  onTestFinished(() => strict.close());
  const { port, ca } = strict;
  const result = await outlet({ port, extraCa: ca, security: 'tls' }).handOver(exampleHandOver());
  expect([result, strict.received.length]).toEqual([{ outcome: 'delivered' }, 1]);
});

test('what a bulletin says makes no header and no recipient', async () => {
  const texts = [{ mouth: 'sms-long' as const, language: 'zh-CN', mediaType: 'text/plain', text: HOSTILE }];
  await outlet().handOver(exampleHandOver({ title: HOSTILE, source: HOSTILE, texts }));
  const [mail] = server.received;
  expect(mail?.to).toEqual(['duty@example.cn', 'news@example.cn']);
  expect(headersOf(mail?.raw ?? '')).not.toMatch(/^Bcc:/im);
  expect(mailMessage(exampleHandOver({ title: HOSTILE }), 'a@b.cn').subject).not.toMatch(
    /[\r\n\u0007\u202e]/,
  );
});

test('CAP goes beside the words as a file named by ids', async () => {
  await outlet().handOver(exampleHandOver({ title: '../../x' }));
  const raw = server.received[0]?.raw ?? '';
  expect(raw).toMatch(/Content-Type: application\/cap\+xml; charset=utf-8/i);
  expect(raw).toMatch(/filename=alert-a1b2c3-1-cap\.xml/);
});

describe('the answer of a mail server becomes what to do', () => {
  test('a wrong password waits for a person, a right one opens', async () => {
    const { user, pass: password } = MAIL_USER;
    expect(await outlet({ user, password: 'wrong' }).handOver(exampleHandOver())).toEqual({
      outcome: 'refused',
      trouble: 'credentials-refused',
    });
    expect(await outlet({ user, password }).handOver(exampleHandOver())).toEqual({ outcome: 'delivered' });
  });

  test('without encryption nothing is sent, least of all a password', async () => {
    const open = await startMailServer('none');
    onTestFinished(() => open.close());
    const { user, pass: password } = MAIL_USER;
    const result = await outlet({ port: open.port, user, password }).handOver(exampleHandOver());
    expect(result).toEqual({ outcome: 'refused', trouble: 'encryption-missing' });
    expect(open.received).toEqual([]);
  });

  test.each([
    [450, { outcome: 'later', trouble: 'receiver-busy' }],
    [550, { outcome: 'refused', trouble: 'recipients-refused' }],
  ])('one recipient answered with %s: only that one is tried again', async (code, answer) => {
    const mail = outlet();
    server.refuse['news@example.cn'] = code;
    const first = await mail.handOver(exampleHandOver());
    expect(first).toMatchObject(answer);
    server.refuse = {};
    const done = 'done' in first ? (first.done ?? []) : [];
    expect(done.join()).not.toContain('@');
    expect(await mail.handOver(exampleHandOver({ done }))).toEqual({ outcome: 'delivered' });
    expect(server.received.map(({ to }) => to)).toEqual([['duty@example.cn'], ['news@example.cn']]);
  });

  test.each([
    [451, { outcome: 'later', trouble: 'receiver-busy', seconds: null }],
    [554, { outcome: 'refused', trouble: 'receiver-refused' }],
  ])('the whole mail answered with %s', async (code, answer) => {
    server.refuseData = code;
    expect(await outlet().handOver(exampleHandOver())).toEqual(answer);
  });

  test('who has it all is not written to again', async () => {
    server.refuse['news@example.cn'] = 450;
    const first = await outlet({ to: ['duty@example.cn', 'news@example.cn'] }).handOver(exampleHandOver());
    const done = 'done' in first ? (first.done ?? []) : [];
    const again = await outlet({ to: ['duty@example.cn'] }).handOver(exampleHandOver({ done }));
    expect([again, server.received.length]).toEqual([{ outcome: 'delivered' }, 1]);
  });
});

describe('the server cannot be led to knock on a neighbour', () => {
  const isPrivate = { outcome: 'refused', trouble: 'address-private' };
  test.each(['localhost', '127.0.0.1', '127.1', '::1', '0x7f000001'])('%s', async (host) => {
    expect(await outlet({ host, isInternal: false }).handOver(exampleHandOver())).toEqual(isPrivate);
    expect(server.received).toEqual([]);
  });

  test('a name that moved', async () => {
    const resolve: MailOptions['resolve'] = (_name, _options, answer) =>
      answer(null, [{ address: '127.0.0.1', family: 4 }]);
    const result = await outlet({ host: 'smtp.example.cn', isInternal: false, resolve }).handOver(
      exampleHandOver(),
    );
    expect(result).toEqual(isPrivate);
  });
});
