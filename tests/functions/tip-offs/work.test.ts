import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { describe, expect, test } from 'vitest';
import { createWorkGate, type WorkChallenge, type WorkGate } from '../../../functions/http/work-gate.ts';
import { newReceipt, postTipOff, tipOffForm, tipOffSite } from '../tip-off-fixture.ts';

const masterKey = Buffer.alloc(32, 3);
const T0 = Date.parse('2026-07-01T00:00:00Z');

async function solved(given: WorkChallenge | Challenge): Promise<string> {
  const challenge = given as unknown as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

const sizeOf = ({ parameters }: WorkChallenge): number => (parameters['data'] as { size: number }).size;

describe('proof of work', () => {
  const open = (path = '/api/tip-offs') => {
    let time = T0;
    const gate = createWorkGate({ path, masterKey, now: () => time, freeInWindow: 2, smallestWork: 4 });
    const word = async (address: string, work = '') => {
      const admitted = await gate.admit(address, work);
      return admitted.ok ? 'admitted' : admitted.problem.word;
    };
    return { gate, word, later: (ms: number) => (time += ms) };
  };
  const press = async (gate: WorkGate, address: string, times: number) => {
    for (let i = 0; i < times; i += 1) {
      const free = await gate.admit(address, '');
      if (!free.ok)
        expect((await gate.admit(address, await solved(await gate.challenge(address)))).ok).toBe(true);
    }
  };

  test('is asked of an address under pressure only, grows with it to a bound, and never shuts the door', async () => {
    const { gate, word } = open();
    expect([await word('192.0.2.1'), await word('192.0.2.1'), await word('192.0.2.1')]).toEqual([
      'admitted',
      'admitted',
      'work-needed',
    ]);
    expect(await word('192.0.2.2')).toBe('admitted');
    const sizes: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      sizes.push(sizeOf(await gate.challenge('192.0.2.1')));
      await press(gate, '192.0.2.1', 10);
    }
    expect(sizes).toEqual([4, 8, 16, 32, 64, 128, 256, 256]);
    expect(await word('192.0.2.1', await solved(await gate.challenge('192.0.2.1')))).toBe('admitted');
  });

  test('counts once, within its time, for its path and from its server; and cheap work laid in does not pay for a flood', async () => {
    const { gate, word, later } = open();
    await press(gate, 'a', 2);
    const work = await solved(await gate.challenge('a'));
    expect([await word('a', work), await word('a', work), await word('b', work)]).toEqual([
      'admitted',
      'work-refused',
      'work-refused',
    ]);
    const late = await solved(await gate.challenge('a'));
    const hoarded = await solved(await gate.challenge('a'));
    await press(gate, 'a', 40);
    expect(await word('a', hoarded)).toBe('work-needed');
    later(10 * 60_000 + 1);
    expect(await word('a', late)).toBe('work-refused');
    expect(await word('c', await solved(await open('/api/other').gate.challenge('c')))).toBe('work-refused');
    const foreign = createWorkGate({
      path: '/api/tip-offs',
      masterKey: Buffer.alloc(32, 9),
      now: () => T0,
      smallestWork: 4,
    });
    expect(await word('c', await solved(await foreign.challenge('c')))).toBe('work-refused');
  });

  test('that was not done, was done for another sum, or is no work at all is refused', async () => {
    const { gate, word } = open();
    const challenge = await gate.challenge('a');
    const other = await gate.challenge('a');
    const solution = await solveChallenge({ challenge: other as unknown as Challenge, deriveKey });
    const as = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
    const cheaper = { ...challenge, parameters: { ...challenge.parameters, cost: 1, keyPrefix: '00' } };
    for (const wrong of [
      as({ challenge, solution }),
      as({ challenge, solution: { counter: 0, derivedKey: '' } }),
      await solved(cheaper),
      as({ challenge: other, solution: { ...solution, derivedKey: '00' } }),
      as([]),
      'not base64!',
      'x'.repeat(100_000),
    ])
      expect(await word('a', wrong)).toBe('work-refused');
  });
});

test('filing under pressure answers 428 with the sum to do, takes its answer once, and answers a retry without it', async () => {
  const site = await tipOffSite(1);
  const send = async (receipt: string, work = '') => {
    const response = await postTipOff(site.app, tipOffForm({ fields: { receipt, work } }));
    return {
      status: response.status,
      body: (await response.json()) as { word?: string; challenge?: Challenge },
    };
  };
  const first = newReceipt();
  expect((await send(first)).status).toBe(201);
  const receipt = newReceipt();
  const asked = await send(receipt);
  expect([asked.status, asked.body.word]).toEqual([428, 'work-needed']);
  if (asked.body.challenge === undefined) throw new Error('no challenge');
  const work = await solved(asked.body.challenge);
  expect((await send(receipt, work)).status).toBe(201);
  // The answer was lost on the way: the same again is the same tip-off, though its work is used up.
  expect((await send(receipt, work)).status).toBe(200);
  expect((await send(first)).status).toBe(200);
  const again = await send(newReceipt(), work);
  expect([again.status, again.body.word]).toEqual([409, 'work-refused']);
  const offered = await site.app.request('/api/tip-offs/challenge');
  expect(offered.headers.get('cache-control')).toBe('no-store');
  const fresh = await solved((await offered.json()) as Challenge);
  expect((await send(newReceipt(), fresh)).status).toBe(201);
});
