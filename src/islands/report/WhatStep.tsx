import { codePoints } from '../../domain/tip-off-text.ts';
import { MAX_TEXT_LENGTH } from '../../domain/tip-off.ts';
import { handlerOf } from './handler-of.ts';
import { Mistake } from './Mistake.tsx';
import type { StepProps } from './step-props.ts';

export function WhatStep({ report, change, mistake, choices }: StepProps) {
  const categories = choices.kinds.find((kind) => kind.id === report.kind)?.categories ?? [];
  const chosen = categories.find((category) => category.id === report.category);
  return (
    <>
      <fieldset className="report-kinds">
        <legend>要反映的是</legend>
        {choices.kinds.map((kind) => (
          <label className="choice" key={kind.id} data-kind={kind.id}>
            <input
              type="radio"
              name="kind"
              value={kind.id}
              checked={report.kind === kind.id}
              onChange={() => change({ kind: kind.id, category: '' })}
            />
            <span>
              <strong>{kind.name}</strong>
              <br />
              <span className="hint">{kind.lead}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="report-category">哪一类</label>
        <select
          id="report-category"
          value={report.category}
          onChange={(event) => change({ category: event.target.value })}
          aria-invalid={mistake?.field === 'category'}
          aria-describedby="report-category-error"
        >
          <option value="">请选择</option>
          {categories.map((category) => (
            <option key={category.id} value={category.id}>
              {category.name}
            </option>
          ))}
        </select>
        <Mistake id="report-category-error" field="category" mistake={mistake} />
        {chosen !== undefined && (
          <div className="report-examples">
            <p className="hint">这些情况算，例如：</p>
            <ul>
              {chosen.examples.map((example) => (
                <li key={example}>{example}</li>
              ))}
            </ul>
            <p className="hint">谁来办：{handlerOf(choices, chosen.id, report.adcode)}</p>
          </div>
        )}
      </div>
      <div className="field">
        <label htmlFor="report-text">发现了什么</label>
        <p className="hint" id="report-text-hint">
          危险在哪里、怎么危险，用自己的话写几句就行。不想被认出来的，别写只有您知道的细节，别写“我”是谁。
        </p>
        <textarea
          id="report-text"
          rows={7}
          value={report.text}
          onChange={(event) => change({ text: event.target.value })}
          aria-invalid={mistake?.field === 'text'}
          aria-describedby="report-text-hint report-text-error"
        />
        <Mistake id="report-text-error" field="text" mistake={mistake} />
        {report.text.length > MAX_TEXT_LENGTH * 0.8 && (
          <p className="hint" role="status">
            {codePoints(report.text)} / {MAX_TEXT_LENGTH} 个字
          </p>
        )}
      </div>
    </>
  );
}
