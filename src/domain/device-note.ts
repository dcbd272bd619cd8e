import { beijingParts, type Instant } from './instant.ts';

/**
 * What this portal tells one device about itself: a test somebody asked for, a reminder. In the form of an alert's
 * push, so that every browser shows it, and never in its words: no level, no hazard in front, 测试 or 提醒 first.
 */
export interface DeviceNote {
  web_push: 8030;
  notification: {
    title: string;
    body: string;
    lang: 'zh-CN';
    dir: 'auto';
    tag: string;
    navigate: string;
    requireInteraction: false;
    data: { note: NoteKind; nonce: string };
  };
  mutable: true;
}

export type NoteKind = 'test' | 'call' | 'unseen';

/** What the page draws for one check, so that it hears of its own message and of no other. */
export const NONCE_PATTERN = /^[\w-]{8,40}$/;

function note(
  kind: NoteKind,
  nonce: string,
  words: { title: string; body: string },
  url: string,
): DeviceNote {
  const tag = kind === 'test' ? 'device:test' : `device:${kind}:${nonce}`;
  return {
    web_push: 8030,
    notification: {
      ...words,
      lang: 'zh-CN',
      dir: 'auto',
      tag,
      navigate: url,
      requireInteraction: false,
      data: { note: kind, nonce },
    },
    mutable: true,
  };
}

/** Sent because a finger pressed a button on that very device a moment ago. */
export function testNote(nonce: string, publicUrl: string): DeviceNote {
  const words = {
    title: '测试通知（不是预警）',
    body: '您刚才点了“检查”。看到这一条，说明这台设备收得到通知。',
  };
  return note('test', nonce, words, new URL('/subscribe/check/', publicUrl).href);
}

/** To an officer's device. `left` is what that device last said of itself; null when it has said nothing. */
export function callNote(
  alertId: string,
  words: { title: string; place: string; left: number | null },
  publicUrl: string,
): DeviceNote {
  const rest = words.left === null ? '还没有收到叫应情况。' : `还有 ${words.left} 户没有叫应。`;
  const body = `${words.place}：${rest}只有您的手机知道是哪些户。`;
  const url = new URL(`/care/calls/#${encodeURIComponent(alertId)}`, publicUrl).href;
  return note('call', alertId, { title: `叫应提醒：${words.title}`, body }, url);
}

/** Before a device that never came by is forgotten. */
export function unseenNote(id: string, forgottenAt: Instant, publicUrl: string): DeviceNote {
  const { month, day } = beijingParts(forgottenAt);
  const words = {
    title: '提醒：还要继续收预警吗？',
    body: `这台设备一年多没有打开过本站。点开一次就继续；不点，${month}月${day}日以后不再发送。`,
  };
  return note('unseen', id, words, new URL('/subscribe/', publicUrl).href);
}
