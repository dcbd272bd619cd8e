import type { TextProblem, TextProblemWord } from './bulletin-reading.ts';

/** What each word tells the person who decides. */
const SENTENCE: Readonly<Record<TextProblemWord, string>> = {
  'bulletin-incomplete': '有几项没有读出来，需要人工补全后才能发布。',
  'bulletin-unreadable': '没有读出预警内容。请确认这是一份预警信息。',
  'date-incomplete': '正文的发布时间不完整（缺年、月、日或时），没有推断。',
  'date-inferred': '正文的发布时间没有写全年月日，已按收到的时间补全，请核对。',
  'dates-disagree': '文中几处发布时间不一致，请核对。',
  drill: '这是演练或测试信息，不会作为真实预警发布。',
  'drill-mentioned': '正文提到演练或测试，请人工确认是不是真实预警。',
  'hazards-disagree': '标题和正文的灾种不一致，请核对。',
  'identifier-disagrees': '预警编号里的地区或时间与正文不一致，请核对。',
  'issuers-disagree': '标题和正文的发布单位不是同一个地方，请核对。',
  'level-disagrees': '文中的颜色和级别互相矛盾，没有采用任何一个，请人工确认。',
  'level-unclear': '只写了数字级别，这个灾种的级别顺序不明确，请人工确认。',
  'partial-change': '同一份预警里不同地方的级别不同，请按分区核对。',
  'region-ambiguous': '发布单位的地名在全国有重名，不能确定是哪一个。',
  'region-unknown': '发布单位所在的地区不在区划表里，或者没有写明。',
  'second-hand': '这像是转述或新闻，不是发布单位的原文，请找到原文后再处理。',
  'several-warnings': '一段里有几条不同的预警，没有拆开，请分别提交。',
  'text-invalid': '文字里含有不能识别的字符，请删去后重试。',
  'text-too-long': '文字太长，不像一份预警信息，没有读取。',
};

/** A named remark about the reading; `detail` follows the sentence. */
export function textProblem(word: TextProblemWord, path = '', detail = ''): TextProblem {
  return { word, message: detail === '' ? SENTENCE[word] : `${SENTENCE[word]}（${detail}）`, path };
}
