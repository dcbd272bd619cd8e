import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../../src/domain/instant.ts';
import {
  approver,
  custodian,
  handler,
  identityText,
  intake,
  member,
  NAME,
  openCustody,
} from '../custodian-fixture.ts';

type Desk = Awaited<ReturnType<typeof openCustody>>;

async function asked(
  desk: Desk,
  id: string,
): Promise<{ secret: string; recipient: string; version: number }> {
  const secret = await generateX25519Identity();
  const recipient = await identityToRecipient(secret);
  const before = await desk.ask(handler, 'GET', `/cases/${id}`);
  const done = await desk.ask(handler, 'POST', `/cases/${id}/ask`, {
    version: before.json['version'],
    reason: '要请他指认位置',
    recipient,
  });
  expect(done.status).toBe(204);
  const after = await desk.ask(custodian, 'GET', `/cases/${id}`);
  return { secret, recipient, version: Number(after.json['version']) };
}

const itemOf = async (desk: Desk, id: string): Promise<number> => {
  const view = await desk.ask(custodian, 'GET', `/cases/${id}`);
  return (view.json['items'] as { sequence: number }[])[0]?.sequence ?? 0;
};

test('a name goes from the reporter to the browser that asked, and stands readable nowhere between', async () => {
  const desk = await openCustody();
  const id = await desk.file({ identity: identityText() });
  const request = await asked(desk, id);
  const sequence = await itemOf(desk, id);
  const opened = await desk.ask(custodian, 'POST', `/cases/${id}/open`, { sequence, reason: '' });
  const plain = await desk.open(opened.bytes);
  expect(plain).not.toBeNull();
  const sealed = await desk.reseal(request.recipient, plain ?? new Uint8Array());
  const granted = await desk.ask(custodian, 'POST', `/cases/${id}/grant`, {
    version: request.version,
    hours: 4,
    sealed,
  });
  expect(granted.status).toBe(204);

  const read = await desk.ask(handler, 'GET', `/cases/${id}/identity`);
  expect(read.status).toBe(200);
  expect(Buffer.from((await desk.open(read.bytes, request.secret)) ?? []).toString()).toContain(NAME);
  // Not with the custodian's key: it was sealed for one browser alone.
  expect(await desk.open(read.bytes)).toBeNull();

  // 65: by anybody else, and after its time, whatever the clock's job has done by then.
  for (const other of [intake, approver, custodian, member('handler-2', 'handler')]) {
    const refused = await desk.ask(other, 'GET', `/cases/${id}/identity`);
    expect([other.id, refused.status, refused.json['word']]).toEqual([other.id, 403, 'identity-closed']);
  }
  desk.wait(4 * HOUR_MS);
  expect((await desk.ask(handler, 'GET', `/cases/${id}/identity`)).status).toBe(403);

  const lines = await desk.lines();
  expect(lines.filter(({ action }) => action === 'identity-read')).toHaveLength(1);
  expect(lines.filter(({ action, to }) => action === 'case-refused' && to === 'read-identity')).toHaveLength(
    5,
  );
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'case-ask-identity',
      'identity-opened',
      'case-grant-identity',
      'custodian-key-added',
    ]),
  );
  // Every table as it would be dumped, the log included.
  const { rows } = await desk.site.pool.query<{ all: string }>(
    `select string_agg(query_to_xml('select * from ' || quote_ident(table_name), true, false, '')::text, '') as all
     from information_schema.tables where table_schema = 'public'`,
  );
  expect(rows[0]?.all).toContain('custodian-key-added');
  expect(rows[0]?.all).not.toContain(NAME);
  expect(rows[0]?.all).not.toContain('13900000000');
});

