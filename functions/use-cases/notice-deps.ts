import type { DeskSettings } from '../../src/domain/officer-rules.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { NoticeStore } from '../store/notice-contract.ts';
import type { AlertDeps } from './alert-deps.ts';
import type { OptInTelling } from './deliver-telling.ts';

/** What notices are made with. No store of alerts is among it. */
export interface NoticeDeps {
  notices: NoticeStore;
  places: Pick<AlertDeps, 'gazetteer' | 'regions'>;
  settings: Pick<DeskSettings, 'offices'>;
  now(): Instant;
  newId(): string;
  publicUrl: string;
  isDemonstration: boolean;
  /** Hands a telling to the queue of what people asked for. */
  tell(telling: OptInTelling): Promise<void>;
}

/** Tell who asked for notices, at the notice's start. */
export interface NoticeWork {
  noticeId: string;
  version: number;
}
