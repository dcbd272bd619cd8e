import { describe, expect, test } from 'vitest';
import { totpOf } from '../../support/staff.ts';
import { FORM, openBureau, PASSWORD } from './bureau.ts';

const wrong = { email: FORM.email, password: 'wrong horse battery' };
const right = { email: FORM.email, password: PASSWORD };

describe('guessing', () => {
  test('wrong passwords make the next try wait, each longer than the one before, and never longer than a quarter of an hour', async () => {
    const { member, tab, later } = await openBureau();
    await member();
    for (let tries = 0; tries < 5; tries += 1)
      expect(await tab().step('/sign-in/password', wrong)).toBe('sign-in-wrong');
    const waits: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      const response = await tab().post('/sign-in/password', right);
      expect(response.status).toBe(429);
      const wait = Number(response.headers.get('retry-after'));
      waits.push(wait);
      later(wait * 1000);
      expect(await tab().step('/sign-in/password', wrong)).toBe('sign-in-wrong');
    }
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(Math.max(...waits)).toBe(900);
    later(900_000);
    expect(await tab().step('/sign-in/password', right)).toBe('code');
  });

  test('forty tries at once are not forty guesses', async () => {
    const { member, tab } = await openBureau();
    await member();
    const words = await Promise.all(Array.from({ length: 40 }, () => tab().step('/sign-in/password', wrong)));
    expect(words.filter((word) => word === 'sign-in-wrong')).toHaveLength(5);
  });

  test('an address that nobody has is slowed down alike', async () => {
    const { tab } = await openBureau();
    const words = [];
    for (let tries = 0; tries < 6; tries += 1)
      words.push(await tab().step('/sign-in/password', { ...wrong, email: 'nobody@example.com' }));
    expect(words.at(4)).toBe('sign-in-wrong');
    expect(words.at(5)).toBe('too-many-requests');
  });

  test('strangers who guess do not keep the officer out at their own desk', async () => {
    const { member, tab, later } = await openBureau();
    const { tab: own, totpSecret } = await member();
    await own.step('/sign-out', {});
    for (let tries = 0; tries < 8; tries += 1) await tab('203.0.113.66').step('/sign-in/password', wrong);
    later(60_000);
    expect(await own.step('/sign-in/password', right)).toBe('code');
    expect(await own.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).toBe('inside');
  });

  test('a device cookie of one address is worth nothing for another', async () => {
    const { member, tab } = await openBureau();
    const { tab: own } = await member();
    await member({ email: 'li@example.com' });
    const stranger = tab();
    const device = [...own.jar].find(([name]) => name.endsWith('.device'));
    if (device) stranger.jar.set(...device);
    const words = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const email = 'li@example.com';
      words.push(await (tries % 2 === 0 ? stranger : tab()).step('/sign-in/password', { ...wrong, email }));
    }
    expect(words.at(5)).toBe('too-many-requests');
  });

  test('one address that tries everything is stopped', async () => {
    const { tab } = await openBureau();
    const words = new Set<string>();
    for (let tries = 0; tries < 201; tries += 1)
      words.add(await tab().step('/sign-in/set-up', { setup: `GUESS${tries}`, password: PASSWORD }));
    expect(words).toEqual(new Set(['set-up-code-wrong', 'too-many-requests']));
    expect(await tab('198.51.100.99').step('/sign-in/set-up', { setup: 'X', password: PASSWORD })).toBe(
      'set-up-code-wrong',
    );
  });

  test('ten wrong codes stop codes for the account, for a while', async () => {
    const { member, tab, later } = await openBureau();
    const { totpSecret } = await member();
    const words: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const own = tab();
      await own.step('/sign-in/password', right);
      for (let tries = 0; tries < 4; tries += 1)
        words.push(await own.step('/sign-in/code', { code: '000000' }));
    }
    expect(words.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'code-wrong'));
    expect(words.at(-1)).toBe('too-many-requests');
    later(16 * 60_000);
    const own = tab();
    await own.step('/sign-in/password', right);
    expect(await own.step('/sign-in/code', { code: totpOf(totpSecret, Date.now()) })).toBe('inside');
  });
});
