import { useState } from 'react';
import type { DeskDraft, DeskReading, OfficerForm, UnreadField } from '../../domain/alert-desk.ts';
import { sentenceOf, type Ask } from './desk-answer.ts';
import { readingSaid } from './reading-said.ts';

interface Wish {
  ask: Ask;
  /** Whether something stands in the form that a reading would replace. */
  isEmpty(): boolean;
  /** Our own office's words: they fill the form. */
  fill(form: OfficerForm): void;
  /** Another authority's: a draft of its own, which nobody may edit. */
  open(draft: DeskDraft, said: string): void;
}

/** A page of warnings is some few; hundreds of drafts from one paste are an attack or a mistake. */
const MOST_AT_ONCE = 12;

export interface Reading {
  read(given: string | Blob): Promise<void>;
  isReading: boolean;
  said: string;
  /** The text, when it says of itself that it is a drill. */
  drillText: string | null;
  /** What the text did not tell; null before anything was read. */
  unread: readonly UnreadField[] | null;
}

/** What becomes of a pasted text: fields, a draft to relay, or a word why neither. */
export function useReading({ ask, isEmpty, fill, open }: Wish): Reading {
  const [isReading, setReading] = useState(false);
  const [said, setSaid] = useState('');
  const [drillText, setDrillText] = useState<string | null>(null);

  const [unread, setUnread] = useState<readonly UnreadField[] | null>(null);

  const relay = async (document: string, bulletinsInAll: number): Promise<string> => {
    if (bulletinsInAll > MOST_AT_ONCE)
      return `原文里有 ${bulletinsInAll} 条，太多了。请分几次粘贴，每次不超过 ${MOST_AT_ONCE} 条。`;
    const first = await ask<DeskDraft>('POST', 'desk/drafts', { document });
    if (first.outcome !== 'done') return sentenceOf(first);
    // The others wait in the list: of a text with three warnings none may be forgotten.
    for (let bulletin = 1; bulletin < bulletinsInAll; bulletin += 1)
      await ask('POST', 'desk/drafts', { document, bulletin });
    const others = bulletinsInAll - 1;
    open(
      first.value,
      others === 0
        ? ''
        : `原文里有 ${bulletinsInAll} 条。这是第一条，其余 ${others} 条在草稿里，请逐条核对。`,
    );
    return '';
  };
  const take = async (given: string | Blob): Promise<string> => {
    const reading = await ask<DeskReading>('POST', 'desk/read', readBody(given));
    if (reading.outcome !== 'done') return sentenceOf(reading);
    const { form, isRelay, isDrill, bulletinsInAll, document: text } = reading.value;
    setDrillText(isDrill ? text : null);
    if (isDrill) return '这份原文写明是演练或测试，不能作为预警发布。';
    if (isRelay) return relay(text, bulletinsInAll);
    if (!isEmpty() && !confirm('已经填了一些内容，用读出来的换掉吗？')) return '没有换，还是原来填的。';
    fill(form);
    setUnread(reading.value.unread);
    return readingSaid(reading.value);
  };
  const read = async (given: string | Blob): Promise<void> => {
    setReading(true);
    setSaid(await take(given));
    setReading(false);
  };
  return { read, isReading, said, drillText, unread };
}

/** Pasted text as JSON, a file as its bytes. */
export const readBody = (given: string | Blob): unknown =>
  typeof given === 'string' ? { text: given } : given;
