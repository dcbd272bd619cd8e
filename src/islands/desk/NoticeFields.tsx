import { useId } from 'react';
import type { DeskOptions } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { NOTICE_LIMITS, type NoticeForm, type NoticeKind } from '../../domain/notice.ts';
import { clockText } from '../../domain/spoken-time.ts';
import { AreaPicker } from './AreaPicker.tsx';
import type { DeskPage } from './desk-page.ts';
import { Step } from './PartFields.tsx';
import { fromLocalField, toLocalField } from './validity.ts';

interface Props extends Pick<DeskPage, 'places' | 'mapPlaces'> {
  form: NoticeForm;
  onChange(form: NoticeForm): void;
  options: DeskOptions;
  now: Instant;
  mistakeAt(path: string): string | undefined;
}

/** A notice's fields: what it is, what it says, where and until when. */
export function NoticeFields({ form, onChange, options, now, mistakeAt, ...areas }: Props) {
  const id = useId();
  const change = (part: Partial<NoticeForm>): void => onChange({ ...form, ...part });
  const described = (field: string) => ({
    'aria-invalid': mistakeAt(field) !== undefined,
    'aria-describedby': `${id}-${field}`,
  });
  const mistake = (field: string) => (
    <p id={`${id}-${field}`} className="error" role="alert">
      {mistakeAt(field)}
    </p>
  );
  return (
    <>
      <Step title="类别">
        <div className="desk-tabs" role="radiogroup" aria-label="类别">
          {options.noticeKinds.map((kind: NoticeKind) => (
            <label key={kind} className="choice">
              <input
                type="radio"
                name={`${id}-kind`}
                checked={form.kind === kind}
                onChange={() => change({ kind })}
              />
              <span>{kind}</span>
            </label>
          ))}
        </div>
      </Step>
      <Step title="标题和内容">
        <div className="field">
          <label htmlFor={`${id}-t`}>标题</label>
          <input
            id={`${id}-t`}
            value={form.title}
            maxLength={NOTICE_LIMITS.title}
            placeholder="森林草原禁火令（4月1日—6月30日）"
            {...described('title')}
            onChange={(event) => change({ title: event.target.value })}
          />
          {mistake('title')}
        </div>
        <div className="field">
          <label htmlFor={`${id}-x`}>内容</label>
          <textarea
            id={`${id}-x`}
            rows={6}
            value={form.text}
            {...described('text')}
            onChange={(event) => change({ text: event.target.value })}
          />
          {mistake('text')}
        </div>
        <div className="field">
          <label htmlFor={`${id}-s`}>发布单位</label>
          <select
            id={`${id}-s`}
            value={form.source}
            {...described('source')}
            onChange={(event) => change({ source: event.target.value })}
          >
            {[...new Set([...options.sources, form.source])].map((source) => (
              <option key={source}>{source}</option>
            ))}
          </select>
          {mistake('source')}
        </div>
      </Step>
      <Step title="区域">
        <AreaPicker
          {...areas}
          mayDraw={false}
          part={{ adcodes: form.adcodes, polygon: null }}
          onChange={({ adcodes }) => adcodes !== undefined && change({ adcodes })}
          mistake={mistakeAt('adcodes')}
        />
      </Step>
      <Step title="什么时候有效">
        <div className="desk-exact">
          <label>
            <span>开始（空着就是发布时）</span>
            <input
              type="datetime-local"
              value={toLocalField(form.startsAt)}
              onChange={(event) => change({ startsAt: fromLocalField(event.target.value) })}
            />
          </label>
          <label>
            <span>结束</span>
            <input
              type="datetime-local"
              value={toLocalField(form.endsAt)}
              {...described('endsAt')}
              onChange={(event) => change({ endsAt: fromLocalField(event.target.value) })}
            />
          </label>
        </div>
        <p className="hint" aria-live="polite">
          {form.endsAt !== null && `到${clockText(form.endsAt, now)}为止。北京时间。`}
        </p>
        {mistake('endsAt')}
      </Step>
    </>
  );
}
