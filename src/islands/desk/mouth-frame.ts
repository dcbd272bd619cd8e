import type { MouthId, MouthText } from '../../domain/mouth.ts';

/** How a mouth's text is drawn: as what people will see, or as code for machines. */
export type Frame = 'card' | 'lock-screen' | 'bubble' | 'script' | 'screen' | 'paper' | 'picture' | 'code';

const FRAMES: Record<MouthId, Frame> = {
  web: 'card',
  push: 'lock-screen',
  sms: 'bubble',
  'sms-long': 'bubble',
  loudspeaker: 'script',
  screen: 'screen',
  notice: 'paper',
  picture: 'picture',
  cap: 'code',
  atom: 'code',
  'json-feed': 'code',
  ebm: 'code',
};

export const frameOf = (mouth: MouthId): Frame => FRAMES[mouth];

/** The figures beside the name: characters, messages, seconds, repeats. */
export function mouthFigures(text: MouthText): string {
  return [
    text.characters === undefined ? null : `${text.characters} 字`,
    text.segments === undefined ? null : `${text.segments} 条`,
    text.readingSeconds === undefined ? null : `念一遍 ${Math.round(text.readingSeconds)} 秒`,
    text.repeats === undefined ? null : `念 ${text.repeats} 遍`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** First line and the rest: a notification's title, a screen's headline. */
export function firstLine(text: string): { first: string; rest: string } {
  const at = text.indexOf('\n');
  return at < 0 ? { first: text, rest: '' } : { first: text.slice(0, at), rest: text.slice(at + 1).trim() };
}

/** What a browser may show as a picture without asking anybody: our own data only, never an address. */
export function pictureSource({ mediaType, text }: MouthText): string | null {
  if (text.startsWith(`data:${mediaType}`) && /^image\/(png|svg\+xml)$/.test(mediaType)) return text;
  if (mediaType === 'image/svg+xml') return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  return /^image\/png$/.test(mediaType) && /^[A-Za-z0-9+/=\s]+$/.test(text)
    ? `data:image/png;base64,${text.replace(/\s/g, '')}`
    : null;
}
