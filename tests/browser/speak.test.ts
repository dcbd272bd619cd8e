import { describe, expect, it } from 'vitest';
import { chineseVoice, linesToSpeak } from '../../src/browser/speak.ts';

const voice = (lang: string, localService = true): SpeechSynthesisVoice =>
  ({ lang, localService, name: lang, default: false, voiceURI: lang }) as SpeechSynthesisVoice;

describe('the voice to read Chinese with', () => {
  it('is none where no voice speaks Chinese', () => {
    expect(chineseVoice([])).toBeNull();
    expect(chineseVoice([voice('en-US'), voice('ja-JP'), voice('zhx-XX')])).toBeNull();
  });

  it.each([
    [['en-US', 'zh-TW', 'zh-CN'], 'zh-CN'],
    [['zh-HK', 'cmn-Hans-CN'], 'cmn-Hans-CN'],
    [['zh_CN'], 'zh_CN'],
    [['zh-TW', 'en-GB'], 'zh-TW'],
  ])('of %s is %s', (langs, chosen) => {
    expect(chineseVoice(langs.map((lang) => voice(lang)))?.lang).toBe(chosen);
  });

  it('on the device goes before one over the network', () => {
    expect(chineseVoice([voice('zh-CN', false), voice('zh-CN', true)])?.localService).toBe(true);
  });
});

it('a script is spoken line by line, its marks as words', () => {
  expect(linesToSpeak('【演练】这是演练。\n到村口去。不要跑！\n\n')).toEqual(['演练。', '这是演练。', '到村口去。', '不要跑！']); // prettier-ignore
});
