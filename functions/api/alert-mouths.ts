import { Hono } from 'hono';
import type { Result } from '../../src/domain/problem.ts';
import { binaryAnswer } from '../http/binary-answer.ts';
import { problemResponse } from '../http/problem-response.ts';
import { drawPicture, readEbm, readMouths, speakScript, type MouthDeps } from '../use-cases/alert-mouths.ts';

const LANGUAGE = '[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}';
/** A drawing or a reading that has to wait is worth another try after so long. */
const RETRY = { 'retry-after': '5' };

/**
 * Ready texts of one alert. GET /api/alerts/<id>/mouths[?language=ug] — all of them as JSON;
 * GET /alerts/<id>/<revision>[.<language>].png — the picture; GET /alerts/<id>/audio.wav — the script read aloud;
 * GET /alerts/<id>/ebm-<n>.xml — 应急广播, provisional.
 */
export function alertMouthRoutes(deps: MouthDeps): Hono {
  const app = new Hono();
  app.get('/api/alerts/:id/mouths', async (c) => {
    const read = await readMouths(deps, c.req.param('id'), c.req.query('language'));
    return read.ok ? c.json({ now: deps.source.now(), mouths: read.value }) : refused(read);
  });
  app.get(`/alerts/:id/:file{\\d{1,6}(?:\\.${LANGUAGE})?\\.png}`, async (c) => {
    const [revision = '', language] = c.req
      .param('file')
      .replace(/\.png$/, '')
      .split('.');
    const drawn = await drawPicture(deps, c.req.param('id'), Number(revision), language);
    if (!drawn.ok) return refused(drawn);
    return binaryAnswer(c.req.raw, drawn.value, 'image/png', `warning-${c.req.param('id')}-${revision}.png`);
  });
  app.get('/alerts/:id/audio.wav', async (c) => {
    const spoken = await speakScript(deps, c.req.param('id'));
    if (!spoken.ok) return refused(spoken);
    return binaryAnswer(c.req.raw, spoken.value, 'audio/wav', `warning-${c.req.param('id')}.wav`);
  });
  app.get('/alerts/:id/:file{ebm-\\d{1,3}\\.xml}', async (c) => {
    const number = Number(/\d+/.exec(c.req.param('file'))?.[0]);
    const document = await readEbm(deps, c.req.param('id'), number);
    if (!document.ok) return refused(document);
    return new Response(document.value, {
      headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' },
    });
  });
  return app;
}

function refused(result: Result<unknown> & { ok: false }): Response {
  const { problem } = result;
  return problemResponse(problem, /busy|failed/.test(problem.word) ? RETRY : {});
}
