import { useState } from 'react';
import type { NoticeForm, NoticeRecord } from '../../domain/notice.ts';
import { sentenceOf, type Ask } from './desk-answer.ts';
import type { SaverView, Stored } from './draft-saver.ts';
import { SaveLine } from './SaveLine.tsx';
import { useOnwardKey } from './use-onward-key.ts';
import { WithReason } from './WithReason.tsx';

interface Props {
  record: NoticeRecord | null;
  view: SaverView<NoticeForm, NoticeRecord>;
  /** Of a published one: words were changed and not sent yet. */
  isEdited: boolean;
  ask: Ask;
  /** What the server then has; null when something is missing or could not be saved. */
  save(): Promise<Stored<NoticeForm> | null>;
  onRecord(record: NoticeRecord): void;
}

/** Publishing, changing and taking back. */
export function NoticeTurn({ record, view, isEdited, ask, save, onRecord }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  const state = record?.state ?? 'editing';

  const act = async (
    verb: 'publish' | 'withdraw',
    stored: Stored<NoticeForm>,
    body: object,
  ): Promise<void> => {
    const { id, version } = stored;
    const answer = await ask<NoticeRecord>('POST', `notices/${encodeURIComponent(id)}/${verb}`, {
      version,
      ...body,
    });
    if (answer.outcome !== 'done') return setFailure(sentenceOf(answer));
    setSaid(verb === 'publish' ? '已发布。' : '已撤回。');
    return onRecord(answer.value);
  };
  const busy = async (deed: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure('');
    setSaid('');
    await deed();
    setBusy(false);
  };
  const main = async (): Promise<void> => {
    if (state === 'withdrawn') return;
    const stored = await save();
    if (stored === null) return;
    if (state === 'published') setSaid('改好了，各处都已是新的文字。');
    else await act('publish', stored, {});
  };
  useOnwardKey(() => void busy(main));

  return (
    <div className="desk-decide">
      {state === 'withdrawn' && (
        <p className="note">
          <strong>已经撤回：</strong>
          <bdi>{record?.withdrawnReason}</bdi>
        </p>
      )}
      <SaveLine view={view} />
      <p role="status">{said}</p>
      <p className="error" role="alert">
        {failure}
      </p>
      <div className="desk-turn">
        {state !== 'withdrawn' && (
          <button
            type="button"
            className="button primary desk-issue"
            disabled={isBusy || (state === 'published' && !isEdited)}
            onClick={() => void busy(main)}
          >
            {state === 'published' ? '更新文字' : '发布通告'}
            <kbd>Ctrl ⏎</kbd>
          </button>
        )}
        {state === 'published' && record !== null && (
          <a className="button" href={`/notices/${record.id}/`} target="_blank" rel="noopener">
            看公众看到的
          </a>
        )}
      </div>
      <p className="hint">通告不是预警，只推送给愿意收通告的人。</p>
      {state === 'published' && (
        <WithReason
          title="撤回这条通告"
          label="为什么撤回"
          action="撤回"
          isDisabled={isBusy}
          onGo={(reason) =>
            void busy(async () => {
              if (view.stored !== null) await act('withdraw', view.stored, { reason });
            })
          }
        />
      )}
    </div>
  );
}
