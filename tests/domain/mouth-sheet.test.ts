import { describe, expect, it } from 'vitest';
import { drillView } from '../../src/domain/mouth-drill.ts';
import { NOTICE_STEPS, noticeStep, SCREEN_STEPS, screenStep } from '../../src/domain/mouth-fit.ts';
import { NOTICE_ROOM, PICTURE_ROOM, SCREEN_ROOM, sheetOf, sheetText, type SheetRoom } from '../../src/domain/mouth-sheet.ts'; // prettier-ignore
import { alertView } from '../../src/domain/mouth-view.ts';
import { wallOf, wallSlides } from '../../src/domain/mouth-wall.ts';
import { examplePart, exampleRevision } from '../support/alert-example.ts';
import { area, exampleDrill, HISTORIES, NOW, TEXTS } from '../feeds/mouth-fixture.ts';

const viewOf = (name: string, now = NOW) => alertView(HISTORIES[name] ?? [], 'zh-CN', now, TEXTS);
const sheet = (name: string, room: SheetRoom = PICTURE_ROOM, now = NOW) => sheetOf(viewOf(name, now), room);
const drill = drillView(exampleDrill(), 'zh-CN', NOW, TEXTS);

describe('a sheet', () => {
  it('has a line for each fact, in the order a person asks', () => {
    expect(sheetText(sheet('an update', NOTICE_ROOM)).split('\n')).toEqual([
      '【更新】山洪橙色预警',
      '范围：裕民县',
      '时间：至 7月1日 20:00',
      '怎么做：立即转移到高处。不要蹚水过河。',
      '情况：预计未来六小时有强降雨。',
      '变化：由黄色升为橙色',
      '发布单位：裕民县气象台',
      '发布时间：7月1日 10:34 更新',
      '最新情况：https://yjglj.example/alerts/a1b2c3/',
    ]);
  });

  it('never looks current when it is over, lifted, withdrawn or replaced', () => {
    expect(sheet('orange').isPast).toBe(false);
    for (const name of ['an all-clear', 'a withdrawal']) expect(sheet(name).isPast, name).toBe(true);
    expect(sheet('orange', PICTURE_ROOM, '2026-07-02T12:00:00.000Z').isPast).toBe(true);
    const old = alertView(HISTORIES['orange'] ?? [], 'zh-CN', NOW, TEXTS, true);
    expect(sheetOf(old, PICTURE_ROOM)).toMatchObject({ isPast: true, marks: ['【已有新版】'] });
  });

  it('only a lifted one says 解除', () => {
    expect(sheet('an all-clear').closing).toBe('这条预警已经解除。');
    expect(sheet('a withdrawal').closing).toBe('本站不再转发这条预警。它是否解除，以发布单位的消息为准。');
  });

  it('an end that the authority did not state is called ours', () => {
    expect(sheet('no end stated').parts[0]?.time).toBe('没有写明到什么时候，本站展示至 7月2日 10:34');
  });

  it('holds no sentence that is cut within, whatever its size', () => {
    const instruction = `${'往高处走，'.repeat(60)}不要停。${'立即转移。'.repeat(80)}`;
    for (const room of [SCREEN_ROOM, PICTURE_ROOM, NOTICE_ROOM]) {
      const long = alertView(
        [exampleRevision({ parts: [examplePart({}, { instruction })] })],
        'zh-CN',
        NOW,
        TEXTS,
      );
      const actions = sheetOf(long, room).parts[0]?.actions ?? [];
      expect(actions.join('').length).toBeLessThanOrEqual(room.actions);
      for (const action of actions) expect(action).toMatch(/[。…]$/);
    }
  });

  it('a drill wears its mark first and says that it is none', () => {
    expect(sheetOf(drill, SCREEN_ROOM)).toMatchObject({ kind: 'drill', marks: ['【演练】'], closing: '这是演练，不是真的预警。' }); // prettier-ignore
  });
});

describe('the size of the type', () => {
  const rank = (steps: readonly { name: string }[], name: string) =>
    steps.findIndex((step) => step.name === name);

  it('is the largest for the shortest and shrinks with what there is to say', () => {
    const sizes = [10, 60, 120, 200, 300, 380].map((length) => {
      const instruction = `${'往高处走不要停留'.repeat(50).slice(0, length - 1)}。`;
      const view = alertView(
        [exampleRevision({ parts: [examplePart({}, { instruction })] })],
        'zh-CN',
        NOW,
        TEXTS,
      );
      return rank(NOTICE_STEPS, noticeStep(sheetOf(view, NOTICE_ROOM)));
    });
    expect(sizes[0]).toBe(0);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes.at(-1)).toBeGreaterThan(1);
  });

  it('on a wall leaves room for the names of the other bulletins', () => {
    for (const name of Object.keys(HISTORIES)) {
      const one = sheet(name, SCREEN_ROOM);
      expect(rank(SCREEN_STEPS, screenStep(one, true))).toBeGreaterThanOrEqual(rank(SCREEN_STEPS, screenStep(one, false))); // prettier-ignore
    }
  });
});

describe('a wall', () => {
  it('shows of several levels only those of its place', () => {
    const slides = wallSlides(viewOf('several parts'), '654225100');
    expect(slides).toHaveLength(1);
    expect(slides[0]?.sheet.parts.map(({ title }) => title)).toEqual(['山洪红色预警', '山洪黄色预警']);
    expect(wallSlides(viewOf('several parts'), '659007')).toEqual([]);
  });

  it('gives each of many levels a slide of its own', () => {
    const parts = ['red', 'orange', 'yellow'].map((level) =>
      examplePart({ level: level as 'red', areas: [area(`${level}镇`)] }),
    );
    const slides = wallSlides(alertView([exampleRevision({ parts })], 'zh-CN', NOW, TEXTS), '654225');
    expect(slides.map(({ sheet: { parts: [part] } }) => part?.title)).toEqual(['山洪红色预警', '山洪橙色预警', '山洪黄色预警']); // prettier-ignore
    expect(new Set(slides.map(({ id }) => id)).size).toBe(3);
  });

  it('shows a drill only while no warning stands', () => {
    expect(wallOf([viewOf('blue')], [drill], '654225').map(({ sheet: { kind } }) => kind)).toEqual(['alert']);
    expect(wallOf([], [drill], '654225').map(({ sheet: { kind } }) => kind)).toEqual(['drill']);
    expect(wallOf([], [drill], '659007')).toEqual([]);
  });
});
