import { describe, expect, test } from 'vitest';
import { createCommandVoice, noVoice } from '../../../functions/voice/command-voice.ts';
import { waveFile } from '../../../functions/voice/wave-file.ts';

/** 44 bytes of header and four of sound, its lengths unknown as a pipe leaves them. */
function wave(sound = [1, 2, 3, 4]): Uint8Array {
  const text = (word: string) => [...word].map((character) => character.charCodeAt(0));
  const endless = [0xff, 0xff, 0xff, 0x7f];
  return new Uint8Array([
    ...text('RIFF'), ...endless, ...text('WAVE'), ...text('fmt '), 16, 0, 0, 0, ...Array.from({ length: 16 }, () => 0),
    ...text('data'), ...endless, ...sound,
  ]); // prettier-ignore
}
const said: string[] = [];
const voice = (code: string, options: { longestMs?: number; mostBytes?: number } = {}) =>
  createCommandVoice({
    command: [process.execPath, '-e', code],
    report: (message) => said.push(message),
    ...options,
  });
const echo = `
  const chunks = []; process.stdin.on('data', (c) => chunks.push(c)).on('end', () => {
    process.stdout.write(Buffer.from(${JSON.stringify([...wave([])])})); process.stdout.write(Buffer.concat(chunks)); });`;

describe('a voice that is a command', () => {
  test('gets the script on its standard input and gives a sound file whose lengths are right', async () => {
    const speech = await voice(echo).speak('山洪橙色预警。$(rm -rf /)');
    if (!speech.ok) throw new Error(speech.reason);
    const view = new DataView(speech.wav.buffer);
    expect(view.getUint32(4, true)).toBe(speech.wav.byteLength - 8);
    expect(view.getUint32(40, true)).toBe(speech.wav.byteLength - 44);
    expect(new TextDecoder().decode(speech.wav.slice(44))).toBe('山洪橙色预警。$(rm -rf /)');
  });

  test("sees none of the server's secrets", async () => {
    process.env['ANLAN_SECRET_OF_TEST'] = 'secret';
    const speech = await voice(`process.stdout.write(Buffer.from(${JSON.stringify([...wave([])])})); process.stdout.write(JSON.stringify(process.env))`).speak('x'); // prettier-ignore
    delete process.env['ANLAN_SECRET_OF_TEST'];
    expect(speech.ok && new TextDecoder().decode(speech.wav.slice(44))).not.toContain('secret');
  });

  test('reads the same script once', async () => {
    const speaking = voice(`process.stdin.resume(); process.stdout.write(Buffer.from(${JSON.stringify([...wave([])])})); process.stdout.write(String(process.hrtime.bigint()))`); // prettier-ignore
    expect(await speaking.speak('a')).toBe(await speaking.speak('a'));
    expect(await speaking.speak('b')).not.toEqual(await speaking.speak('a'));
  });

  test.each([
    ['fails', 'process.exit(3)', {}],
    ['gives no sound file', 'process.stdout.write("hello, this is no wave file at all")', {}],
    ['hangs', 'setInterval(() => {}, 1000)', { longestMs: 200 }],
    [
      'floods',
      `for (let i = 0; i < 100; i += 1) process.stdout.write(Buffer.alloc(10_000))`,
      { mostBytes: 20_000 },
    ],
  ])('that %s is reported and refused', async (_, code, options) => {
    said.length = 0;
    expect(await voice(code, options).speak('x')).toEqual({ ok: false, reason: 'failed' });
    expect(said).toHaveLength(1);
  });

  test('that is not there is reported and refused', async () => {
    const missing = createCommandVoice({
      command: ['/no/such/voice'],
      report: (message) => said.push(message),
    });
    expect(await missing.speak('x')).toEqual({ ok: false, reason: 'failed' });
  });

  test('no voice says that there is none', async () => {
    expect(noVoice.isInstalled).toBe(false);
    expect(await noVoice.speak('x')).toEqual({ ok: false, reason: 'none' });
  });
});

test.each([
  ['nothing', new Uint8Array()],
  ['another format', new TextEncoder().encode('ID3 this is an mp3 file, not a wave file')],
  ['a header without sound', wave([])],
  ['a header that is cut off', wave().slice(0, 30)],
])('%s is no sound file', (_, bytes) => {
  expect(waveFile(bytes)).toBeNull();
});
