import { useEffect, useState } from 'react';
import type { Ask } from './desk-answer.ts';
import type { SaverView } from './draft-saver.ts';

/**
 * What every mouth would say of the version that was saved last: the SMS counter and the server's judgement while one
 * still types. Null before the first; an older one stays until the next has come.
 */
export function useBackgroundPreview<P>(ask: Ask, folder: string, view: SaverView<unknown>): P | null {
  const [preview, setPreview] = useState<P | null>(null);
  const { id, version } = view.stored ?? { id: null, version: 0 };
  useEffect(() => {
    if (id === null) return undefined;
    let isOld = false;
    void ask<P>('POST', `${folder}/${encodeURIComponent(id)}/preview`).then((answer) => {
      if (!isOld && answer.outcome === 'done') setPreview(answer.value);
    });
    return () => {
      isOld = true;
    };
  }, [ask, folder, id, version]);
  return preview;
}
