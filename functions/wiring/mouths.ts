import { Hono } from 'hono';
import type { DrillReader } from '../../src/domain/drill.ts';
import type { MouthPages } from '../../src/domain/mouth.ts';
import { alertMouthRoutes } from '../api/alert-mouths.ts';
import { jsonFeedRoutes } from '../api/json-feeds.ts';
import { createPictureStudio } from '../pictures/picture-studio.ts';
import { drawPicture } from '../use-cases/alert-mouths.ts';
import { createCommandVoice, noVoice } from '../voice/command-voice.ts';
import type { Area, Base } from './base.ts';

export interface MouthArea extends Area {
  pages: MouthPages;
}

/** Ready texts of bulletins: pictures, sound, documents of broadcasting, JSON Feed. */
export function wireMouths(base: Base, drills: DrillReader): Promise<MouthArea> {
  const { source, texts, env, catalogue } = base;
  const report = (message: string): void => console.error(message);
  const studio = createPictureStudio({ report });
  base.onClose(() => studio.close());
  const voice =
    env.ANLAN_VOICE_COMMAND === undefined
      ? noVoice
      : createCommandVoice({ command: env.ANLAN_VOICE_COMMAND, report });
  const routes = new Hono();
  const deps = { source, texts, studio, voice, drills };
  routes.route('/', alertMouthRoutes(deps));
  routes.route('/', jsonFeedRoutes({ source, texts, isKnownRegion: catalogue.isKnownRegion }));
  const pages: MouthPages = {
    publicUrl: base.publicUrl,
    hasVoice: voice.isInstalled,
    canDraw: async (alertId, revision, language) => {
      const drawn = await drawPicture(deps, alertId, revision, language);
      // A studio that is busy says nothing about the font.
      return drawn.ok || drawn.problem.word !== 'picture-font-missing';
    },
  };
  return Promise.resolve({ routes, pages });
}
