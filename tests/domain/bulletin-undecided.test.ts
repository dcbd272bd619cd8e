import { describe, expect, it } from 'vitest';
import { facts, read, words } from './bulletin-fixture.ts';

describe('what a person must decide is never decided here', () => {
  it('a report about a bulletin has no issuer of its own', () => {
    const reading = read('记者从市气象台获悉，2026年7月24日15时30分乌苏市气象台发布暴雨黄色预警信号。');
    expect(reading.missing).toContain('issuer');
    expect(words(reading)).toContain('second-hand');
  });

  it('two warnings in one sentence are not told apart', () => {
    const reading = read('乌苏市气象台2026年7月24日18时解除雷电黄色预警信号，发布大风蓝色预警信号。');
    expect(reading.missing).toEqual(['hazard', 'level', 'action']);
    expect(words(reading)).toContain('several-warnings');
  });

  it('a title that issues over a sentence that lifts has no action', () => {
    expect(
      facts('乌苏市发布暴雨黄色预警\n乌苏市气象台2026年7月24日15时30分解除暴雨黄色预警信号。'),
    ).toMatchObject({
      action: null,
      missing: ['action'],
    });
  });

  it('a sentence that issues under 【预警解除】 has no action', () => {
    const text = '【预警解除】乌苏市气象台2026年7月24日15时30分发布大风蓝色预警信号';
    expect(facts(text)).toMatchObject({ action: null, missing: ['action'] });
  });

  it('a title of one county over a sentence of another has neither issuer nor region', () => {
    const reading = read('乌苏市发布暴雨黄色预警\n裕民县气象台2026年7月24日15时30分发布暴雨黄色预警信号。');
    expect(reading.missing).toEqual(['issuer', 'regions']);
    expect(words(reading)).toContain('issuers-disagree');
  });
});
