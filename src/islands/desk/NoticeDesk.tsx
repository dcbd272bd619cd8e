import type { NoticeRecord } from '../../domain/notice.ts';
import type { DeskPage } from './desk-page.ts';
import { DeskStart } from './DeskStart.tsx';
import { NoticeWork } from './NoticeWork.tsx';

interface Props extends DeskPage {
  /** Null: a new one. */
  noticeId: string | null;
}

const MISSING = {
  outcome: 'refused',
  word: 'notice-unknown',
  path: '',
  message: '没有找到这条通告。请核对编号。',
} as const;

/** One notice: written, published, its words changed, taken back. Never a warning. */
export default function NoticeDesk(props: Props) {
  const { noticeId } = props;
  return (
    <DeskStart<NoticeRecord>
      storedUnder="notice"
      load={async (ask) => {
        if (noticeId === null) return { outcome: 'done', value: null };
        const all = await ask<{ notices: readonly NoticeRecord[] }>('GET', 'notices');
        if (all.outcome !== 'done') return all.outcome === 'changed' ? MISSING : all;
        const found = all.value.notices.find(({ id }) => id === noticeId);
        return found === undefined ? MISSING : { outcome: 'done', value: found };
      }}
    >
      {(ready) => <NoticeWork {...props} {...ready} />}
    </DeskStart>
  );
}
