import { describe, expect, test } from 'vitest';
import { answerOf, askWith, sentenceOf } from '../../../src/islands/desk/desk-answer.ts';

const problem = (status: number, body: object): Response =>
  Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });

describe('an answer of the server', () => {
  test('that is well brings its value, and an empty one none', async () => {
    expect(await answerOf(Response.json({ id: 'd1' }), 'draft')).toEqual({
      outcome: 'done',
      value: { id: 'd1' },
    });
    expect((await answerOf(new Response(null, { status: 204 }), 'draft')).outcome).toBe('done');
  });

  test('401 means signing in again, whatever it says', async () => {
    expect(await answerOf(problem(401, { title: '请先登录' }), 'draft')).toEqual({ outcome: 'signed-out' });
  });

  test('draft-changed brings the stored record', async () => {
    const body = { word: 'draft-changed', title: '变了', draft: { id: 'd1' } };
    expect(await answerOf(problem(409, body), 'draft')).toEqual({ outcome: 'changed', theirs: { id: 'd1' } });
    // Without the record there is nothing to choose from: then it is a refusal.
    expect((await answerOf(problem(409, { word: 'draft-changed', title: '变了' }), 'draft')).outcome).toBe(
      'refused',
    );
  });

  test('a refusal says each mistake, or the whole', async () => {
    const body = {
      word: 'field-invalid',
      title: '有错',
      problems: [{ message: '请选级别。' }, { message: '请选地区。' }],
    };
    expect(await answerOf(problem(422, body), 'draft')).toMatchObject({
      outcome: 'refused',
      message: '请选级别。请选地区。',
    });
    expect(await answerOf(problem(422, { word: 'x', title: '有错' }), 'draft')).toMatchObject({
      message: '有错',
    });
  });

  test.each([500, 503, 429])('%i is worth another try', async (status) => {
    expect((await answerOf(problem(status, { title: '忙' }), 'draft')).outcome).toBe('unreachable');
  });

  test('that is no JSON is told by its status', async () => {
    const answer = await answerOf(new Response('<html>', { status: 400 }), 'draft');
    expect(answer).toMatchObject({ outcome: 'refused', message: '服务器回答 400，请稍后再试。' });
  });
});

describe('asking', () => {
  test('never throws: a lost network is an answer', async () => {
    const ask = askWith(() => Promise.reject(new TypeError('failed to fetch')), 'draft');
    const answer = await ask('GET', 'desk/options');
    expect(answer).toEqual({ outcome: 'unreachable', message: '没有连上服务器。' });
    expect(answer.outcome === 'done' ? '' : sentenceOf(answer)).toBe('没有连上服务器。');
  });

  test('sends a form as JSON and a file as its bytes', async () => {
    const sent: (RequestInit | undefined)[] = [];
    const ask = askWith((_, init) => {
      sent.push(init);
      return Promise.resolve(Response.json({}));
    }, 'draft');
    await ask('POST', 'desk/read', { text: '甲' });
    await ask('POST', 'desk/read', new Blob(['甲']));
    expect(sent.map((init) => (init?.headers as Record<string, string>)['content-type'])).toEqual([
      'application/json',
      'application/octet-stream',
    ]);
    expect(sent[0]?.body).toBe('{"text":"甲"}');
    expect(sent[1]?.body).toBeInstanceOf(Blob);
  });
});
