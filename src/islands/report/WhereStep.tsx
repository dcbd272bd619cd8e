import { Mistake } from './Mistake.tsx';
import type { StepProps } from './step-props.ts';

export function WhereStep({ report, change, mistake, choices }: StepProps) {
  return (
    <>
      <div className="field">
        <label htmlFor="report-region">属于哪个地区</label>
        <select
          id="report-region"
          value={report.adcode}
          onChange={(event) => change({ adcode: event.target.value })}
        >
          <option value="">不清楚，或不想选</option>
          {choices.regions.map(({ adcode, name }) => (
            <option key={adcode} value={adcode}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="report-place">具体在哪里</label>
        <p className="hint" id="report-place-hint">
          写到别人能找到为止：路名、门牌、厂名、几号楼、旁边有什么。这里不读取您的定位。
        </p>
        <input
          id="report-place"
          value={report.place}
          onChange={(event) => change({ place: event.target.value })}
          autoComplete="off"
          aria-invalid={mistake?.field === 'place'}
          aria-describedby="report-place-hint report-place-error"
        />
        <Mistake id="report-place-error" field="place" mistake={mistake} />
      </div>
    </>
  );
}
