import type { AlertForm } from '../../functions/use-cases/issue-alert.ts';

/** An officer's form that is right; a test changes what it is about. In force until 20:00 Beijing time. */
export const flashFlood = (change: Partial<AlertForm> = {}): AlertForm => ({
  hazard: '山洪',
  level: 'orange',
  regions: ['654225'],
  source: '裕民县应急管理局',
  description: '预计未来6小时山区有强降雨。',
  instruction: '住在沟口的人马上往两侧高处走。',
  expires: '2026-07-01T20:00:00+08:00',
  ...change,
});
