import type { Sheet } from '../../src/domain/mouth-sheet.ts';

/** What a picture is drawn from: the sheet whose text was checked against the bulletin, and when it is drawn. */
export interface PictureOrder {
  sheet: Sheet;
  /** `7月1日 10:44`: a picture does not age by itself, so it says when it was made. */
  madeAt: string;
}

export type Picture =
  | { ok: true; png: Uint8Array<ArrayBuffer> }
  /** `font`: no font here has some of the characters, so it would show boxes. `busy`: too many wait already. */
  | { ok: false; reason: 'font' | 'busy' | 'failed' };

/** Draws one at a time; whoever asks for what is being drawn gets that drawing. */
export interface PictureStudio {
  /** `key` names the content: the same key is the same picture. */
  draw(key: string, order: () => PictureOrder): Promise<Picture>;
  close(): Promise<void>;
}
