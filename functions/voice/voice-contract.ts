export type Speech =
  | { ok: true; wav: Uint8Array<ArrayBuffer> }
  /** `none`: no voice is set up. `busy`: too many wait. `failed`: the command did not give a sound file. */
  | { ok: false; reason: 'none' | 'busy' | 'failed' };

/** Reads a script aloud with the voice that is installed on this machine, one script at a time. */
export interface Voice {
  isInstalled: boolean;
  speak(text: string): Promise<Speech>;
}
