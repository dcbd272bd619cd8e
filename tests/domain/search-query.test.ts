import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { foldQuery, rankGuides, subjectOf, type SearchEntry } from '../../src/domain/search-query.ts';

const folder = new URL('../../content/guides/', import.meta.url);
const guides = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name): SearchEntry => {
    const guide = parse(readFileSync(new URL(name, folder), 'utf8')) as SearchEntry;
    return {
      slug: name.replace('.yaml', ''),
      name: guide.name,
      keywords: guide.keywords,
      questions: guide.questions,
    };
  });
const best = (query: string) => rankGuides(query, guides)[0]?.slug;

describe('a question as people ask it finds its guide first', () => {
  test.each([
    ['地震发生时怎么办', 'earthquake'], ['地震了往哪跑', 'earthquake'], ['房子晃起来了咋办', 'earthquake'], ['高楼地震能坐电梯不', 'earthquake'],
    ['地震来了躲哪儿', 'earthquake'], ['余震还会来吗', 'earthquake'],
    ['屋里有煤气味咋整', 'gas'], ['闻到臭鸡蛋味', 'gas'], ['液化气罐漏气', 'gas'], ['煤气罐着火', 'gas'], ['天然气泄漏怎么处理', 'gas'],
    ['烧炉子头疼想吐', 'co'], ['煤气中毒了怎么办', 'co'], ['一氧化碳报警器一直叫', 'co'], ['烧炕睡觉头晕', 'co'], ['中煤烟了咋救', 'co'],
    ['娃噎着了', 'choking'], ['孩子吃花生卡住了', 'choking'], ['老人吃汤圆噎住', 'choking'], ['鱼刺卡喉咙', 'choking'], ['海姆立克急救法', 'choking'], ['大雪封路车里冷', 'blizzard'], ['冻僵的手怎么暖', 'blizzard'], ['明天降温老人注意什么', 'blizzard'],
    ['河里涨水了', 'flash-flood'], ['发大水往哪跑', 'flash-flood'], ['山洪', 'flash-flood'], ['泥石流来了怎么逃', 'flash-flood'], ['下大雨能去河边露营吗', 'flash-flood'],
    ['车被水淹了打不开门', 'urban-flood'], ['地下车库进水', 'urban-flood'], ['积水里有电线', 'urban-flood'], ['暴雨天开车', 'urban-flood'],
    ['楼道里有烟', 'fire'], ['家里着火了', 'fire'], ['油锅起火', 'fire'], ['着火能不能坐电梯', 'fire'], ['怎么打119', 'fire'],
    ['电瓶车充电起火', 'ebike'], ['电动车电池能拿回家充电吗', 'ebike'], ['飞线充电举报', 'ebike'],
    ['沙尘暴开车', 'sandstorm'], ['刮大风能出门吗', 'sandstorm'], ['黄风来了', 'sandstorm'],
    ['山上着火了', 'wildfire'], ['草原着火怎么跑', 'wildfire'], ['上坟能烧纸吗', 'wildfire'],
    ['有人落水', 'drowning'], ['掉冰窟窿里了', 'drowning'], ['小孩溺水控水', 'drowning'], ['冰面能走吗', 'drowning'],
    ['有人晕倒没呼吸', 'cpr'], ['心脏骤停', 'cpr'], ['aed怎么用', 'cpr'], ['ＡＥＤ在哪', 'cpr'], ['人工呼吸', 'cpr'],
    ['血止不住', 'bleeding'], ['胳膊割伤流血', 'bleeding'], ['止血带怎么扎', 'bleeding'],
    ['埋在废墟下面怎么求救', 'earthquake'], ['地震时在教室里', 'earthquake'], ['震感很强', 'earthquake'],
    ['天然气管道漏了打哪个电话', 'gas'], ['家里一股煤气味能不能开灯', 'gas'], ['屋里生炉子要不要开窗', 'co'], ['帐篷烧炭', 'co'],
    ['宝宝呛奶了', 'choking'], ['老人吃饭噎着脸都紫了', 'choking'], ['困在车里外面全是雪', 'blizzard'], ['暴雪天牛羊咋办', 'blizzard'],
    ['河水突然变浑', 'flash-flood'], ['被洪水困在屋顶', 'flash-flood'], ['城里内涝', 'urban-flood'], ['车子在水里熄火了', 'urban-flood'],
    ['邻居家着火了', 'fire'], ['炒菜油着了', 'fire'], ['电瓶爆炸', 'ebike'], ['电瓶车能进电梯吗', 'ebike'], ['风太大广告牌掉下来', 'sandstorm'],
    ['林子里着火', 'wildfire'], ['烧秸秆犯法吗', 'wildfire'], ['孩子掉河里了', 'drowning'], ['冰面破了掉下去', 'drowning'],
    ['我爸突然倒地没反应', 'cpr'], ['老人叫不醒了', 'cpr'], ['刀砍伤了', 'bleeding'], ['放羊遇到打雷', 'lightning'], ['雷电黄色预警信号什么意思', 'lightning'],
    ['打雷能洗澡吗', 'lightning'], ['打雷躲树下行吗', 'lightning'], ['被雷劈了怎么救', 'lightning'],
  ])('「%s」: %s', (query, slug) => {
    expect(best(query)).toBe(slug);
  }); // prettier-ignore
});

test('a question that may mean several things finds all of them near the top', () => {
  const first = (query: string) =>
    rankGuides(query, guides)
      .slice(0, 3)
      .map(({ slug }) => slug);
  expect(first('手机没信号被困')).toEqual(expect.arrayContaining(['blizzard', 'earthquake']));
  expect(first('发大水')).toEqual(expect.arrayContaining(['flash-flood', 'urban-flood']));
  expect(first('热水器')).toEqual(expect.arrayContaining(['co', 'gas']));
});

test('every question that a guide itself answers finds that guide first', () => {
  const lost = guides.flatMap((guide) => guide.questions.filter((question) => best(question) !== guide.slug).map((question) => `${question} → ${best(question) ?? '-'} (${guide.slug})`)); // prettier-ignore
  expect(lost).toEqual([]);
});

test('every name and keyword of a guide finds it among the first three', () => {
  const lost = guides.flatMap((guide) =>
    [guide.name, ...guide.keywords]
      .filter(
        (word) =>
          !rankGuides(word, guides)
            .slice(0, 3)
            .some(({ slug }) => slug === guide.slug),
      )
      .map((word) => `${word} (${guide.slug})`),
  );
  expect(lost).toEqual([]);
});

test.each(['今天晚饭吃什么', '身份证丢了去哪补办', 'qwertyuiop', '怎么办', '你好', '?!', '', '   ', '股票'])(
  '「%s」 is answered by no guide: better none than a wrong one',
  (query) => {
    expect(rankGuides(query, guides)).toEqual([]);
  },
);

test('width, case, blanks and signs do not matter', () => {
  expect(foldQuery(' ＡＥＤ，怎么 用？！')).toBe('aed怎么用');
  expect(best(' 地 震 ！！')).toBe('earthquake');
});

test('what is left of a question is what it is about', () => {
  expect(subjectOf('地震发生时怎么办')).toBe('地震');
  expect(subjectOf('怎么办')).toBe('怎么办');
});

test('a question of a million characters is cut, not suffered', () => {
  const started = performance.now();
  rankGuides('地震'.repeat(500_000), guides);
  rankGuides('\u0301😀<script>'.repeat(100_000), guides);
  expect(performance.now() - started).toBeLessThan(2000);
});
