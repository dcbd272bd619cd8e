import type { DrillRecord } from '../../domain/drill.ts';
import type { DeskPage } from './desk-page.ts';
import { DeskStart } from './DeskStart.tsx';
import { DrillWork } from './DrillWork.tsx';

interface Props extends DeskPage {
  /** Null: a new one. */
  drillId: string | null;
}

const MISSING = {
  outcome: 'refused',
  word: 'drill-unknown',
  path: '',
  message: '没有找到这次演练。请核对编号。',
} as const;

/** The same form as an alert's, for what is not real: other colours, 【演练】 everywhere, a beginning and an end. */
export default function DrillDesk(props: Props) {
  const { drillId } = props;
  return (
    <DeskStart<DrillRecord>
      storedUnder="drill"
      load={async (ask) => {
        if (drillId === null) return { outcome: 'done', value: null };
        const all = await ask<{ drills: readonly DrillRecord[] }>('GET', 'desk/drills');
        if (all.outcome !== 'done') return all.outcome === 'changed' ? MISSING : all;
        const found = all.value.drills.find(({ id }) => id === drillId);
        return found === undefined ? MISSING : { outcome: 'done', value: found };
      }}
    >
      {(ready) => <DrillWork {...props} {...ready} />}
    </DeskStart>
  );
}
