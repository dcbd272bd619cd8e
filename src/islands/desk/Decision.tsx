import type { FormBody } from '../../domain/alert-desk.ts';
import { toMs, type Instant } from '../../domain/instant.ts';
import { LEVEL_CHARACTER, LEVEL_GRADE, LEVEL_NAME } from '../../domain/level.ts';
import { clockText, spanText } from '../../domain/spoken-time.ts';

interface Props {
  form: FormBody;
  nameOf(adcode: string): string;
  /** As the server counted them, townships and drawn areas included; null while it counts. */
  regionCount: number | null;
  now: Instant;
  /** 发布, 更新, 更正, 解除, 转发, 演练 … */
  deed: string;
  /** An all-clear has no validity: it ends what was. */
  isCancel?: boolean;
}

/** What will happen to whom, in large type: the last thing seen before it goes out. */
export function Decision({ form, nameOf, regionCount, now, deed, isCancel = false }: Props) {
  const { onsetAt, expiresAt } = form;
  return (
    <div className="desk-decision">
      {form.parts.map((part, index) => (
        <div
          key={index}
          className={part.level === null ? 'desk-verdict' : `desk-verdict level-${part.level}`}
        >
          <div className="sign" aria-hidden="true">
            <span>{part.level === null ? '未' : LEVEL_CHARACTER[part.level]}</span>
            <small>{form.hazard.name}</small>
          </div>
          <div>
            <p className="desk-what">
              {deed}
              {form.hazard.name}
              {part.level === null ? '（未分级）' : LEVEL_NAME[part.level]}预警
            </p>
            <p className="desk-where">
              {[...part.adcodes.map(nameOf), ...(part.polygon === null ? [] : ['图上画的一片'])].join('、') ||
                '没有选地方'}
            </p>
            {part.level !== null && <p className="hint">{LEVEL_GRADE[part.level]}</p>}
          </div>
        </div>
      ))}
      <dl>
        <div>
          <dt>发到</dt>
          <dd>{regionCount === null ? '正在数…' : `${regionCount} 个行政区`}</dd>
        </div>
        <div hidden={isCancel}>
          <dt>有效</dt>
          <dd>
            {onsetAt === null ? '现在起' : `${clockText(onsetAt, now)}起`}
            {expiresAt === null
              ? '，没有写到什么时候'
              : `，到${clockText(expiresAt, now)}（${spanText(toMs(expiresAt) - toMs(onsetAt ?? now))}）`}
          </dd>
        </div>
        <div>
          <dt>发布单位</dt>
          <dd>{form.source || '没有填'}</dd>
        </div>
      </dl>
    </div>
  );
}
