import { beijingParts, type Instant } from '../domain/instant.ts';
import { LEVELS } from '../domain/level.ts';
import type { MouthText } from '../domain/mouth.ts';
import type { MouthView, SaidPart } from '../domain/mouth-view.ts';
import { marksOf, titleOf } from '../domain/mouth-words.ts';
import { escapeXml, xmlElement } from './cap-xml-text.ts';
import { loudspeakerText } from './loudspeaker.ts';

/**
 * 应急广播's EBM, as far as public programs of such platforms show it; the standard itself (GY/T) was not seen. Codes
 * taken from them: MsgType 1 broadcast and 2 cancel, Severity 1 red … 4 blue and 0 unknown, LanguageCode zho, areas in
 * twelve digits parted by commas, times `YYYY-MM-DD hh:mm:ss`. Everything a broadcasting platform numbers itself (EBDID,
 * EBMID, the codes of source and sender) and every code not seen is left out, not invented.
 */
export const EBM_NOTE = '暂行格式：没有见到标准原文，平台编号要由应急广播平台补上，对接前请先试。';
const HEAD_NOTE =
  '暂行格式，不是正式对接文件。EBDID、EBMID、SRC、SenderCode 由应急广播平台编号，这里不填；没有把握的代码也不填。';
const EVENT_CODE = /^\d\d[A-Z]\d\d$/;

/** One document for each part: a message has one level and one list of areas. */
export function ebmTexts(view: MouthView): MouthText[] {
  return view.parts.map((part, index) => ({
    mouth: 'ebm',
    language: view.language,
    mediaType: 'application/xml',
    text: writeEbm({ ...view, parts: [part] }, part),
    note: view.parts.length > 1 ? `${EBM_NOTE}（第 ${index + 1} 份，共 ${view.parts.length} 份）` : EBM_NOTE,
  }));
}

function writeEbm(view: MouthView, part: SaidPart): string {
  const title = `${marksOf(view).join('')}${titleOf(part)}`;
  const code = part.hazardCode;
  const isChinese = view.language.toLowerCase().startsWith('zh');
  const isCancel = view.action === 'cancel';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<!-- ${view.kind === 'drill' ? '【演练】' : ''}${HEAD_NOTE} -->\n`,
    '<EBD>',
    xmlElement('EBDVersion', '1'),
    xmlElement('EBDType', 'EBM'),
    xmlElement('EBDTime', localTime(view.sentAt)),
    '<EBM>',
    xmlElement('EBMVersion', '1'),
    '<MsgBasicInfo>',
    // A drill has no code that every platform knows: without one it is refused, not broadcast as real.
    view.kind === 'drill' || view.isDemonstration ? '' : xmlElement('MsgType', isCancel ? '2' : '1'),
    xmlElement('SenderName', view.source),
    xmlElement('SendTime', localTime(view.sentAt)),
    xmlElement('EventType', code !== null && EVENT_CODE.test(code) ? code : null),
    xmlElement('Severity', part.level === null ? '0' : String(LEVELS.indexOf(part.level) + 1)),
    xmlElement('StartTime', localTime(view.sentAt)),
    isCancel ? '' : xmlElement('EndTime', localTime(part.endsAt)),
    '</MsgBasicInfo>',
    '<MsgContent>',
    xmlElement('LanguageCode', isChinese ? 'zho' : null),
    xmlElement('MsgTitle', title),
    `<MsgDesc>${escapeXml(loudspeakerText(view).text)}</MsgDesc>`,
    xmlElement('AreaCode', part.adcodes.map((adcode) => adcode.padEnd(12, '0')).join(',')),
    '</MsgContent>',
    '</EBM>',
    '</EBD>\n',
  ].join('');
}

function localTime(at: Instant): string {
  const { year, month, day, hour, minute, second } = beijingParts(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
