import { Mistake } from './Mistake.tsx';
import type { StepProps } from './step-props.ts';

export function ContactStep({ report, change, mistake }: StepProps) {
  return (
    <div className="field">
      <label htmlFor="report-contact">怎么联系您（可以不填）</label>
      <p className="hint" id="report-contact-hint">
        不留姓名、电话也能举报，用查询码就能查进度。留下的，加密保存，只给办理的人看；依法为您保密。
        不留联系方式的，办理的人没法向您核实，按当地规定可能发不了奖金。
      </p>
      <input
        id="report-contact"
        value={report.contact}
        onChange={(event) => change({ contact: event.target.value })}
        autoComplete="off"
        placeholder="称呼、电话或邮箱"
        aria-invalid={mistake?.field === 'contact'}
        aria-describedby="report-contact-hint report-contact-error"
      />
      <Mistake id="report-contact-error" field="contact" mistake={mistake} />
    </div>
  );
}
