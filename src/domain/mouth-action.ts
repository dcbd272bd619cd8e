import { firstSentence, sentenceForPeople } from './instruction.ts';
import { oneLine } from './short-text.ts';

/** More is read by nobody on a loudspeaker or a picture; the whole stands on the bulletin's page. */
const MOST_SENTENCES = 20;
const LONGEST_INPUT = 4000;

/** What a person does, one sentence each, in the order given. */
export interface Actions {
  sentences: readonly string[];
  /** Our guide's words: the authority gave none, or none that names an action. Said as 本站提示. */
  isFromGuide: boolean;
}

/**
 * The sentences of an instruction that a resident can act on, without numbers and headings, each with its full stop;
 * else our guide's; else the first sentence of what the authority says to others.
 */
export function actionsOf(instruction: string, guide: string | null): Actions {
  const own = instruction
    .slice(0, LONGEST_INPUT)
    .split(/(?<=[。！？!?；;\n])/)
    .map((sentence) => sentenceForPeople(sentence))
    .filter((sentence) => sentence !== null)
    .slice(0, MOST_SENTENCES)
    .map(asSentence)
    .filter((sentence) => sentence !== '');
  if (own.length > 0) return { sentences: own, isFromGuide: false };
  if (guide !== null && guide.trim() !== '') return { sentences: sentencesOf(guide), isFromGuide: true };
  const first = asSentence(firstSentence(instruction.slice(0, LONGEST_INPUT)));
  return { sentences: first === '' ? [] : [first], isFromGuide: false };
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[。！？!?；;\n])/)
    .map(asSentence)
    .filter((sentence) => sentence !== '');
}

/** One line that ends; 【】 are the marks of our own texts and become 「」. */
function asSentence(text: string): string {
  const words = oneLine(text)
    .replace(/【/g, '「')
    .replace(/】/g, '」')
    .replace(/[；;，,、]+$/, '');
  if (words === '' || /[。！？!?….؟]$/.test(words)) return words;
  return `${words}${/\p{Script=Han}/u.test(words) ? '。' : '.'}`;
}

/** A clause after one of these changes what the clause before it says: 「可以回家，但要等通知」 must stay whole. */
const TURNS = /^(?:但|却|然而|否则|除|除非|直到|直至|等|待|才|再|方可|后|以免|防止|避免)/;
/** A beginning that says when or for whom, and not yet what to do. */
const CONDITIONS =
  /^(?:如|若|当|遇|在|对|因|由于|为|一旦|只要|凡|除|必要时|可能)|(?:前|后|时|期间|的话|情况下)[，,]?$/;

/** A sentence and its fair beginnings, longest first: cut at a comma only, never where the meaning would turn. */
export function shortenings(sentence: string): string[] {
  const clauses = sentence.replace(/[。！？!?.]$/, '').split(/(?<=[，,])/);
  const found = [sentence];
  for (let count = clauses.length - 1; count > 0; count -= 1) {
    const kept = clauses.slice(0, count);
    const last = kept.at(-1) ?? '';
    if (TURNS.test(clauses[count] ?? '') || CONDITIONS.test(last)) continue;
    found.push(`${kept.join('').replace(/[，,]$/, '')}。`);
  }
  return found;
}
