import { expect, test } from 'vitest';
import { MAX_PUSH_BYTES, pushBytes, pushPayload } from '../../src/domain/push-payload.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';

const texts = { guideInstruction: () => null, nameOf: () => null, publicUrl: 'https://yjglj.example' };
const cancelled = (change: Parameters<typeof exampleRevision>[0] = {}) =>
  pushPayload(
    exampleRevision({ action: 'cancel', ...change }),
    ['654225'],
    '2026-07-01T03:00:00.000Z',
    texts,
  );

test('an all-clear says that it is over', () => {
  expect(cancelled()?.notification.title).toMatch(/^【解除】/);
  expect(cancelled()?.notification.body).toContain('已于7月1日 10:34解除。');
});

test('a withdrawal says that we stopped relaying and who decides, never that it is over', () => {
  const parts = [examplePart({}, { headline: '本站撤回转发：山洪预警', instruction: '' })];
  const push = cancelled({ isWithdrawal: true, parts });
  expect(push?.notification.title).toMatch(/^【撤回转发】/);
  expect(push?.notification.body).toContain('预警是否解除，以裕民县气象台发布的为准。');
  expect(push?.notification.body).not.toMatch(/已于[^，]*解除|【解除】/);
});

test('a withdrawal of the longest words still fits into a push', () => {
  const long = '长'.repeat(5000);
  const parts = [
    examplePart({ hazard: { code: null, name: long }, areas: [] }, { headline: long, instruction: long }),
  ];
  const push = cancelled({ isWithdrawal: true, parts, source: long });
  expect(push === null ? 0 : pushBytes(push)).toBeLessThanOrEqual(MAX_PUSH_BYTES);
});
