import { personalTraces } from '../../domain/tip-off-text.ts';
import type { Datum } from '../../domain/tip-off-position.ts';
import { DATUM_NAMES } from './PositionFields.tsx';
import { STEP_NAMES, type Report, type Step } from './report-state.ts';
import type { ReportChoices } from './step-props.ts';

const TRACES = { phone: '手机号', 'id-number': '身份证号', plate: '车牌号' } as const;

const ADVICE = '办理的人会看到这些文字。如果是您自己或家人的，又不想被认出来，请改掉再提交。';

interface Props {
  report: Report;
  photoCount: number;
  originalCount: number;
  choices: ReportChoices;
  goTo(step: Step): void;
}

/** Everything once more before it leaves the device, and what in it may point at the reporter. */
export function CheckStep({ report, photoCount, originalCount, choices, goTo }: Props) {
  const traces = personalTraces([report.text, report.place, report.respondent].join('\n'));
  const name = report.anonymity === 'anonymous' ? '' : report.name.trim();
  const tellsName = name.length > 1 && report.text.includes(name);
  const found = [...traces.map((trace) => TRACES[trace]), ...(tellsName ? ['您的姓名'] : [])];
  return (
    <>
      <dl className="report-summary">
        {rowsOf(report, photoCount, originalCount, choices).map(([step, text]) => (
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
      {found.length > 0 && <p className="note">{`文字里像有${found.join('、')}。${ADVICE}`}</p>}
      <p className="hint">
        本站不记录您的网络地址，文字和照片加密保存。但网络运营者能看到有人连过本站，手机上也可能有浏览记录。用单位的网络、单位配的手机，请先换一个再提交。
      </p>
    </>
  );
}

function rowsOf(
  report: Report,
  photoCount: number,
  originalCount: number,
  { kinds, regions }: ReportChoices,
): readonly [Step, string][] {
  const kind = kinds.find(({ id }) => id === report.kind);
  const category = kind?.categories.find(({ id }) => id === report.category);
  const region = regions.find(({ adcode }) => adcode === report.adcode);
  const where = [
    [region?.name, report.place.trim()].filter(Boolean).join('，'),
    report.seenAt.replace('T', ' '),
    report.coordinates === '' ? '' : `${report.coordinates}（${DATUM_NAMES[report.datum as Datum] ?? ''}）`,
  ].filter((line) => line !== '');
  const originals = originalCount === 0 ? '' : `，另封存 ${originalCount} 份原件`;
  const who = [
    report.respondent.trim() || '没有写单位',
    report.isInsider === 'on' ? '说明了自己在这里工作' : '',
  ];
  return [
    ['what', `${kind?.name ?? ''}：${category?.name ?? ''}\n${report.text.trim()}`],
    ['where', where.join('\n') || '没有写'],
    ...(report.kind === 'situation' ? [] : [['who', who.filter(Boolean).join('\n')] as [Step, string]]),
    ['evidence', photoCount === 0 ? '没有照片' : `${photoCount} 张，已去掉拍摄信息${originals}`],
    ['contact', contactText(report)],
  ];
}

function contactText({ kind, anonymity, name, contact, claimSecret }: Report): string {
  const sealed = [name.trim(), contact.trim()].filter(Boolean).join('，');
  const who =
    anonymity === 'anonymous'
      ? '匿名，没有留联系方式'
      : `${anonymity === 'named' ? '实名' : '隐名'}，加密后送出：${sealed}`;
  return kind === 'situation' || claimSecret.trim() === '' ? who : `${who}\n设了领奖密码`;
}
