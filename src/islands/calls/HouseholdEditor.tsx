import { useRef, useState, type ReactElement } from 'react';
import { randomId } from '../../browser/random-id.ts';
import { MAX_CALL_HOUSEHOLDS } from '../../domain/call-report.ts';
import { householdText, type Household } from '../../domain/household.ts';
import type { CallBookState } from './use-call-book.ts';

const EMPTY = { name: '', phone: '', note: '' };

/** Adding, changing and deleting households by hand. */
export function HouseholdEditor({ state }: { state: CallBookState }): ReactElement {
  const households = state.book?.households ?? [];
  const [draft, setDraft] = useState<Omit<Household, 'id'>>(EMPTY);
  const [changing, setChanging] = useState<string | null>(null);
  const [isMistaken, setMistaken] = useState(false);
  /** Open for a list to begin with, and as the person leaves it from then on. */
  const [isOpen, setOpen] = useState(households.length === 0);
  const name = useRef<HTMLInputElement>(null);
  const isFull = households.length >= MAX_CALL_HOUSEHOLDS && changing === null;

  const save = (): void => {
    const clean = {
      name: householdText(draft.name),
      phone: householdText(draft.phone),
      note: householdText(draft.note),
    };
    if (clean.name === '') {
      setMistaken(true);
      return name.current?.focus();
    }
    const added = { id: changing ?? randomId(), ...clean };
    const next =
      changing === null
        ? [...households, added]
        : households.map((one) => (one.id === changing ? added : one));
    void state.setHouseholds(next);
    setDraft(EMPTY);
    setChanging(null);
    name.current?.focus();
  };
  const field = (key: keyof typeof EMPTY, label: string, type: string): ReactElement => (
    <p className="field">
      <label htmlFor={`household-${key}`}>{label}</label>
      <input
        id={`household-${key}`}
        ref={key === 'name' ? name : undefined}
        type={type}
        autoComplete="off"
        value={draft[key]}
        aria-invalid={key === 'name' && isMistaken}
        onChange={(event) => {
          setDraft({ ...draft, [key]: event.target.value });
          setMistaken(false);
        }}
      />
    </p>
  );

  return (
    <details className="card" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>名单：{households.length} 户</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="household-fields">
          {field('name', '姓名', 'text')}
          {field('phone', '电话', 'tel')}
          {field('note', '备注（门牌、独居、行动不便）', 'text')}
        </div>
        {isMistaken && (
          <p className="error" role="alert">
            请写姓名。
          </p>
        )}
        {isFull && <p className="hint">最多 {MAX_CALL_HOUSEHOLDS} 户。</p>}
        <p>
          <button className="button" type="submit" disabled={isFull}>
            {changing === null ? '加一户' : '存下修改'}
          </button>
        </p>
      </form>
      <ul className="rows">
        {households.map((household) => (
          <li key={household.id} className="call-line">
            <span>
              <b>{household.name}</b>　{household.phone}
              <span className="why">{household.note}</span>
            </span>
            <span className="chips">
              <button
                className="button"
                type="button"
                aria-label={`修改${household.name}`}
                onClick={() => {
                  setDraft(household);
                  setChanging(household.id);
                  name.current?.focus();
                }}
              >
                修改
              </button>
              <button
                className="button danger"
                type="button"
                aria-label={`删去${household.name}`}
                onClick={() =>
                  confirm(`删去${household.name}？`) &&
                  void state.setHouseholds(households.filter(({ id }) => id !== household.id))
                }
              >
                删去
              </button>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
