import { personalTraces } from '../../domain/tip-off-text.ts';
import { STEP_NAMES, type Report, type Step } from './report-state.ts';
import type { ReportChoices } from './step-props.ts';

const TRACES = { phone: '手机号', 'id-number': '身份证号', plate: '车牌号' } as const;

interface Props {
  report: Report;
  photoCount: number;
  choices: ReportChoices;
  goTo(step: Step): void;
}

/** Everything once more before it leaves the device, and what in it may point at the reporter. */
export function CheckStep({ report, photoCount, choices, goTo }: Props) {
  const kind = choices.kinds.find(({ id }) => id === report.kind);
  const category = kind?.categories.find(({ id }) => id === report.category);
  const region = choices.regions.find(({ adcode }) => adcode === report.adcode);
  const traces = personalTraces(`${report.text}\n${report.place}`);
  const rows: readonly [Step, string][] = [
    ['what', `${kind?.name ?? ''}：${category?.name ?? ''}\n${report.text.trim()}`],
    ['where', [region?.name, report.place.trim()].filter(Boolean).join('，') || '没有写'],
    ['evidence', photoCount === 0 ? '没有照片' : `${photoCount} 张，已去掉拍摄信息`],
    ['contact', report.contact.trim() || '没有留，匿名'],
  ];
  return (
    <>
      <dl className="report-summary">
        {rows.map(([step, text]) => (
          <div key={step}>
            <dt>
              {STEP_NAMES[step]}
              <button
                type="button"
                className="button"
                onClick={() => goTo(step)}
                aria-label={`改：${STEP_NAMES[step]}`}
              >
                改
              </button>
            </dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {traces.length > 0 && (
        <p className="note">
          文字里像有{traces.map((trace) => TRACES[trace]).join('、')}。
          如果是您自己或家人的，又不想被认出来，请改掉再提交。
        </p>
      )}
      <p className="hint">
        本站不记录您的网络地址，内容加密保存。但网络运营者能看到有人连过本站，手机上也可能有浏览记录。
        用单位的网络或别人的手机，请多想一步。
      </p>
    </>
  );
}
