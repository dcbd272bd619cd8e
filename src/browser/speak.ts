/**
 * Reading a script aloud with the voice of this device. Nothing is offered until a Chinese voice is known to be there: a
 * button that stays silent, or reads Chinese with an English voice, costs a minute nobody has.
 */
const isChinese = ({ lang }: SpeechSynthesisVoice): boolean => /^(?:zh|cmn)\b/i.test(lang.replace('_', '-'));

/** The Chinese voice to read with: of the mainland first, one on the device before one over the network. */
export function chineseVoice(voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | null {
  const rank = (voice: SpeechSynthesisVoice): number =>
    (/^(?:zh|cmn)[-_](?:hans[-_])?cn/i.test(voice.lang) ? 0 : 2) + (voice.localService ? 0 : 1);
  return voices.filter(isChinese).sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** Some engines stop after some fifteen seconds of one utterance: every line is one of its own. */
export function linesToSpeak(script: string): string[] {
  return script
    .replace(/【([^【】]*)】/g, '$1。')
    .split(/\n|(?<=[。！？!?])/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A little slower than talk: horns echo. */
const RATE = 0.85;

/** Shows the buttons once a voice is there; a second press stops. */
export function startSpeaking(page: Document, speech: SpeechSynthesis | undefined): void {
  if (speech === undefined) return;
  const look = (): void => {
    if (chineseVoice(speech.getVoices()) !== null) page.documentElement.dataset['canSpeak'] = 'yes';
  };
  look();
  speech.addEventListener('voiceschanged', look);
  page.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-speak]');
    const script = page.getElementById(button?.dataset['speak'] ?? '')?.textContent ?? '';
    const voice = chineseVoice(speech.getVoices());
    if (button === null || voice === null || script === '') return;
    const isSpeaking = speech.speaking;
    speech.cancel();
    if (isSpeaking) return;
    for (const line of linesToSpeak(script)) {
      const utterance = new SpeechSynthesisUtterance(line);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = RATE;
      speech.speak(utterance);
    }
  });
  // A voice that goes on after the page is gone cannot be stopped any more.
  addEventListener('pagehide', () => speech.cancel());
}
