import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { operatorAlertRoutes } from '../../../functions/api/operator-alerts.ts';
import { requireOperator } from '../../../functions/http/operator-token.ts';
import { flashFlood } from '../alert-form.ts';
import { capDocument } from '../cap-document.ts';
import { NOTHING, openDesk } from '../alert-desk.ts';

const TOKEN = 'right-token';
const JSON_TYPE = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

async function openOffice() {
  const desk = await openDesk();
  const app = new Hono();
  app.use(requireOperator(TOKEN));
  app.route('/', operatorAlertRoutes(desk.deps));
  const ask = async (method: string, path: string, body?: BodyInit | null, headers: HeadersInit = JSON_TYPE) => {
    const response = await app.request(path, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  }; // prettier-ignore
  return { desk, ask };
}

/** Every refusal has this form: a stable word, its status, and a sentence in Chinese that says what to do. */
function problem(word: string, status: number) {
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    body: { type: `urn:anlan:problem:${word}`, word, status, title: expect.stringMatching(/\p{Script=Han}{4}/u) as string },
  };
} // prettier-ignore

test.each([
  ['no token', {}],
  ['a wrong token', { authorization: 'Bearer wrong' }],
  ['the token as a password', { authorization: `Basic ${TOKEN}` }],
  ['the token with something after it', { authorization: `Bearer ${TOKEN} ` + 'x' }],
])('with %s nothing opens, and the answer says how to ask', async (_, headers) => {
  const { desk, ask } = await openOffice();
  for (const [method, path] of [['POST', '/alerts'], ['POST', '/documents'], ['GET', '/drafts'], ['PUT', '/alerts/abcd']] as const) {
    const answer = await ask(method, path, method === 'GET' ? undefined : JSON.stringify(flashFlood()), headers);
    expect(answer).toMatchObject(problem('operator-token-wrong', 401));
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect(await desk.counts()).toEqual(NOTHING);
}); // prettier-ignore

const form = (change: object) => JSON.stringify({ ...flashFlood(), ...change });
test.each([
  ['no JSON', '{"hazard":', 'json-invalid', 400, undefined],
  ['nothing', '', 'json-invalid', 400, undefined],
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'json-invalid', 400, undefined],
  ['a list', '[]', 'field-invalid', 422, ''],
  ['null', 'null', 'field-invalid', 422, ''],
  ['a number for a hazard', form({ hazard: 11 }), 'field-invalid', 422, 'hazard'],
  ['regions that are no list', form({ regions: '654225' }), 'field-invalid', 422, 'regions'],
  ['no regions', form({ regions: [] }), 'field-invalid', 422, 'regions'],
  ['ten thousand regions', form({ regions: Array<string>(5000).fill('654225') }), 'field-invalid', 422, 'regions'],
  ['a region that is a number', form({ regions: [654225] }), 'field-invalid', 422, 'regions.0'],
  ['a colour of no scale', form({ level: 'purple' }), 'field-invalid', 422, 'level'],
  ['a date without an offset', form({ expires: '2026-07-01 20:00' }), 'field-invalid', 422, 'expires'],
  ['the 31st of June', form({ expires: '2026-06-31T20:00:00+08:00' }), 'field-invalid', 422, 'expires'],
  ['a field nobody knows', form({ urgent: true }), 'field-invalid', 422, ''],
  ['a blank source', form({ source: ' \u200b ' }), 'field-invalid', 422, 'source'],
  ['a headline of 201 characters', form({ headline: '山'.repeat(201) }), 'field-invalid', 422, 'headline'],
  ['a headline of a million characters', form({ headline: '山'.repeat(1_000_000) }), 'request-too-large', 413, undefined],
  ['NUL', form({ headline: 'a\0b' }), 'text-invalid', 422, undefined],
  ['half a character', form({ headline: 'x' }).replace('"x"', '"\\ud800"'), 'text-invalid', 422, undefined],
  ['NUL in the name of a field', form({ 'a\0': 1 }), 'text-invalid', 422, undefined],
  ['thirty thousand brackets', '['.repeat(30_000) + ']'.repeat(30_000), 'field-invalid', 422, ''],
  ['thirty thousand brackets around half a character', `${'['.repeat(30_000)}"\\ud800"${']'.repeat(30_000)}`, 'text-invalid', 422, undefined],
  ['a weather signal', form({ hazard: '暴雨' }), 'hazard-meteorological', 422, 'hazard'],
  ['an unknown region', form({ regions: ['000000'] }), 'region-unknown', 422, 'regions'],
  ['a region that is not ours', form({ regions: ['110101'] }), 'region-not-served', 422, 'regions'],
  ['an end in the past', form({ expires: '2020-01-01T00:00:00Z' }), 'validity-invalid', 422, 'expires'],
])('an alert of %s is refused and changes nothing', async (_, body, word, status, path) => {
  const { desk, ask } = await openOffice();
  const answer = await ask('POST', '/alerts', body);
  expect(answer).toMatchObject(problem(word, status));
  if (path !== undefined) expect(answer.body['path']).toBe(path);
  expect(await desk.counts()).toEqual(NOTHING);
}); // prettier-ignore

