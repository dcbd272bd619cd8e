import { isExpiredOnArrival, type CapInfo, type CapMessage } from '../domain/cap-message.ts';
import { levelOfInfo } from './cap-level.ts';
import type { CapReport } from './cap-report.ts';

const HTML_TAG = /<\/?[a-z][^<>]{0,200}>/i;
/** The specification's own rule: references are a list of `sender,identifier,sent`, so these would break it. */
const BREAKS_REFERENCES = /[\s,<&]/;

/** Rules that CAP 1.2 states in words, beyond what the schema can say. Reports; never changes the message. */
export function checkMessage(message: CapMessage, hasReferences: boolean, report: CapReport): void {
  for (const name of ['identifier', 'sender'] as const)
    if (BREAKS_REFERENCES.test(message[name]))
      report.warning('identifier-illegal-character', `alert/${name}`);
  if ((message.msgType === 'Update' || message.msgType === 'Cancel') && !hasReferences)
    report.warning('references-missing', 'alert/references');
  if (message.scope === 'Restricted' && message.restriction === null)
    report.warning('restriction-missing', 'alert/restriction');
  if (message.scope !== 'Restricted' && message.restriction !== null)
    report.note('restriction-unexpected', 'alert/restriction');
  if (message.scope === 'Private' && message.addresses === null)
    report.warning('addresses-missing', 'alert/addresses');
  message.infos.forEach((info, index) => {
    const path = `alert/info[${index + 1}]`;
    // Some all-clears expire at the moment they are sent; that is odd, but not wrong.
    const hasNoLife = isExpiredOnArrival(info, message);
    if (hasNoLife && info.expires?.at === message.sent.at) report.note('expires-at-sent', `${path}/expires`);
    else if (hasNoLife) report.warning('expires-before-sent', `${path}/expires`);
    if (levelOfInfo(info).isDisputed) report.warning('level-disagrees', path, info.severity);
    const texts = [info.headline, info.description, info.instruction, info.contact];
    if (texts.some((text) => text !== null && HTML_TAG.test(text))) report.note('html-in-text', path);
    const twin = message.infos.slice(0, index).some((other) => isSameTextInOtherLanguage(other, info));
    if (twin) report.note('language-same-text', `${path}/language`);
  });
}

function isSameTextInOtherLanguage(a: CapInfo, b: CapInfo): boolean {
  if (a.language.toLowerCase() === b.language.toLowerCase()) return false;
  return a.description !== null && a.description === b.description && a.headline === b.headline;
}
