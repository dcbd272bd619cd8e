import { alertState } from '../../src/domain/alert-state.ts';
import type { AlertRevision } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { dayClock } from '../../src/domain/mouth-clock.ts';
import type { DrillReader } from '../../src/domain/drill.ts';
import { drillView } from '../../src/domain/mouth-drill.ts';
import { alertView, type AlertView, type MouthView } from '../../src/domain/mouth-view.ts';
import type { MouthText, MouthTexts } from '../../src/domain/mouth.ts';
import { failed, ok, type Problem, type Result } from '../../src/domain/problem.ts';
import { ebmTexts } from '../../src/feeds/ebm.ts';
import { scriptForVoice } from '../../src/feeds/loudspeaker.ts';
import { mouthsOf } from '../../src/feeds/mouths.ts';
import { PICTURE_ROOM, sheetOf } from '../../src/domain/mouth-sheet.ts';
import type { PictureStudio } from '../pictures/picture-contract.ts';
import type { Voice } from '../voice/voice-contract.ts';
import type { AlertSource } from './alert-source.ts';

export interface MouthDeps {
  source: Pick<AlertSource, 'now' | 'find'>;
  texts: MouthTexts;
  studio: PictureStudio;
  voice: Voice;
  drills: Pick<DrillReader, 'findDrill'>;
}

const DEFAULT_LANGUAGE = 'zh-CN';

/** All texts of an alert as they are now. */
export async function readMouths(
  deps: MouthDeps,
  alertId: string,
  language = DEFAULT_LANGUAGE,
): Promise<Result<readonly MouthText[]>> {
  const history = await deps.source.find(alertId);
  if (history === null) return failed('alert-unknown', 'id');
  return ok(mouthsOf(history.revisions, language, deps.source.now(), deps.texts));
}

/** One revision's picture. An older one says that it is old, an ended one that it has ended: never a stale one as current. */
export async function drawPicture(
  deps: MouthDeps,
  alertId: string,
  revision: number,
  language = DEFAULT_LANGUAGE,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const history = (await deps.source.find(alertId))?.revisions ?? [];
  const upTo = history.filter((one) => one.revision <= revision);
  const shown = upTo.at(-1);
  if (shown?.revision !== revision) return failed('alert-unknown', 'id');
  const now = deps.source.now();
  const view = alertView(upTo, language, now, deps.texts, shown !== history.at(-1));
  return drawn(deps, view, keyOf(view, shown, now));
}

/** A drill's picture: of no level's colour, its mark first. What is not announced yet has none. */
export async function drawDrill(deps: MouthDeps, drillId: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const drill = await deps.drills.findDrill(drillId);
  if (drill === null || drill.parts.length === 0) return failed('drill-unknown', 'id');
  const now = deps.source.now();
  const view = drillView(drill, DEFAULT_LANGUAGE, now, deps.texts);
  return drawn(deps, view, JSON.stringify(['drill', drill.id, drill.state, drill.endAt, now.slice(0, 4)]));
}

async function drawn(
  deps: MouthDeps,
  view: MouthView,
  key: string,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const picture = await deps.studio.draw(key, () => ({
    sheet: sheetOf(view, PICTURE_ROOM),
    madeAt: dayClock(view.now, view.now),
  }));
  if (picture.ok) return ok(picture.png);
  return failed(
    picture.reason === 'font' ? 'picture-font-missing' : 'picture-busy',
    'language',
    view.language,
  );
}

/** Everything that the passing of time changes on a picture; the hour of its making does not. */
function keyOf(view: AlertView, revision: AlertRevision, now: Instant): string {
  const state = view.isSuperseded ? 'superseded' : alertState(revision, now);
  return JSON.stringify([
    view.id,
    revision.revision,
    view.language,
    state,
    view.parts.length,
    now.slice(0, 4),
  ]);
}

const VOICE_PROBLEM: Record<'none' | 'busy' | 'failed', Problem['word']> = {
  none: 'voice-missing',
  busy: 'voice-failed',
  failed: 'voice-failed',
};

/** The script of the latest revision, read aloud once. */
export async function speakScript(
  deps: MouthDeps,
  alertId: string,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const history = await deps.source.find(alertId);
  if (history === null) return failed('alert-unknown', 'id');
  const view = alertView(history.revisions, DEFAULT_LANGUAGE, deps.source.now(), deps.texts);
  const speech = await deps.voice.speak(scriptForVoice(view));
  return speech.ok ? ok(speech.wav) : failed(VOICE_PROBLEM[speech.reason]);
}

/** One of the EBM documents of the latest revision, counted from 1. */
export async function readEbm(deps: MouthDeps, alertId: string, number: number): Promise<Result<string>> {
  const history = await deps.source.find(alertId);
  if (history === null) return failed('alert-unknown', 'id');
  const view = alertView(history.revisions, DEFAULT_LANGUAGE, deps.source.now(), deps.texts);
  const document = ebmTexts(view)[number - 1];
  return document === undefined ? failed('not-found') : ok(document.text);
}
