import { TextField } from './TextField.tsx';
import type { StepProps } from './step-props.ts';

/** Whom it is about. A named respondent is one of the conditions of a reward; not knowing is no reason not to report. */
export function WhoStep(props: StepProps) {
  const { report, change } = props;
  return (
    <>
      <TextField
        {...props}
        field="respondent"
        label="单位、店铺或工地叫什么（可以不填）"
        hint="招牌、围挡、车门上的名字都行，不用全称。不知道就空着；写得明白，更容易查实，也才谈得上奖励。"
      />
      <div className="report-tick">
        <label className="choice" htmlFor="report-isInsider">
          <input
            id="report-isInsider"
            type="checkbox"
            checked={report.isInsider === 'on'}
            onChange={(event) => change({ isInsider: event.target.checked ? 'on' : '' })}
          />
          <span>我在这里工作</span>
        </label>
        {report.isInsider === 'on' ? (
          <p className="note" role="status">
            从业人员举报本单位，规定要求提供真实姓名和有效联系方式，否则可以不予受理（应急〔2020〕69号第四条）；有的地方会多奖一些。勾上以后，办理的人知道举报来自内部，您可能更容易被猜到。不想这样，就不要勾，照样可以报。
          </p>
        ) : (
          <p className="hint">不勾也能报，按一般群众举报办理。</p>
        )}
      </div>
      <p className="hint">
        单位不能因为您举报就降工资、减福利、解除合同，这是《安全生产法》第五十四条写明的。
      </p>
    </>
  );
}
