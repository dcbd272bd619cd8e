import { expect, test } from 'vitest';
import { textSeal } from '../../../functions/store/sealed-text.ts';

const master = new Uint8Array(32).fill(1);
const seal = textSeal(master, 'outlet settings');

test('a secret opens with its key, purpose and place, and with nothing else', () => {
  const closed = seal.close('whsec_密钥', 'outlet:sms');
  expect(closed).not.toContain('whsec_');
  expect(seal.open(closed, 'outlet:sms')).toBe('whsec_密钥');
  expect(() => seal.open(closed, 'outlet:other')).toThrow();
  expect(() => textSeal(master, 'neighbour secrets').open(closed, 'outlet:sms')).toThrow();
  expect(() => textSeal(new Uint8Array(32).fill(2), 'outlet settings').open(closed, 'outlet:sms')).toThrow();
  expect(() => seal.open(`${closed.slice(0, -4)}AAA=`, 'outlet:sms')).toThrow();
});

test('the same secret twice does not look the same', () => {
  expect(seal.close('x', 'a')).not.toBe(seal.close('x', 'a'));
});
