import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { drillMouthsOf } from '../../src/feeds/mouths.ts';
import { exampleDrill, HISTORIES, mouthOf, NOW, TEXTS, textsOf } from './mouth-fixture.ts';

/** The text of one element; undefined when it is not there. A document that does not parse fails the test. */
function valueOf(xml: string, name: string): string | undefined {
  const search = (element: XmlElement): XmlElement | undefined =>
    element.name === name
      ? element
      : element.children
          .filter((child): child is XmlElement => 'name' in child)
          .map(search)
          .find(Boolean);
  return search(parseXml(xml).root as XmlElement)?.text;
}
const ebm = (name: string) => mouthOf(name, 'ebm').text;

describe('an EBM document', () => {
  it('carries what public programs of broadcasting platforms read, in their codes', () => {
    const xml = ebm('orange');
    const values = ['MsgType', 'SenderName', 'SendTime', 'EventType', 'Severity', 'EndTime', 'LanguageCode', 'MsgTitle', 'AreaCode']; // prettier-ignore
    expect(values.map((name) => valueOf(xml, name))).toEqual([
      '1', '裕民县气象台', '2026-07-01 10:34:00', '11A51', '2', '2026-07-01 20:00:00', 'zho', '山洪橙色预警', '654225000000',
    ]); // prettier-ignore
  });

  it('leaves out what only a platform can number, and every code it does not know', () => {
    for (const name of Object.keys(HISTORIES))
      for (const one of ['EBDID', 'EBMID', 'SenderCode', 'SRC', 'Dispatch'])
        expect(valueOf(ebm(name), one)).toBeUndefined();
    expect(valueOf(ebm('hostile text'), 'EventType')).toBeUndefined();
    expect(valueOf(mouthOf('another language', 'ebm', NOW, 'ug').text, 'LanguageCode')).toBeUndefined();
  });

  it('says that it is provisional, in the document and beside it', () => {
    expect(ebm('orange')).toMatch(/^<\?xml[^>]*\?>\n<!-- 暂行格式/);
    expect(mouthOf('orange', 'ebm').note).toMatch(/^暂行格式/);
  });

  it('is cancelled with code 2, also where only our relay ends', () => {
    expect(['an all-clear', 'a withdrawal'].map((name) => valueOf(ebm(name), 'MsgType'))).toEqual(['2', '2']);
    expect(valueOf(ebm('a withdrawal'), 'MsgTitle')).toBe('【撤回转发】山洪橙色预警');
    expect(valueOf(ebm('a withdrawal'), 'MsgDesc')).not.toContain('已经解除');
  });

  it('has no code that would put a drill or a demonstration on air', () => {
    const drill =
      drillMouthsOf(exampleDrill(), 'zh-CN', NOW, TEXTS).find(({ mouth }) => mouth === 'ebm')?.text ?? '';
    expect(valueOf(drill, 'MsgType')).toBeUndefined();
    expect(valueOf(drill, 'MsgTitle')).toBe('【演练】山洪橙色预警');
    expect(valueOf(drill, 'MsgDesc')).toMatch(/^【演练】/);
    expect(drill).toMatch(/<!-- 【演练】/);
    expect(valueOf(ebm('a demonstration'), 'MsgType')).toBeUndefined();
  });

  it('is one for each part: a message has one level and one list of areas', () => {
    const documents = textsOf('several parts').filter(({ mouth }) => mouth === 'ebm');
    expect(documents.map(({ text }) => [valueOf(text, 'Severity'), valueOf(text, 'AreaCode')])).toEqual([
      ['1', '654225000000'],
      ['3', '654225100000'],
    ]);
  });

  it('an end that nobody stated is our ceiling: a broadcast must end', () => {
    expect(valueOf(ebm('no end stated'), 'EndTime')).toBe('2026-07-02 10:34:00');
  });
});
