import type { KeyboardEvent, ReactNode } from 'react';
import type { DeskOptions, DeskPurpose, FormBody, UnreadField } from '../../domain/alert-desk.ts';
import { alertTitle } from '../../domain/alert-title.ts';
import type { Instant } from '../../domain/instant.ts';
import { gravest, LEVELS } from '../../domain/level.ts';
import type { AreaChoices } from './AreaPicker.tsx';
import { withHazard, withPart } from './form-change.ts';
import { HazardPicker } from './HazardPicker.tsx';
import { LanguageTabs } from './LanguageTabs.tsx';
import { PartFields, Step } from './PartFields.tsx';
import { ValidityPicker } from './ValidityPicker.tsx';

export interface FormFieldsProps<F extends FormBody> {
  form: F;
  onChange(form: F): void;
  options: DeskOptions;
  areas: AreaChoices;
  now: Instant;
  purpose: DeskPurpose | 'drill';
  /** Null: nothing was pasted. Else what the text did not tell. */
  unread: readonly UnreadField[] | null;
  mistakeAt(path: string): string | undefined;
  /** In the place of the validity: when a drill begins and ends. */
  schedule?: ReactNode;
}

const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';

/** Everything that is decided and said, in the order an officer thinks: what, how grave, where, until when, in words. */
export function FormFields<F extends FormBody>(props: FormFieldsProps<F>) {
  const { form, onChange, options, areas, now, purpose, unread, mistakeAt, schedule } = props;
  const isCancel = purpose === 'cancel';
  const template = options.templates.find(({ id }) => id === templateOf(options, form.hazard.name)) ?? null;
  const level = gravest(form.parts.map((part) => part.level));
  const title = form.hazard.name === '' ? '' : alertTitle(form.hazard.name, level);
  const sources = [...new Set([...options.sources, form.source])].filter((source) => source !== '');

  /** 1 to 4 choose the level wherever no text is typed. */
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const chosen = LEVELS[Number(event.key) - 1];
    const target = event.target as HTMLElement;
    if (chosen === undefined || event.ctrlKey || event.metaKey || event.altKey || isCancel) return;
    if (target.matches(TYPED_INTO)) return;
    event.preventDefault();
    const part = Number(target.closest<HTMLElement>('[data-part]')?.dataset['part'] ?? 0);
    onChange(withPart(form, part, { level: chosen }));
    // The group's one stop for Tab moves to what is chosen; the keyboard with it, or Tab would come by again.
    if (target.matches('[type=radio]'))
      event.currentTarget.querySelector<HTMLElement>(`[name="level-${part}"][value="${chosen}"]`)?.focus();
  };

  return (
    <div onKeyDown={onKeyDown}>
      {!isCancel && (
        <>
          <Step title="灾种" isUnread={unread?.includes('hazard') === true && form.hazard.name === ''}>
            <HazardPicker
              hazards={options.hazards}
              value={form.hazard}
              onChange={(hazard) => onChange(withHazard(form, hazard, options.hazards, options.templates))}
              mistake={mistakeAt('hazard')}
            />
          </Step>
          <PartFields {...{ form, onChange, areas, mistakeAt }} unread={unread ?? []} />
          {schedule ?? (
            <Step title="有效期" isUnread={unread !== null && form.expiresAt === null}>
              <ValidityPicker
                now={now}
                onsetAt={form.onsetAt}
                expiresAt={form.expiresAt}
                onChange={(times) => onChange({ ...form, ...times })}
                mistake={mistakeAt('expiresAt') ?? mistakeAt('onsetAt')}
              />
            </Step>
          )}
        </>
      )}
      <Step title="文字">
        <LanguageTabs
          form={form}
          onChange={onChange}
          languages={options.languages}
          autoHeadline={
            title === ''
              ? '不填就按发布单位、灾种和级别自动写'
              : `${form.source}${isCancel ? '解除' : '发布'}${title}`
          }
          template={template}
          isCancel={isCancel}
          mistakeAt={mistakeAt}
        />
        <label className="field desk-source">
          <span className="label">发布单位</span>
          <select
            value={form.source}
            disabled={isCancel}
            aria-invalid={mistakeAt('source') !== undefined}
            onChange={(event) => onChange({ ...form, source: event.target.value })}
          >
            {form.source === '' && <option value="">请选择</option>}
            {sources.map((source) => (
              <option key={source}>{source}</option>
            ))}
          </select>
          <span className="error" role="alert">
            {mistakeAt('source')}
          </span>
        </label>
      </Step>
    </div>
  );
}

function templateOf(options: DeskOptions, hazardName: string): string | null {
  return options.hazards.find(({ name }) => name === hazardName)?.template ?? null;
}
