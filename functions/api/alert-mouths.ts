import { Hono } from 'hono';
import { binaryAnswer } from '../http/binary-answer.ts';
import { problemResponse } from '../http/problem-response.ts';
import {
  drawDrill,
  drawPicture,
  readEbm,
  readMouths,
  speakScript,
  type MouthDeps,
} from '../use-cases/alert-mouths.ts';

const LANGUAGE = '[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}';

/**
 * Ready texts of one alert. GET /api/alerts/<id>/mouths[?language=ug] — all of them as JSON;
 * GET /alerts/<id>/<revision>[.<language>].png — the picture; GET /drills/<id>.png;
 * GET /alerts/<id>/audio.wav — the script read aloud; GET /alerts/<id>/ebm-<n>.xml — 应急广播, provisional.
 */
export function alertMouthRoutes(deps: MouthDeps): Hono {
  const app = new Hono();
  app.get('/api/alerts/:id/mouths', async (c) => {
    const read = await readMouths(deps, c.req.param('id'), c.req.query('language'));
    return read.ok ? c.json({ now: deps.source.now(), mouths: read.value }) : problemResponse(read.problem);
  });
  app.get(`/alerts/:id/:file{\\d{1,6}(?:\\.${LANGUAGE})?\\.png}`, async (c) => {
    const { id, file } = c.req.param();
    const [revision = '', language] = file.replace(/\.png$/, '').split('.');
    const drawn = await drawPicture(deps, id, Number(revision), language);
    return binaryAnswer(c.req.raw, drawn, 'image/png', `warning-${id}-${revision}.png`);
  });
  app.get('/drills/:file{[0-9a-z-]+\\.png}', async (c) => {
    const { file } = c.req.param();
    return binaryAnswer(c.req.raw, await drawDrill(deps, file.slice(0, -'.png'.length)), 'image/png', file);
  });
  app.get('/alerts/:id/audio.wav', async (c) => {
    const { id } = c.req.param();
    return binaryAnswer(c.req.raw, await speakScript(deps, id), 'audio/wav', `warning-${id}.wav`);
  });
  app.get('/alerts/:id/:file{ebm-\\d{1,3}\\.xml}', async (c) => {
    const number = Number(/\d+/.exec(c.req.param('file'))?.[0]);
    const document = await readEbm(deps, c.req.param('id'), number);
    if (!document.ok) return problemResponse(document.problem);
    return new Response(document.value, {
      headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' },
    });
  });
  return app;
}
