import { MAX_MESSAGE_PHOTOS, type StatusView } from '../../src/domain/tip-off-status.ts';
import { json, taking } from './api-docs-operation.ts';
import type { Documented } from './api-docs-tags.ts';
import { statusShape } from './api-docs-tip-off-view.ts';
import { STATUS_BODIES } from './tip-off-status-bodies.ts';

const example: StatusView = {
  caseNo: '2026-041873',
  kind: 'hazard',
  state: 'needs-info',
  steps: [{ event: 'received', day: '2026-07-01' }, { event: 'needs-info', day: '2026-07-02' }],
  transferredTo: null,
  clocks: [{ name: 'accept', startDay: '2026-07-01', lastDay: '2026-07-08', isLate: false, isInHours: false, basis: '本站自定，5 个工作日' }],
  isCalendarKnown: true,
  extension: null,
  finding: null,
  declineReason: null,
  messages: [{ by: 'office', text: '请问是几号楼？', day: '2026-07-02' }],
  photosLeft: 29,
  reward: null,
  followUp: 'ahead',
}; // prettier-ignore
const receipt = '7ZQK-0M3V-XW2A-9HPC-4';
const answer = { schema: statusShape, example };
const WRONG = '查询码写错、作废、从未有过，回答一字不差';
const refuses = [400, 404, 413, 415, 422, 429];
const write = { description: `照片用 multipart/form-data 的 photos，一次最多 ${MAX_MESSAGE_PHOTOS} 张`, refuses: [...refuses, 409] }; // prettier-ignore

export const tipOffStatusDocs: readonly Documented[] = [
  { method: 'post', path: '/api/tip-offs/status', operation: json('举报', '凭查询码看进度；查询码只放在请求正文里', answer, { description: WRONG, refuses, ...taking('application/json', STATUS_BODIES.status, { receipt }) }) },
  { method: 'post', path: '/api/tip-offs/messages', operation: json('举报', '给办理部门留言、补照片', answer, { ...write, ...taking('application/json', STATUS_BODIES.messages, { receipt, text: '三号楼' }) }) },
  { method: 'post', path: '/api/tip-offs/claim', operation: json('举报', '凭查询码和领奖密码领奖；密码错五次后到承办单位办理', answer, { refuses: [...refuses, 403, 409], ...taking('application/json', STATUS_BODIES.claim, { receipt, claimSecret: '204618', claim: 'YWdlLWVuY3J5cHRpb24…', claimKeyId: 'k1' }) }) },
  { method: 'post', path: '/api/tip-offs/waive', operation: json('举报', '放弃奖励，不能反悔', answer, { refuses: [...refuses, 403, 409], ...taking('application/json', STATUS_BODIES.waive, { receipt, claimSecret: '204618' }) }) },
  { method: 'post', path: '/api/tip-offs/follow-up', operation: json('举报', '回答回访', answer, { refuses: [...refuses, 409], ...taking('application/json', STATUS_BODIES['follow-up'], { receipt, answer: 'satisfied', words: '' }) }) },
  { method: 'post', path: '/api/tip-offs/opt-out', operation: json('举报', '不要回访', answer, { refuses, ...taking('application/json', STATUS_BODIES['opt-out'], { receipt }) }) },
]; // prettier-ignore
