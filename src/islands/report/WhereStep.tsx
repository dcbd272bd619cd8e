import { PositionFields } from './PositionFields.tsx';
import { TextField } from './TextField.tsx';
import type { StepProps } from './step-props.ts';

export function WhereStep(props: StepProps & { now: string }) {
  const { report, change, choices, now } = props;
  return (
    <>
      <div className="field">
        <label htmlFor="report-adcode">属于哪个地区</label>
        <select
          id="report-adcode"
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
      <TextField
        {...props}
        field="place"
        label="具体在哪里"
        hint="写到别人能找到为止：路名、门牌、厂名、几号楼、旁边有什么。"
      />
      <TextField
        {...props}
        field="seenAt"
        type="datetime-local"
        label="什么时候看到的（可以不填）"
        hint="北京时间。大概的也行，当时只有您在场的，可以写得粗一些。"
        input={{ min: '2000-01-01T00:00', max: now }}
      />
      <PositionFields {...props} />
    </>
  );
}
