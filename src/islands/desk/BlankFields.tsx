import { useId, useRef } from 'react';
import { blanksOf, withBlank } from './form-change.ts';

interface Props {
  text: string;
  onChange(text: string): void;
}

/** The template's blanks as small fields: filled here with Tab from one to the next, they vanish from the text. */
export function BlankFields({ text, onChange }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const blanks = blanksOf(text);
  if (blanks.length === 0) return null;
  const fill = (index: number, words: string): void => {
    if (words.trim() !== '') onChange(withBlank(text, index, words.trim()));
  };
  return (
    <div className="desk-blanks" ref={box} role="group" aria-label="模板里要填的地方">
      {blanks.map((blank, index) => (
        // Counted from the end: when the first is filled and goes, the others stay the same fields.
        <label key={blanks.length - index} htmlFor={`${id}-${index}`}>
          <span>{blank.slice(1, -1) || '填空'}</span>
          <input
            id={`${id}-${index}`}
            autoComplete="off"
            onBlur={(event) => fill(index, event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
              event.preventDefault();
              if (event.currentTarget.value.trim() === '') onChange(withBlank(text, index, ''));
              const next = box.current?.querySelectorAll('input')[index + 1];
              // After the last the text itself: leaving the field fills it, and the fields are gone.
              (next ?? box.current?.parentElement?.querySelector('textarea'))?.focus();
            }}
          />
        </label>
      ))}
      <p className="hint">填好按回车到下一处；空着按回车，就从文字里删去。</p>
    </div>
  );
}
