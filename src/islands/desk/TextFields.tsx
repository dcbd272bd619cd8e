import { useId, type ReactNode } from 'react';
import { DESK_LIMITS, type DeskTemplate, type OfficerBulletin } from '../../domain/alert-desk.ts';
import { BlankFields } from './BlankFields.tsx';

interface Props {
  bulletin: OfficerBulletin;
  onChange(change: Partial<OfficerBulletin>): void;
  /** What stands when the headline is left empty. */
  autoHeadline: string;
  /** Where the prefilled instruction comes from. */
  template: DeskTemplate | null;
  isCancel: boolean;
  mistakeOf(field: string): string | undefined;
}

/** The words in one language. HTML typed here is text and stays text on every surface. */
export function TextFields({ bulletin, onChange, autoHeadline, template, isCancel, mistakeOf }: Props) {
  const direction = bulletin.language.startsWith('ug') ? 'rtl' : 'auto';
  const shared = { lang: bulletin.language, dir: direction } as const;
  const isFromTemplate = template !== null && bulletin.instruction === template.instruction;
  return (
    <>
      <Field
        label="标题"
        mistake={mistakeOf('headline')}
        count={bulletin.headline}
        most={DESK_LIMITS.headline}
      >
        {(id) => (
          <input
            {...shared}
            {...id}
            value={bulletin.headline}
            placeholder={autoHeadline}
            onChange={(event) => onChange({ headline: event.target.value })}
          />
        )}
      </Field>
      <BlankFields text={bulletin.description} onChange={(description) => onChange({ description })} />
      <Field
        label={isCancel ? '解除说明' : '内容：什么时候、哪里、会怎样'}
        mistake={mistakeOf('description')}
        count={bulletin.description}
        most={DESK_LIMITS.description}
      >
        {(id) => (
          <textarea
            {...shared}
            {...id}
            rows={4}
            value={bulletin.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={isCancel ? '解除后还要注意什么' : '怎么做：第一句最要紧，会排得最大'}
        mistake={mistakeOf('instruction')}
        count={bulletin.instruction}
        most={DESK_LIMITS.instruction}
      >
        {(id) => (
          <textarea
            {...shared}
            {...id}
            rows={4}
            value={bulletin.instruction}
            onChange={(event) => onChange({ instruction: event.target.value })}
          />
        )}
      </Field>
      {isFromTemplate && template.sources.length > 0 && (
        <p className="hint">
          摘自本站指南，依据：
          {template.sources
            .map(({ authority, title, date }) => `${authority}《${title}》${date ?? ''}`)
            .join('；')}
        </p>
      )}
      <details className="desk-more">
        <summary>联系电话和网址（可以不填）</summary>
        <Field label="联系电话" mistake={mistakeOf('contact')}>
          {(id) => (
            <input
              {...id}
              inputMode="tel"
              value={bulletin.contact ?? ''}
              onChange={(event) =>
                onChange({ contact: event.target.value === '' ? null : event.target.value })
              }
            />
          )}
        </Field>
        <Field label="网址" mistake={mistakeOf('web')}>
          {(id) => (
            <input
              {...id}
              inputMode="url"
              placeholder="https://"
              value={bulletin.web ?? ''}
              onChange={(event) => onChange({ web: event.target.value === '' ? null : event.target.value })}
            />
          )}
        </Field>
      </details>
    </>
  );
}

interface FieldProps {
  label: string;
  mistake: string | undefined;
  /** Counted below the field, against `most`. */
  count?: string;
  most?: number;
  children(attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }): ReactNode;
}

function Field({ label, mistake, count, most, children }: FieldProps) {
  const id = useId();
  const length = count === undefined ? 0 : [...count].length;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': mistake !== undefined, 'aria-describedby': `${id}-mistake` })}
      {most !== undefined && length > 0 && (
        <small className={length > most ? 'desk-count error' : 'desk-count'}>
          {length} 字{length > most && `，最多 ${most} 字`}
        </small>
      )}
      <p id={`${id}-mistake`} className="error" role="alert">
        {mistake}
      </p>
    </div>
  );
}
