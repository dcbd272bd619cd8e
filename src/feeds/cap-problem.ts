/**
 * What can be wrong with a CAP document, by a stable word, each with the sentence that tells a duty officer what to do.
 * `{value}` is what stood in the document, shortened; `{name}` an element.
 */
export const CAP_PROBLEM_TEXT = {
  'addresses-missing': '范围是 Private 却没有收件人(addresses)，请向发布方核实是否允许公开。',
  'cap-version-1-0': '这是 CAP 1.0 文件，已按 1.2 读取；请发布方改用 CAP 1.2。',
  'cap-version-1-1': '这是 CAP 1.1 文件，已按 1.2 读取；请发布方改用 CAP 1.2。',
  'ceiling-without-altitude': '有最高高度(ceiling)却没有不高于它的最低高度(altitude)，请核对高度范围。',
  'circle-empty': '圆形范围是空的，已舍去。',
  'circle-bad': '圆形范围“{value}”读不懂，已整个舍去；应写成“纬度,经度 半径公里”。',
  'coordinates-swapped': '坐标像是把经度写在了前面；CAP 规定纬度在前，请与发布方核对范围。',
  'doctype-forbidden': '文件里有 DOCTYPE 或实体声明，出于安全不予读取；请发布方去掉后重发。',
  'document-too-complex': '文件的元素过多或嵌套过深，不予读取；请发布方拆分或简化。',
  'document-too-large': '文件超过 5 MB，不予读取；请发布方缩小图形或拆分后重发。',
  'element-empty': '元素 {name} 是空的，已当作没有填写。',
  'element-missing': '缺少必需的元素 {name}，请发布方补上后重发。',
  'element-missing-defaulted': '缺少元素 {name}，已按“{value}”处理；请发布方补上。',
  'element-order': '元素 {name} 的次序与 CAP 1.2 规定不符，内容已照常读取。',
  'element-repeated': '元素 {name} 只能出现一次，却出现了多次。',
  'encoding-unsupported': '文件的字符编码“{value}”不支持或与内容不符，请改用 UTF-8。',
  'enum-spacing': '元素 {name} 的取值前后有多余空白，已忽略空白。',
  'enum-unknown': '元素 {name} 的取值“{value}”不在 CAP 规定的范围内，请发布方更正。',
  'enum-very-likely': '取值“Very Likely”是 CAP 1.0 的旧写法，已按 Likely 读取。',
  'expires-before-sent': '失效时间早于发布时间，这一条不会作为生效中的预警显示；请核对时间。',
  'expires-at-sent': '失效时间与发布时间相同，这一条不会作为生效中的预警显示。',
  'feed-envelope': '这是消息源或信封({value})，不是单条预警；请取出其中的 CAP 文件再提交。',
  'html-in-text': '文字里有 HTML 标记，将按普通文字显示。',
  'identifier-illegal-character': '元素 {name} 含有空格、逗号、< 或 &，后续更新可能无法引用它。',
  'language-same-text': '两种语言的文字完全相同，其中一种可能标错了语言。',
  'level-disagrees': '文字里的预警颜色与严重程度(severity)“{value}”不一致，以文字里的颜色为准；请核对。',
  'longitude-out-of-range': '经度超出 ±180 度(跨越日界线的写法)，已保留；请核对范围。',
  'markup-in-text': '元素 {name} 里夹有其他元素，只取了其中的文字。',
  'namespace-missing': '文件的元素没有写 CAP 命名空间，已照常读取；请发布方补上。',
  'namespace-unknown': '命名空间“{value}”不是 CAP 的任何版本，不予读取；请发布方改为 CAP 1.2 的命名空间。',
  'not-a-feed': '这不是消息源(最外层是“{value}”)，应为 Atom、RSS 或 EDXL。',
  'not-an-alert': '这不是 CAP 预警文件(最外层是“{value}”)。',
  'number-bad': '元素 {name} 的取值“{value}”不是数字，已忽略。',
  'pair-incomplete': '{name} 缺少 valueName 或 value，已舍去这一项。',
  'polygon-bad-pair': '多边形里有读不懂的坐标“{value}”，整个多边形已舍去；请与发布方核对范围。',
  'polygon-empty': '多边形是空的，已舍去。',
  'polygon-not-closed': '多边形首尾两点不同，已按闭合处理；请与发布方核对范围。',
  'polygon-too-few-points': '多边形不足四个点，已舍去；请与发布方核对范围。',
  'quantity-exceeded': '{name} 的数量超过上限 {value}，不予读取；请发布方拆分。',
  'references-bad': '引用“{value}”不是“发送者,编号,时间”三项，已舍去；请核对它所更新的预警。',
  'references-future': '引用的消息“{value}”发布时间晚于本消息，请核对时间。',
  'references-missing': '更新或解除没有引用原预警，请人工确认它针对哪一条；不会自动撤下任何预警。',
  'references-self': '引用了自身，已忽略。',
  'resource-incomplete': '附件缺少说明或类型，已舍去这个附件。',
  'restriction-missing': '范围是 Restricted 却没有说明限制(restriction)，请向发布方核实是否允许公开。',
  'restriction-unexpected': '写了限制说明，范围却不是 Restricted。',
  'text-illegal-character': '文件里有不允许的控制字符或残缺字符，请发布方更正后重发。',
  'text-stray': '元素 {name} 里夹有不属于任何元素的文字“{value}”，已忽略。',
  'time-bad': '元素 {name} 的时间“{value}”读不懂；应写成 2026-07-01T08:00:00+08:00。',
  'time-fraction': '元素 {name} 的时间带有小数秒，CAP 不允许，已照常读取。',
  'time-implausible': '元素 {name} 的时间“{value}”的年份不是公历的近年（可能是佛历），请与发布方核对。',
  'time-offset-form': '元素 {name} 的时差缺少冒号，已照常读取；应写成 +08:00。',
  'time-z': '元素 {name} 的时间用字母 Z 结尾，CAP 不允许，已按世界时读取；应写成 -00:00。',
  'unknown-element': '元素 {name} 不属于 CAP，无法判断它所说的范围；请发布方更正后重发。',
  'unknown-element-ignored': '元素 {name} 不属于 CAP 或放错了位置，已忽略；请核对有无遗漏。',
  'xml-malformed': '不是格式正确的 XML：{value}。',
} as const satisfies Record<string, string>;

export type CapProblemWord = keyof typeof CAP_PROBLEM_TEXT;

export interface CapProblem {
  word: CapProblemWord;
  /** Chinese: what it is and what to do. Contains text from the document: escape on output. */
  message: string;
  /** e.g. `alert/info[2]/area[1]/polygon[1]`; empty when it concerns the whole document. */
  path: string;
  /** An error rejects the document. A note is worth saying but leaves the verdict alone. */
  severity: 'error' | 'warning' | 'note';
}

const SHOWN_LENGTH = 60;

/** Makes a problem; `value` is quoted in the sentence, cut to a length that fits a line. */
export function capProblem(
  severity: CapProblem['severity'],
  word: CapProblemWord,
  path = '',
  value = '',
): CapProblem {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const shown = [...value.slice(0, 2 * SHOWN_LENGTH)];
  const quoted = shown.length > SHOWN_LENGTH ? `${shown.slice(0, SHOWN_LENGTH).join('')}…` : shown.join('');
  // Replacement by function: the document's text may contain `$&`, which a replacement string would expand.
  const message = CAP_PROBLEM_TEXT[word].replace('{name}', () => name).replace('{value}', () => quoted);
  return { word, message, path, severity };
}
