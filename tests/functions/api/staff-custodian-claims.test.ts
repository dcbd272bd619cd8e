import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../../src/domain/instant.ts';
import { approver, custodian, handler, NAME, openCustody, toClaimed } from '../custodian-fixture.ts';

type Desk = Awaited<ReturnType<typeof openCustody>>;
const ID_NUMBER = '11010519491231002X';

const itemOf = async (desk: Desk, id: string): Promise<number> => {
  const view = await desk.ask(custodian, 'GET', `/cases/${id}`);
  return (view.json['items'] as { sequence: number }[])[0]?.sequence ?? 0;
};

test('nothing is cleared for payment before the claimant was tagged and a person found nothing against it', async () => {
  const desk = await openCustody();
  const id = await desk.file({ claim: JSON.stringify({ name: NAME, idNumber: ID_NUMBER }) });
  const isCleared = () => desk.deps.custody.claimIsCleared(id);
  const tag = (as: typeof handler, value: unknown) =>
    desk.ask(as, 'POST', `/cases/${id}/tag`, { tag: value });
  const check = (ground: string, words = '已对照名册') =>
    desk.ask(custodian, 'POST', `/cases/${id}/check`, { ground, words });
  const open = async () =>
    desk.ask(custodian, 'POST', `/cases/${id}/open`, { sequence: await itemOf(desk, id), reason: '' });
  const right = 'a1'.repeat(32);
  // Not before the reporter claims.
  expect((await open()).json['word']).toBe('identity-closed');
  expect((await tag(custodian, right)).status).toBe(409);
  await toClaimed(desk, id);
  expect(await desk.deps.custody.listWaiting()).toEqual([id]);
  expect((await open()).status).toBe(200);
  expect((await check('clear')).json['word']).toBe('person-tag-missing');
  // An ID number in place of a tag is refused by its shape and stands in no log.
  for (const wrong of [ID_NUMBER, right.toUpperCase(), '', null])
    expect((await tag(custodian, wrong)).status).toBe(422);
  for (const other of [handler, approver])
    expect((await tag(other, right)).json['word']).toBe('role-missing');
  const first = await tag(custodian, right);
  expect(first.json).toMatchObject({
    monthFen: 300_000,
    yearFen: 300_000,
    claims: [{ fen: 300_000, isPaid: false }],
  });
  expect(await isCleared()).toBe(false);
  expect((await check('clear', '')).status).toBe(422);
  expect((await check('cousin')).status).toBe(422);
  await check('relative', '对照近亲属申报');
  expect(await isCleared()).toBe(false);
  await check('clear');
  expect(await isCleared()).toBe(true);
  expect(await desk.deps.custody.listWaiting()).toEqual([]);
  expect((await desk.lines()).filter(({ action }) => action === 'claim-checked').map(({ to }) => to)).toEqual(
    ['clear', 'relative'],
  );
  expect(JSON.stringify(await desk.lines())).not.toContain(right);

  // The same person again changes nothing; another person was not looked at.
  await tag(custodian, right);
  expect(await isCleared()).toBe(true);
  await tag(custodian, 'c3'.repeat(32));
  expect(await isCleared()).toBe(false);
  await tag(custodian, right);
  expect(await isCleared()).toBe(false);

  // The same person elsewhere: known by the tag alone.
  const second = await desk.file({ claim: '{}' });
  await toClaimed(desk, second);
  const told = await desk.ask(custodian, 'POST', `/cases/${second}/tag`, { tag: right });
  expect(told.json).toMatchObject({ yearFen: 600_000 });
  expect(told.json['claims']).toHaveLength(2);
  const stranger = await desk.ask(custodian, 'POST', `/cases/${second}/tag`, { tag: 'b2'.repeat(32) });
  expect(stranger.json).toMatchObject({ yearFen: 300_000 });
});

test('a key is registered once by its public half, and the one before it retires', async () => {
  const desk = await openCustody();
  const add = (as: typeof handler, recipient: string) =>
    desk.ask(as, 'POST', '/keys', { recipient, reason: '定期更换' });
  expect((await add(custodian, desk.secret)).status).toBe(422);
  expect((await add(custodian, desk.recipient)).json['word']).toBe('recipient-invalid');
  expect((await add(handler, desk.recipient)).status).toBe(403);
  desk.wait(HOUR_MS);
  const next = await identityToRecipient(await generateX25519Identity());
  expect((await add(custodian, next)).status).toBe(201);
  const { keys } = (await desk.ask(custodian, 'GET', '/keys')).json as {
    keys: { id: string; recipient: string; retiredAt: string | null }[];
  };
  expect(keys.map(({ recipient, retiredAt }) => [recipient, retiredAt !== null])).toEqual([
    [next, false],
    [desk.recipient, true],
  ]);
  const retire = (id: string) => desk.ask(custodian, 'POST', `/keys/${id}/retire`, { reason: '泄露' });
  expect((await retire(keys[0]?.id ?? '')).status).toBe(204);
  expect((await retire(keys[0]?.id ?? '')).status).toBe(409);
  expect(JSON.stringify(await desk.lines())).not.toContain('AGE-SECRET');
});