test('a name is not opened without a request, by who asked, or by a role that may not; each try is a line', async () => {
  const desk = await openCustody();
  const id = await desk.file({ identity: identityText() });
  const sequence = await itemOf(desk, id);
  const open = (as: typeof handler) =>
    desk.ask(as, 'POST', `/cases/${id}/open`, { sequence, reason: '看看' });
  expect((await open(custodian)).json['word']).toBe('identity-closed');
  for (const other of [intake, handler, approver])
    expect((await open(other)).json['word']).toBe('role-missing');
  // 64: a custodian of another tree.
  const elsewhere = { ...member('far', 'custodian'), adcodes: ['640000'] };
  expect((await open(elsewhere)).status).toBe(403);
  expect((await desk.lines()).filter(({ action }) => action === 'case-refused')).toHaveLength(5);

  const request = await asked(desk, id);
  const sealed = await desk.reseal(request.recipient, Buffer.from('x'));
  const grant = (as: typeof handler, change: object = {}) =>
    desk.ask(as, 'POST', `/cases/${id}/grant`, { version: request.version, hours: 4, sealed, ...change });
  // To oneself, even with both roles.
  const both = member('handler', 'handler', 'custodian');
  expect((await grant(both)).json['word']).toBe('second-person-needed');
  expect((await desk.ask(both, 'POST', `/cases/${id}/open`, { sequence, reason: '' })).status).toBe(403);
  expect((await grant(intake)).json['word']).toBe('role-missing');
  // 66: a stale version; times and texts that are none.
  expect((await grant(custodian, { version: request.version - 1 })).json['word']).toBe('case-changed');
  for (const hours of [0, -1, 73, 1.5, '4', null])
    expect((await grant(custodian, { hours })).status).toBe(422);
  const readable = Buffer.from(identityText()).toString('base64url');
  for (const wrong of [readable, '', 'ä', 5])
    expect((await grant(custodian, { sealed: wrong })).status).toBe(422);
  // Nobody got anything out of all this.
  expect((await desk.ask(handler, 'GET', `/cases/${id}/identity`)).status).toBe(403);

  const refuse = await desk.ask(custodian, 'POST', `/cases/${id}/refuse`, {
    version: request.version,
    reason: '先留言问',
  });
  expect(refuse.status).toBe(204);
  expect(await desk.deps.custody.findRequest(id)).toBeNull();
  expect((await desk.deps.cases.readContent(id))?.notes.map(({ kind, text }) => [kind, text])).toEqual([
    ['identity-refused', '先留言问'],
  ]);
});

test('an access is ended before its time, a handler sees nothing sealed, and a request needs words and a key', async () => {
  const desk = await openCustody();
  const id = await desk.file({ identity: identityText(), original: 'raw' });
  const version = (await desk.ask(handler, 'GET', `/cases/${id}`)).json['version'];
  const ask = (body: object) =>
    desk.ask(handler, 'POST', `/cases/${id}/ask`, {
      version,
      reason: '要指认',
      recipient: desk.recipient,
      ...body,
    });
  for (const body of [
    { reason: '  ' },
    { recipient: desk.secret },
    { recipient: `${desk.recipient.slice(0, -1)}${desk.recipient.endsWith('q') ? 'p' : 'q'}` },
    { more: 1 },
  ])
    expect((await ask(body)).status).toBe(422);
  const request = await asked(desk, id);
  const view = await desk.ask(handler, 'GET', `/cases/${id}`);
  expect(view.json['items']).toEqual([]);
  expect((await desk.ask(intake, 'GET', `/cases/${id}`)).status).toBe(403);
  const sealed = await desk.reseal(request.recipient, Buffer.from(identityText()));
  await desk.ask(custodian, 'POST', `/cases/${id}/grant`, { version: request.version, hours: 4, sealed });
  const end = await desk.ask(custodian, 'POST', `/cases/${id}/end`, { version: request.version + 1 });
  expect(end.status).toBe(204);
  expect((await desk.ask(handler, 'GET', `/cases/${id}/identity`)).status).toBe(403);
  expect(await desk.deps.custody.readForAsker(id)).toBeNull();

  // An original with a reason only; nothing at all once the tip's key is destroyed.
  const items = (await desk.ask(custodian, 'GET', `/cases/${id}`)).json['items'] as {
    sequence: number;
    kind: string;
  }[];
  const original = items.find(({ kind }) => kind === 'original')?.sequence;
  const open = (reason: string) =>
    desk.ask(custodian, 'POST', `/cases/${id}/open`, { sequence: original, reason });
  expect((await open('')).json['word']).toBe('reason-missing');
  expect(Buffer.from((await desk.open((await open('核对拍摄时间')).bytes)) ?? []).toString()).toBe('raw');
  const other = await desk.file({});
  expect(
    (await desk.ask(custodian, 'POST', `/cases/${other}/open`, { sequence: original, reason: '猜' })).status,
  ).toBe(404);
  await desk.deps.cases.destroyKey(id);
  expect((await open('再看')).json['word']).toBe('sealed-unknown');
});
