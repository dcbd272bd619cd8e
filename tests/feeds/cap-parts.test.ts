import { describe, expect, it } from 'vitest';
import type { CapArea } from '../../src/domain/cap-message.ts';
import { adcodesOfArea } from '../../src/domain/geometry.ts';
import { digestCap } from '../../src/feeds/cap-digest.ts';
import { levelOfInfo } from '../../src/feeds/cap-level.ts';
import { partsOf } from '../../src/feeds/cap-parts.ts';
import { readCap } from '../../src/feeds/cap-read.ts';
import { capDocument, firstInfo, fixture, messageOf } from './cap-fixture.ts';

const resolve = (area: CapArea) => adcodesOfArea(area, []).adcodes;

function requireMessage(document: string) {
  const { message, problems } = readCap(document);
  if (message === null) throw new Error(JSON.stringify(problems));
  return message;
}

describe('parts of an alert from a CAP message', () => {
  it('two languages of one warning are one part, Chinese first', () => {
    const [part, ...others] = partsOf(messageOf('cn-reference-to-itself.xml'), resolve);
    expect(others).toEqual([]);
    expect(part).toMatchObject({
      hazard: { code: '11B03', name: '暴雨' },
      level: 'orange',
      severity: 'Severe',
      adcodes: ['654202100', '654225'],
      effectiveAt: '2026-07-01T02:34:00.000Z',
      expiresAt: '2026-07-01T14:34:00.000Z',
    });
    expect(part?.bulletins.map(({ language }) => language)).toEqual(['zh-CN', 'en-US']);
    expect(part?.areas.map(({ description }) => description)).toEqual(['裕民县']);
  });

  it('Chinese comes first whatever its place in the message', () => {
    const message = messageOf('cn-reference-to-itself.xml');
    const [part] = partsOf({ ...message, infos: message.infos.toReversed() }, resolve);
    expect(part?.bulletins[0]?.language).toBe('zh-CN');
    expect(part?.level).toBe('orange');
  });

  it('two levels for two counties stay two parts and their areas are never merged', () => {
    const parts = partsOf(messageOf('cn-two-levels-for-two-counties.xml'), resolve);
    expect(parts.map(({ level, adcodes }) => [level, adcodes])).toEqual([
      ['orange', ['654202']],
      ['yellow', ['654225']],
    ]);
  });

  it('two warnings in two languages with no event code pair up in order', () => {
    const info = (language: string, event: string) =>
      `<info><language>${language}</language><category>Met</category><event>${event}</event><urgency>Expected</urgency>` +
      '<severity>Minor</severity><certainty>Likely</certainty><area><areaDesc>x</areaDesc><circle>1,1 0</circle></area></info>';
    const infos = [info('zh-CN', '暴雨'), info('zh-CN', '雷电'), info('en', 'Rain'), info('en', 'Lightning')];
    const parts = partsOf(requireMessage(capDocument().replace(/<info>.*<\/info>/, infos.join(''))), resolve);
    expect(
      parts.map(({ hazard, bulletins }) => [hazard.name, bulletins.map(({ headline }) => headline)]),
    ).toEqual([
      ['暴雨', ['暴雨', 'Rain']],
      ['雷电', ['雷电', 'Lightning']],
    ]);
  });

  it('an event code nobody knows is shown as received', () => {
    const info = '<eventCode><valueName>SAME</valueName><value>SVR</value></eventCode>';
    expect(partsOf(requireMessage(capDocument({ info })), resolve)[0]?.hazard.code).toBe('SVR');
  });

  it('a headline cannot carry line breaks or turn the reading direction, and web is an address of the web', () => {
    const info = '<headline>a\u202e\n b</headline><web>javascript:alert(1)</web>';
    expect(partsOf(requireMessage(capDocument({ info })), resolve)[0]?.bulletins[0]).toMatchObject({
      headline: 'a b',
      web: null,
    });
  });

  it('no override turns the direction of an instruction; marks that Uyghur needs stay', () => {
    const info =
      '<description>\u202edcba</description><instruction>远离\u2067河道\u200f</instruction><contact>\u202d119</contact>';
    expect(partsOf(requireMessage(capDocument({ info })), resolve)[0]?.bulletins[0]).toMatchObject({
      description: 'dcba',
      instruction: '远离河道\u200f',
      contact: '119',
    });
  });

  it('a message without infos has no parts', () => {
    expect(partsOf(requireMessage(capDocument().replace(/<info>.*<\/info>/, '')), resolve)).toEqual([]);
  });
});

