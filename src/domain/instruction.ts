/** The first sentence of an instruction with its full stop; the whole when it has none. */
export function firstSentence(text: string): string {
  const trimmed = text.trim();
  const match = /^[\s\S]*?[。！？!?；;\n]/.exec(trimmed);
  return (match === null ? trimmed : match[0]).trim();
}

/**
 * The words of which 「请注意防范」 and its like are made. None of them is a thing one can do: a person who reads
 * only them knows no more than before.
 */
const STOCK = [
  '敬请', '请', '望', '希', '各级', '各地', '各单位', '各部门', '有关', '相关', '单位', '部门', '方面', '人员', '地区', '区域',
  '公众', '广大', '群众', '市民', '居民', '村民', '大家', '社会', '和', '及', '与', '以及', '并', '要', '应', '务必', '密切', '高度',
  '关注', '重视', '注意', '留意', '警惕', '提高', '加强', '强化', '做好', '作好', '做', '采取', '落实', '提前', '及时', '及早', '尽早',
  '继续', '相应', '必要', '各项', '有效', '的', '防范', '防御', '防护', '防灾', '避险', '应对', '应急', '安全', '出行', '天气', '变化',
  '防汛', '防洪', '防雨', '防雷', '防风', '防雹', '防雪', '防沙', '防火', '防寒', '防暑', '防冻', '意识', '措施', '准备', '工作',
]; // prettier-ignore
const ONLY_STOCK = new RegExp(`^(?:${STOCK.join('|')})+$`);
/** A text whose first sentences all say nothing is not searched to its end: it may be megabytes of semicolons. */
const MAX_SENTENCES = 4;
/** Longer than this, even stock words name somebody or something; they are then shown as they are. */
const MAX_VAGUE_CHARACTERS = 20;

/** Whether an authority's words name no action at all: 「请注意防范」, 「请做好防范工作」. Empty text is vague too. */
export function isVague(instruction: string): boolean {
  const words = instruction
    .replace(/^\s*[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、．]/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return words === '' || (words.length <= MAX_VAGUE_CHARACTERS && ONLY_STOCK.test(words));
}

/**
 * The beginning of an instruction that is to be set largest: its sentences up to the first that names an action,
 * so 「请注意防范。不要蹚水过河。」 is not cut before what matters. Null when none names one.
 */
export function leadOf(instruction: string): string | null {
  const text = instruction.trim();
  let end = 0;
  for (let count = 0; count < MAX_SENTENCES && end < text.length; count += 1) {
    const rest = text.slice(end);
    const sentence = firstSentence(rest);
    end += rest.indexOf(sentence) + sentence.length;
    if (!isVague(sentence)) return text.slice(0, end);
  }
  return null;
}

/** Longer than any guide of ten points: a text of a megabyte is not searched to its end. */
const MAX_SEARCHED_CHARACTERS = 4000;
const NUMBERING = /^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]|[①-⑳•·*#-])\s*/u;
const HEADING =
  /^[^，。；：:\n]{0,8}(?:防御|防范|应对|避险|防护)?(?:指南|措施|建议|提示|提醒|指引|须知|要求)(?:[:：]|$)/;
const PEOPLE = /居民|群众|公众|市民|村民|牧民|农户|行人|司机|驾驶|游客|个人|家庭|学生|老人|大家/;
/** A sentence whose subject is an office: its duties are not what a herder does first. */
const OFFICES =
  /^([^，,。；]{0,30}?)(?:政府|部门|单位|机构|指挥部|责任人|企业|学校|医院|管委会|水利工程|值班)([^，,。；]{0,12})/;

/** A sentence without its number and without a heading before it. */
function bare(sentence: string): string {
  return sentence.trim().replace(NUMBERING, '').replace(HEADING, '').replace(NUMBERING, '').trim();
}

/** 「1.政府及相关部门按照职责做好…」: addressed to offices, unless people stand beside them. */
export function isForOffices(sentence: string): boolean {
  const [whole = '', before = '', after = ''] = OFFICES.exec(bare(sentence)) ?? [];
  if (whole === '' || PEOPLE.test(before)) return false;
  return !/^(?:和|及|与|、|或)[^，,。；]{0,4}/.test(after) || !PEOPLE.test(after);
}

/**
 * The first sentence a resident can act on, without number or heading; null when none is addressed to people. The
 * whole text stays verbatim wherever there is room; this is for a lock screen, where there is none.
 */
export function sentenceForPeople(instruction: string): string | null {
  for (const sentence of instruction.slice(0, MAX_SEARCHED_CHARACTERS).split(/(?<=[。！？!?；;\n])/)) {
    const words = bare(sentence);
    if (words !== '' && !isForOffices(words) && !isVague(words)) return words;
  }
  return null;
}
