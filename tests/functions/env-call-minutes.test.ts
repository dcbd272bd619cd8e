import { expect, test } from 'vitest';
import { EnvProblem, readEnv } from '../../functions/env.ts';

test('the minutes before a reminder are this portal’s own until an office sets others; 0 is never', () => {
  expect(readEnv({}).ANLAN_CALL_MINUTES).toEqual({ red: 10, orange: 20, yellow: 60, blue: null, none: 20 });
  expect(readEnv({ ANLAN_CALL_MINUTES: '5,15,0,0,30' }).ANLAN_CALL_MINUTES).toEqual({
    red: 5,
    orange: 15,
    yellow: null,
    blue: null,
    none: 30,
  });
});

test.each(['10', '1,2,3,4', '1,2,3,4,5,6', '红,橙,黄,蓝,无', '-1,2,3,4,5', '1.5,2,3,4,5', '9999,2,3,4,5'])(
  '%s stops the start and says what may stand there',
  (value) => {
    expect(() => readEnv({ ANLAN_CALL_MINUTES: value })).toThrow(EnvProblem);
    expect(() => readEnv({ ANLAN_CALL_MINUTES: value })).toThrow(/ANLAN_CALL_MINUTES 要写五个/);
  },
);