describe('the level of an info', () => {
  const levelOf = (headline: string, severity = 'Severe', more = '') => {
    const document = capDocument({ info: `<headline>${headline}</headline>${more}` });
    const info = firstInfo(requireMessage(document.replace('>Severe<', `>${severity}<`)));
    const { level, isDisputed } = levelOfInfo(info);
    return [level, isDisputed];
  };

  it('the colour an authority wrote goes before its severity word, and the disagreement is named', () => {
    expect(levelOf('某县气象台发布大风红色预警', 'Moderate')).toEqual(['red', true]);
    expect(levelOf('某县气象台发布大风红色预警', 'Extreme')).toEqual(['red', false]);
    expect(levelOf('某县气象台发布大风红色预警', 'Unknown')).toEqual(['red', false]);
  });

  it('severity stands for a level where no colour is written, and Unknown for none', () => {
    expect(levelOf('某地有大风', 'Extreme')).toEqual(['red', false]);
    expect(levelOf('某地有大风', 'Severe')).toEqual(['orange', false]);
    expect(levelOf('某地有大风', 'Moderate')).toEqual(['yellow', false]);
    expect(levelOf('某地有大风', 'Minor')).toEqual(['blue', false]);
    expect(levelOf('某地有大风', 'Unknown')).toEqual([null, false]);
  });

  it('a change of colour reads as the new one when severity confirms it, else as the graver, disputed', () => {
    expect(levelOf('暴雨橙色预警降级为黄色预警', 'Moderate')).toEqual(['yellow', false]);
    expect(levelOf('暴雨橙色预警降级为黄色预警', 'Unknown')).toEqual(['orange', true]);
  });

  it('a grade in words is a level, an emergency response is not', () => {
    expect(levelOf('发布气象灾害（台风）二级预警', 'Unknown')).toEqual(['orange', false]);
    expect(levelOf('发布暴雨预警[IV级/一般]', 'Unknown')).toEqual(['blue', false]);
    expect(levelOf('启动防汛四级应急响应', 'Unknown')).toEqual([null, false]);
  });

  it('a parameter names the colour in a Chinese message only', () => {
    const parameter = (name: string) =>
      `<parameter><valueName>${name}</valueName><value>RED</value></parameter>`;
    expect(levelOf('某地有大风', 'Unknown', parameter('ColorCode'))).toEqual(['red', false]);
    expect(levelOf('某地有大风', 'Unknown', parameter('HSAS'))).toEqual([null, false]);
    const english = capDocument({ info: `<headline>Wind</headline>${parameter('ColorCode')}` });
    const info = firstInfo(requireMessage(english.replace('暴雨', 'Rain')));
    expect(levelOfInfo(info)).toMatchObject({ level: 'orange', from: 'severity' });
  });

  it('another country’s alert colour is not ours', () => {
    expect(levelOfInfo(firstInfo(messageOf('gdacs-stray-bracket.xml')))).toMatchObject({ level: 'yellow' });
  });
});

describe('the digest of the dry run', () => {
  it('gives lineage, level and regions, the sending time verbatim', () => {
    expect(digestCap(readCap(fixture('cn-reference-to-itself.xml')))).toMatchObject({
      identifier: '65422541600000_20260701103400',
      sender: 'yumin@weather.example.cn',
      sent: '2026-07-01T10:34:00+08:00',
      status: 'Actual',
      msgType: 'Alert',
      references: [],
      infos: [
        {
          language: 'zh-CN',
          event: '暴雨',
          eventCode: [{ valueName: 'event code', value: '11B03' }],
          level: 'orange',
          severity: 'Severe',
          headline: '裕民县气象台发布暴雨橙色预警',
          areas: [{ areaDesc: '裕民县', adcodes: ['654202100', '654225'] }],
        },
        { language: 'en-US', level: 'orange' },
      ],
    });
  });

  it('is null for a rejected document', () => {
    expect(digestCap(readCap(fixture('scope-missing.xml')))).toBeNull();
  });
});