test('what is wrong with a field is said in Chinese, and what is allowed there', async () => {
  const { ask } = await openOffice();
  const detail = async (change: object) => (await ask('POST', '/alerts', form(change))).body['detail'];
  expect(await detail({ level: 'purple' })).toContain('"red"|"orange"|"yellow"|"blue"');
  for (const change of [{ level: 'purple' }, { hazard: 1 }, { source: '' }, { urgent: 1 }, { expires: 'x' }])
    expect(await detail(change)).toMatch(/\p{Script=Han}{2}/u);
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/jsonx',
  '',
])('a form sent as %j is not JSON: a foreign page could send it', async (type) => {
  const { desk, ask } = await openOffice();
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': type };
  expect(await ask('POST', '/alerts', form({}), headers)).toMatchObject(
    problem('media-type-unsupported', 415),
  );
  expect(await desk.counts()).toEqual(NOTHING);
});

test('issue, update and cancel answer with the alert and its revision, never cached', async () => {
  const { ask } = await openOffice();
  const issued = await ask('POST', '/alerts', form({}));
  expect(issued).toMatchObject({ status: 200, body: { outcome: 'published', revision: 1 } });
  expect(issued.headers.get('cache-control')).toBe('no-store');
  const path = `/alerts/${String(issued.body['alertId'])}`;
  expect((await ask('PUT', path, form({ level: 'red' }))).body).toMatchObject({ revision: 2 });
  expect((await ask('POST', `${path}/cancel`, '{"reason":"雨停了"}')).body).toMatchObject({ revision: 3 });
  expect(await ask('POST', `${path}/cancel`, '{}')).toMatchObject(problem('alert-already-cancelled', 409));
  expect(await ask('PUT', path, form({}))).toMatchObject(problem('alert-already-cancelled', 409));
  expect(await ask('PUT', '/alerts/nosuchalert', form({}))).toMatchObject(problem('alert-unknown', 404));
  expect(await ask('POST', '/alerts/%00/cancel', '{}')).toMatchObject(problem('alert-unknown', 404));
});

test('a relayed alert is not rewritten', async () => {
  const { desk, ask } = await openOffice();
  const [result] = await desk.ingestAll(capDocument());
  const id = result?.ok === true ? (result.value.alertId ?? '') : '';
  expect(await ask('PUT', `/alerts/${id}`, form({}))).toMatchObject(problem('relayed-not-editable', 409));
});

test.each([
  ['DOCTYPE', '<!DOCTYPE a><a/>', 'doctype-forbidden', 422],
  ['broken XML', '<alert>', 'xml-malformed', 422],
  ['a test message', capDocument({ status: 'Test' }), 'status-not-actual', 422],
  ['a cancel of nothing', capDocument({ msgType: 'Cancel', references: 's,i,2026-07-01T08:00:00+08:00' }), 'original-unknown', 409],
  ['nothing', '', 'bulletin-unreadable', 422],
  ['twenty megabytes', '<'.padEnd(20 * 1024 * 1024, 'x'), 'request-too-large', 413],
])('a document of %s is refused with its word', async (_, document, word, status) => {
  const { desk, ask } = await openOffice();
  expect(await ask('POST', '/documents', document)).toMatchObject(problem(word, status));
  expect(await desk.counts()).toEqual(NOTHING);
}); // prettier-ignore

test('twenty megabytes without a stated length are refused while they are read', async () => {
  const { ask } = await openOffice();
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const answer = await ask('POST', '/documents', endless);
  expect(answer).toMatchObject(problem('request-too-large', 413));
  expect(sent).toBeLessThan(10);
});

test('of several bulletins each has its own answer, in order', async () => {
  const { ask } = await openOffice();
  const good = '裕民县气象台2026年7月1日10时34分发布暴雨蓝色预警信号：预计裕民县大部有50毫米以上降水。';
  const unknown = '乌苏市气象台2026年7月1日11时00分解除大风黄色预警信号。';
  const { status, body } = await ask('POST', '/documents', `${good}\n\n${unknown}`);
  expect(status).toBe(200);
  expect(body['results']).toMatchObject([
    { outcome: 'published' },
    { outcome: 'refused', problem: { word: 'original-unknown', status: 409 } },
  ]);
});

test('a draft is listed, completed and gone', async () => {
  const { ask } = await openOffice();
  await ask('POST', '/documents', '裕民县气象台发布暴雨预警。');
  const { drafts } = (await ask('GET', '/drafts')).body as { drafts: { id: string; missing: string[] }[] };
  expect(drafts).toMatchObject([{ missing: ['level', 'issuedAt'] }]);
  const path = `/drafts/${drafts[0]?.id ?? ''}/complete`;
  expect(await ask('POST', path, '{"level":"红"}')).toMatchObject(problem('field-invalid', 422));
  expect(await ask('POST', path, '{"level":"red"}')).toMatchObject(problem('bulletin-incomplete', 422));
  const given = JSON.stringify({ level: 'red', issuedAt: '2026-07-01T11:00:00+08:00' });
  expect((await ask('POST', path, given)).body).toMatchObject({ outcome: 'published' });
  expect(await ask('POST', path, given)).toMatchObject(problem('draft-unknown', 404));
  expect((await ask('GET', '/drafts')).body).toEqual({ drafts: [] });
});
