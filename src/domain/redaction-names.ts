/** The surnames of most people; a name is only guessed where it follows words that introduce one. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边';

/** The text says of itself who wrote it: 我叫…, 联系人：…, 举报人…. */
const INTRODUCED =
  /(我叫|我名叫|我的名字(?:是|叫)|本人(?:姓名|名叫|叫)|姓名|署名|落款|联系人|举报人|报告人|反映人|投诉人|联络人)(?:姓名)?([\s:：是为叫]{0,3})([\p{Script=Han}·]{2,})/gu;
/** Weaker: 我是…, 本人…; only when a name and nothing else stands there. */
const WEAKLY = /(?:我是|本人是?)[\s:：]{0,2}([\p{Script=Han}]{2,4})(?![\p{Script=Han}])/gu;

/** Words that follow such an introduction, or stand in the field for contact, without being anybody's. */
const NO_NAME =
  /电话|手机|微信|邮箱|地址|姓名|匿名|保密|住址|单位|职工|工人|员工|居民|村民|群众|隐去|不便|不留|没有|本人|附近|路过|联系|白天|晚上|上午|下午|随时|短信|号码|先生|女士|可以|方便/u;

/** Names by which a text introduces who wrote it; folded text in, folded names out. */
export function namesIn(text: string): string[] {
  const strong = [...text.matchAll(INTRODUCED)].map(([, word = '', gap = '', run = '']) =>
    nameAtStart(run, gap !== '' || word.startsWith('我') || word.startsWith('本人')),
  );
  const weak = [...text.matchAll(WEAKLY)].map((found) => found[1] ?? '').filter(hasSurname);
  return [...strong, ...weak].filter((name): name is string => name !== null && !NO_NAME.test(name));
}

/** What stands in a field for contact, piece by piece and whole: each could be found again in the text. */
export function contactTraces(contact: string): string[] {
  const pieces = contact.split(/[\s,，;；、:：()（）/|]+/u);
  const names = pieces.flatMap((piece) => piece.match(/[\p{Script=Han}·]{2,}/gu) ?? []);
  const accounts = contact.match(/[A-Za-z0-9_.@-]{5,}/g) ?? [];
  return [...pieces, ...names, ...accounts]
    .map((piece) => piece.replace(/(?:先生|女士|师傅|老师)$/u, ''))
    .filter((piece) => [...piece].length >= 2 && !NO_NAME.test(piece));
}

/** 古丽·艾买提 whole; of a long run of characters the surname and two more, or less when the run is shorter. */
function nameAtStart(run: string, isPlain: boolean): string | null {
  if (run.includes('·')) return run;
  const letters = [...run];
  if (NO_NAME.test(letters.slice(0, 4).join(''))) return null;
  if (hasSurname(run)) return letters.slice(0, 3).join('');
  return isPlain && letters.length <= 10 ? run : null;
}

const hasSurname = (name: string): boolean => SURNAMES.includes([...name][0] ?? '　');
