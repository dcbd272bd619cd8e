import type { ReactNode } from 'react';
import type { FormBody, UnreadField } from '../../domain/alert-desk.ts';
import { AreaPicker, type AreaChoices } from './AreaPicker.tsx';
import { withMorePart, withoutPart, withPart } from './form-change.ts';
import { LevelButtons } from './LevelButtons.tsx';

interface Props<F extends FormBody> {
  form: F;
  onChange(form: F): void;
  areas: AreaChoices;
  unread: readonly UnreadField[];
  mistakeAt(path: string): string | undefined;
}

/** Level and area; once for most warnings, several times where places go up or down apart from the others. */
export function PartFields<F extends FormBody>({ form, onChange, areas, unread, mistakeAt }: Props<F>) {
  const isSplit = form.parts.length > 1;
  return (
    <>
      {form.parts.map((part, index) => (
        <div key={index} data-part={index} className={isSplit ? 'desk-part' : undefined}>
          {isSplit && (
            <div className="desk-part-head">
              <h2>第 {index + 1} 部分</h2>
              <button
                type="button"
                className="button small danger"
                onClick={() => onChange(withoutPart(form, index))}
              >
                去掉这一部分
              </button>
            </div>
          )}
          <Step
            title="级别"
            hint="按 1 红、2 橙、3 黄、4 蓝"
            isSplit={isSplit}
            isUnread={unread.includes('level') && part.level === null}
          >
            <LevelButtons
              name={`level-${index}`}
              value={part.level}
              onChange={(level) => onChange(withPart(form, index, { level }))}
              mistake={mistakeAt(`parts.${index}.level`)}
            />
          </Step>
          <Step
            title="区域"
            isSplit={isSplit}
            isUnread={unread.includes('adcodes') && part.adcodes.length === 0 && part.polygon === null}
          >
            <AreaPicker
              {...areas}
              part={part}
              onChange={(area) => onChange(withPart(form, index, area))}
              mistake={mistakeAt(`parts.${index}.adcodes`) ?? mistakeAt(`parts.${index}.polygon`)}
            />
          </Step>
        </div>
      ))}
      <p className="desk-more-parts">
        <button type="button" className="button small" onClick={() => onChange(withMorePart(form))}>
          ＋ 另一些地方用别的级别
        </button>
      </p>
    </>
  );
}

interface StepProps {
  title: string;
  hint?: string;
  isSplit?: boolean;
  /** The pasted text did not say it, or not so that it could be read: a person has to. */
  isUnread?: boolean;
  children: ReactNode;
}

/** One question of the form, with its heading. */
export function Step({ title, hint, isSplit = false, isUnread = false, children }: StepProps) {
  const Heading = isSplit ? 'h3' : 'h2';
  return (
    <section className="desk-step" data-unread={isUnread}>
      <Heading>
        {title}
        {isUnread && <strong className="desk-unread">未读出，请补</strong>}
        {hint !== undefined && <small className="desk-keys">{hint}</small>}
      </Heading>
      {children}
    </section>
  );
}
