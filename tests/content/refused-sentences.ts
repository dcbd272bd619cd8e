/**
 * Sentences that were checked and refused: contradicted, only half confirmed, or dangerous when read in haste.
 * Each is one a person may follow to their death, so a row leaves this table only with the authority's own text.
 * `where` is the guides it concerns ('*': all); the rule and the advice are
 * searched, with `whole` also `dont`, the summary and the myths.
 */
export const refused: readonly {
  rule: string;
  where: string;
  pattern: RegExp;
  example: string;
  whole?: true;
  except?: string;
}[] = [
  { rule: 'the triangle of life is no shelter', where: '*', pattern: /三角/, example: '躲到承重墙的三角区' },
  {
    rule: 'no bathroom as a shelter from shaking',
    where: 'earthquake',
    pattern: /卫生间|厕所|厨房|小开间/,
    example: '躲进卫生间',
    whole: true,
  },
  {
    rule: 'no seconds in which to run out of an earthquake',
    where: 'earthquake',
    pattern: /秒.{0,8}(跑出|冲出|逃出)|一楼/,
    example: '10秒内能跑出去就跑',
  },
  {
    rule: 'a wet towel does not filter poison',
    where: '*',
    pattern: /湿(毛巾|布|手帕|衣).{0,6}(捂|口鼻|防毒|过滤|冲)/,
    example: '用湿毛巾捂住口鼻冲出去',
  },
  {
    rule: 'the forest fire number is not for houses',
    where: '*',
    pattern: /12119/,
    example: '高楼着火打12119',
    except: 'wildfire',
  },
  {
    rule: 'a tree is no refuge from a debris flow',
    where: '*',
    pattern: /(上|爬|抱).{0,3}树/,
    example: '泥石流来了爬到树上',
  },
  {
    rule: 'no temperature of a fire: the figures disagree',
    where: '*',
    pattern: /\d{3,}\s*(℃|°C|摄氏度|度(?!电))/,
    example: '3分钟可达900℃',
    whole: true,
  },
  {
    rule: 'no share of fires without an origin',
    where: 'ebike',
    pattern: /[89]0%|[八九]成/,
    example: '约80%起火发生在充电时',
    whole: true,
  },
  {
    rule: 'no poisoning figures and no density of carbon monoxide',
    where: 'co',
    pattern: /比空气|\d{3,}\s*(例|人)/,
    example: '一氧化碳比空气轻',
    whole: true,
  },
  {
    rule: 'no drinking, cooling or pinching against poisoning',
    where: '*',
    pattern: /掐人中|放盆水|冻一冻/,
    example: '炉边放盆水',
  },
  {
    rule: 'no term for a gas hose',
    where: 'gas',
    pattern: /软管.{0,12}(月|年)/,
    example: '软管每18个月换一次',
    whole: true,
  },
  {
    rule: 'the fire of a gas bottle is not put out before its valve is shut',
    where: 'gas',
    pattern: /先灭火/,
    example: '先灭火，再关阀',
  },
  {
    rule: 'the depth of compressions is said only under the guideline it was read in',
    where: '*',
    pattern: /按.{0,6}(5|6)(-|–|到|至)?6?厘米/,
    example: '按下5到6厘米',
    except: 'cpr',
    whole: true,
  },
  {
    rule: 'no hand position for compressing an infant',
    where: 'cpr',
    pattern: /婴儿.{0,20}(手指|两指|拇指|掌根)/,
    example: '婴儿用两根手指按',
    whole: true,
  },
  {
    rule: 'no count of first breaths after drowning',
    where: 'drowning',
    pattern: /[2-5两二五]口/,
    example: '先吹5口气',
    whole: true,
  },
  {
    rule: 'no age for child pads',
    where: '*',
    pattern: /(儿童|小儿)(电极|贴)片/,
    example: '8岁以下用儿童贴片',
    whole: true,
  },
  {
    rule: 'no thickness at which wild ice would carry',
    where: '*',
    pattern: /冰.{0,10}厘米|厘米.{0,10}冰/,
    example: '冰厚15厘米可以走',
    whole: true,
  },
  {
    rule: 'nobody is told to loosen a tourniquet or how long it may stay',
    where: 'bleeding',
    pattern: /松(开|解|一松|\d)|放松|[\d两](个)?小时|\d+分钟.{0,4}松/,
    example: '每30分钟放松一次',
    whole: true,
  },
  {
    rule: 'nothing is strewn on a wound',
    where: '*',
    pattern: /止血粉|香灰|锅灰|红药水|紫药水/,
    example: '撒上止血粉',
    whole: true,
  },
  {
    rule: 'no telephone and no crouching in a thunderstorm until the authority says so',
    where: 'lightning',
    pattern: /手机|蹲/,
    example: '就地蹲下，不用手机',
    whole: true,
  },
  {
    rule: 'nobody lies down in a thunderstorm',
    where: 'lightning',
    pattern: /躺|卧|趴/,
    example: '立刻卧倒',
  },
  {
    rule: 'nobody lights a fire to save himself',
    where: '*',
    pattern: /(主动|自己)?点火(自救|烧)|烧出.{0,4}空地/,
    example: '点火烧出一块空地',
    whole: true,
  },
  {
    rule: 'tyres are not let down against ice',
    where: '*',
    pattern: /放气/,
    example: '轮胎适当放气',
    whole: true,
  },
  {
    rule: 'nobody waits in a car until it is full of water',
    where: '*',
    pattern: /灌满水|压力一样|等.{0,4}灌满/,
    example: '等车灌满水再开门',
    whole: true,
  },
  {
    rule: 'tape does not save a window',
    where: '*',
    pattern: /米.?字|胶带/,
    example: '窗上贴米字胶带',
    whole: true,
  },
  {
    rule: 'a head rest is no window breaker',
    where: '*',
    pattern: /头枕/,
    example: '拔下头枕砸窗',
  },
  {
    rule: 'lamps stay on in dust',
    where: '*',
    pattern: /关(掉|闭)?.{0,3}(车)?灯(?!、)/,
    example: '停好车关掉所有车灯',
  },
  {
    rule: 'nobody climbs down a façade',
    where: '*',
    pattern: /排水管|落水管|床单|跳(到)?.{0,3}阳台/,
    example: '床单结绳下滑',
    whole: true,
  },
  {
    rule: 'frozen skin is not warmed above 40 degrees',
    where: '*',
    pattern: /4[1-9]\s*℃/,
    example: '用42℃的水泡',
    whole: true,
  },
  {
    rule: 'snow, rubbing and spirits do not warm',
    where: 'blizzard',
    pattern: /搓|揉|喝.{0,2}酒/,
    example: '用雪搓热',
  },
  {
    rule: 'a drowned person is not hung upside down',
    where: '*',
    pattern: /控水|倒挂|倒过来/,
    example: '先倒挂控水',
  },
];
