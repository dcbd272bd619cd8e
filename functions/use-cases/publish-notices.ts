import type { Notice } from './alert-deps.ts';

/** What an operator is told about a bulletin that was taken although something about its place or time is odd. */
export const ORIGINAL_UNKNOWN: Notice = {
  word: 'original-unknown',
  message: '这是一次更新，但本站没有收到过它更新的那条预警，已按新预警发布。',
  path: 'references',
};

export const ORIGINAL_CANCELLED: Notice = {
  word: 'original-cancelled',
  message: '它更新的那条预警已经解除，已按新预警发布；请与发布单位核实。',
  path: 'references',
};

export const ALREADY_ENDED: Notice = {
  word: 'already-ended',
  message: '这条预警已过有效期，只存入往期，不推送。',
  path: 'expires',
};

export const SENT_IN_FUTURE: Notice = {
  word: 'sent-in-future',
  message: '发布时间晚于现在，可能写错了时区或日期；已照原文发布，请与发布单位核实。',
  path: 'sent',
};

export const REGION_BY_NAME: Notice = {
  word: 'region-by-name',
  message: '范围只能按地名辨认（没有可用的区划代码，图形也不在本站服务的地区），请核对。',
  path: 'areas',
};

export const PARTLY_LIFTED: Notice = {
  word: 'partly-lifted',
  message: '只解除了一部分地区，其余地区的预警继续有效，仍用原来的文字。',
  path: 'regions',
};

export const LIFT_UNCLEAR: Notice = {
  word: 'lift-unclear',
  message: '解除的地区比预警的范围小，分不开；已存为草稿。确认整条解除时，请补上预警的全部地区再发布。',
  path: 'regions',
};
