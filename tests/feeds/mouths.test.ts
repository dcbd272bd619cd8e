import { describe, expect, it } from 'vitest';
import { MOUTHS } from '../../src/domain/mouth.ts';
import { DRILL_MARK } from '../../src/domain/topic.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { disagreements, drillDisagreements, drillMouthsOf, mouthsOf } from '../../src/feeds/mouths.ts';
import { exampleDrill, HISTORIES, latestOf, NOW, TEXTS, textsOf } from './mouth-fixture.ts';

it.each(Object.keys(HISTORIES))(
  'every mouth speaks, in the order an officer looks through them: %s',
  (name) => {
    expect([...new Set(textsOf(name).map(({ mouth }) => mouth))]).toEqual([...MOUTHS]);
  },
);

it('a bulletin without a part has nothing to say', () => {
  const revision = { ...latestOf(HISTORIES['orange'] ?? []), parts: [] };
  expect(mouthsOf([revision], 'zh-CN', NOW, TEXTS)).toEqual([]);
  expect(mouthsOf([], 'zh-CN', NOW, TEXTS)).toEqual([]);
});

it('what may not be pushed has no push text and says why', () => {
  const push = (name: string, now = NOW) => textsOf(name, now).find(({ mouth }) => mouth === 'push');
  expect(push('a demonstration')).toMatchObject({ text: '', note: '演示数据，不会发到手机。' });
  expect(push('orange', '2026-07-02T12:00:00.000Z')).toMatchObject({
    text: '',
    note: '已过有效期，不再发到手机。',
  });
});

it.each(['orange', 'several parts', 'no end stated'])(
  'past its end every text for people says so first: %s',
  (name) => {
    const late = '2026-07-05T12:00:00.000Z';
    const people = textsOf(name, late).filter(({ mouth, text }) => text !== '' && !['cap', 'atom', 'json-feed', 'ebm'].includes(mouth)); // prettier-ignore
    for (const { text } of people) expect(text).toMatch(/^【已过有效期】/);
    const revision = latestOf(HISTORIES[name] ?? []);
    expect(disagreements(revision, textsOf(name, late), TEXTS, late)).toEqual([]);
  },
);

it('nothing hostile leaves its place: no text turns, breaks a document or forges a mark', () => {
  for (const { mouth, text } of textsOf('hostile text')) {
    if (mouth !== 'cap') expect(text, mouth).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(text, mouth).not.toContain('\0');
    if (mouth === 'cap') expect(readCap(text).verdict).not.toBe('reject');
    const written = ['sms', 'sms-long', 'screen', 'notice', 'picture', 'loudspeaker'].includes(mouth);
    if (written) expect(text, mouth).not.toContain('【解除】');
  }
});

describe('a drill', () => {
  const states = ['running', 'scheduled', 'ended', 'cancelled'] as const;
  it.each(states)('says 【演练】 first in every text of every mouth: %s', (state) => {
    const drill = exampleDrill({
      state,
      ...(state === 'ended' ? { endedAt: '2026-07-01T03:30:00.000Z' } : {}),
    });
    const texts = drillMouthsOf(drill, 'zh-CN', NOW, TEXTS);
    expect(texts.map(({ mouth }) => mouth)).toEqual(['sms', 'sms-long', 'loudspeaker', 'screen', 'notice', 'picture', 'cap', 'ebm']); // prettier-ignore
    for (const { mouth, text } of texts)
      if (mouth !== 'cap' && mouth !== 'ebm') {
        expect(text.startsWith(DRILL_MARK), mouth).toBe(true);
        // Once: the marked words of the drill itself do not bring the mark a second time.
        expect(text.split(DRILL_MARK), mouth).toHaveLength(2);
      }
    expect(drillDisagreements(drill, texts, TEXTS, NOW)).toEqual([]);
  });

  it('is an Exercise in CAP, with a key of its own, and its end refers to its beginning', () => {
    const cap = (drill = exampleDrill()) =>
      readCap(drillMouthsOf(drill, 'zh-CN', NOW, TEXTS).find(({ mouth }) => mouth === 'cap')?.text ?? '');
    expect(cap()).toMatchObject({
      verdict: 'accept',
      message: { status: 'Exercise', msgType: 'Alert', identifier: 'drill-1' },
    });
    const ended = cap(exampleDrill({ state: 'ended', endedAt: '2026-07-01T03:30:00.000Z' }));
    expect(ended.message).toMatchObject({ status: 'Exercise', msgType: 'Cancel', references: [{ identifier: 'drill-1' }] }); // prettier-ignore
    expect(ended.message?.infos[0]?.headline?.startsWith(DRILL_MARK)).toBe(true);
  });

  it('whose mark is lost, or only moved, is caught in every text', () => {
    const drill = exampleDrill();
    for (const mouth of drillMouthsOf(drill, 'zh-CN', NOW, TEXTS)) {
      const lost = mouth.text.replaceAll(DRILL_MARK, '').replace('Exercise', 'Actual');
      const moved =
        mouth.mouth === 'cap' ? lost : `请注意${mouth.text.replaceAll(DRILL_MARK, '')}${DRILL_MARK}`;
      for (const text of [lost, moved])
        expect(drillDisagreements(drill, [{ ...mouth, text }], TEXTS, NOW), mouth.mouth).toContainEqual(
          expect.objectContaining({ mouth: mouth.mouth, fact: 'kind' }),
        );
    }
  });

  it('never agrees with a warning, nor a warning with a drill', () => {
    const warning = latestOf(HISTORIES['orange'] ?? []);
    const drill = exampleDrill();
    for (const mouth of drillMouthsOf(drill, 'zh-CN', NOW, TEXTS))
      expect(disagreements(warning, [mouth], TEXTS, NOW)).not.toEqual([]);
    for (const mouth of mouthsOf([warning], 'zh-CN', NOW, TEXTS))
      expect(drillDisagreements(drill, [mouth], TEXTS, NOW)).not.toEqual([]);
  });
});
