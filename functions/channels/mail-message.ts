import { createHash } from 'node:crypto';
import { MOUTH_NAME, type MouthText } from '../../src/domain/mouth.ts';
import { oneLine } from '../../src/domain/short-text.ts';
import type { HandOver } from './outlet-contract.ts';

const SUBJECT_CHARACTERS = 120;
/** What a mail reader shows itself; everything else goes beside it as a file. */
const isWords = (text: MouthText): boolean => text.mediaType.startsWith('text/plain');

/**
 * The mail of one bulletin. The subject is one line whatever the bulletin says; the Message-ID is the hand-over's, so
 * that a mail sent again after a lost answer is the same mail to every reader that folds doubles.
 */
export function mailMessage(message: HandOver, from: string) {
  const id = createHash('sha256').update(message.key).digest('hex').slice(0, 32);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const words = message.texts.filter((text) => isWords(text) && text.text !== '');
  const isGrave = message.level === 'red' || message.level === 'orange';
  return {
    from: { name: [...oneLine(message.source)].slice(0, 60).join(''), address: from },
    to: 'undisclosed-recipients:;',
    subject: [...oneLine(message.title)].slice(0, SUBJECT_CHARACTERS).join(''),
    messageId: `<${id}@${domain}>`,
    priority: isGrave && message.kind === 'alert' ? ('high' as const) : ('normal' as const),
    headers: { 'auto-submitted': 'auto-generated', 'x-anlan-kind': message.kind, 'x-anlan-key': message.key },
    text: [
      oneLine(message.title),
      ...words.map((text) => `── ${MOUTH_NAME[text.mouth]}\n${text.text.trim()}`),
      `网页：${message.pageUrl}`,
    ].join('\n\n'),
    attachments: message.texts
      .filter((text) => !isWords(text) && text.text !== '')
      .map((text) => attachment(message, text)),
  };
}

function attachment(message: HandOver, text: MouthText) {
  const type = text.mediaType.split(';')[0] ?? '';
  return {
    filename: `${message.kind}-${message.id}-${message.revision}-${text.mouth}.${/[/+]xml$/.test(type) ? 'xml' : 'txt'}`,
    content: text.text,
    contentType: `${type}; charset=utf-8`,
  };
}
