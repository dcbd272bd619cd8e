import { useId, type ReactNode } from 'react';
import type { DeskDraft, DeskOptions, RelayCompletion, UnreadField } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { LEVEL_NAME } from '../../domain/level.ts';
import { clockText } from '../../domain/spoken-time.ts';
import { AreaPicker, type AreaChoices } from './AreaPicker.tsx';
import { HazardPicker } from './HazardPicker.tsx';
import { LevelButtons } from './LevelButtons.tsx';
import { fromLocalField, toLocalField } from './validity.ts';

interface Props {
  draft: DeskDraft;
  completion: RelayCompletion;
  onChange(completion: RelayCompletion): void;
  options: DeskOptions;
  areas: AreaChoices;
  now: Instant;
  nameOf(adcode: string): string;
  mistakeAt(path: string): string | undefined;
}

const isEmpty = (given: unknown): boolean =>
  given === null || given === '' || (Array.isArray(given) && given.length === 0);

const ACTION_NAME = { issue: '发布', update: '更新', cancel: '解除' } as const;

/** Another authority's bulletin: shown, locked; only what could not be read is asked for. */
export function RelayFields(props: Props) {
  const { draft, completion, onChange, options, areas, now, nameOf, mistakeAt } = props;
  const { relay, form } = draft;
  if (relay === null) return null;
  // What was emptied again is simply not given.
  const change = (part: Readonly<Record<string, unknown>>): void =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...completion, ...part }).filter(([, given]) => !isEmpty(given)),
      ) as RelayCompletion,
    );
  const row = (field: UnreadField, label: string, read: ReactNode, editor: ReactNode): ReactNode => (
    <Row key={field} label={label} isUnread={relay.unread.includes(field)} read={read}>
      {editor}
    </Row>
  );
  const [part] = form.parts;
  const places = form.parts.flatMap(({ adcodes }) => adcodes);
  return (
    <>
      <div className="desk-locked note">
        <p>
          <strong>原文转发，已锁定：文字和级别都不能改。</strong>
          发布单位：<bdi>{form.source || '未读出'}</bdi>。
        </p>
        {relay.isMeteorological && (
          <p>
            气象灾害预警信号只能由气象主管机构所属的气象台站发布和调整，其他组织和个人不得发布（《气象灾害防御条例》第三十条）。
            要改级或解除，请粘贴气象台站的新原文。
          </p>
        )}
      </div>
      {relay.notices.length > 0 && (
        <ul className="desk-notices">
          {relay.notices.map(({ message }, index) => (
            <li key={index}>{message}</li>
          ))}
        </ul>
      )}
      <dl className="desk-read">
        {row(
          'action',
          '做什么',
          relay.action === null ? null : ACTION_NAME[relay.action],
          <select
            aria-label="做什么"
            value={completion.action ?? ''}
            onChange={(event) => change({ action: event.target.value })}
          >
            <option value="">请选择</option>
            {Object.entries(ACTION_NAME).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>,
        )}
        {row(
          'hazard',
          '灾种',
          form.hazard.name || null,
          <HazardPicker
            // What the bulletin says may well be weather: naming it is reading, not issuing.
            hazards={options.hazards.map((hazard) => ({ ...hazard, isMeteorological: false }))}
            value={{ code: null, name: completion.hazard ?? '' }}
            onChange={({ name }) => change({ hazard: name })}
            mistake={mistakeAt('hazard')}
          />,
        )}
        {row(
          'level',
          '级别',
          part?.level == null ? '未分级' : LEVEL_NAME[part.level],
          <LevelButtons
            name="relay-level"
            value={completion.level ?? null}
            onChange={(level) => change({ level })}
            mistake={mistakeAt('level')}
          />,
        )}
        {row(
          'adcodes',
          '区域',
          places.map(nameOf).join('、') || null,
          <AreaPicker
            {...areas}
            mayDraw={false}
            part={{ adcodes: completion.adcodes ?? [], polygon: null }}
            onChange={({ adcodes }) => adcodes !== undefined && change({ adcodes })}
            mistake={mistakeAt('adcodes')}
          />,
        )}
        {row(
          'source',
          '发布单位',
          form.source || null,
          <input
            aria-label="发布单位"
            value={completion.source ?? ''}
            onChange={(event) => change({ source: event.target.value })}
          />,
        )}
        {row(
          'issuedAt',
          '发布时间',
          relay.issuedAt === null ? null : clockText(relay.issuedAt, now),
          <input
            type="datetime-local"
            aria-label="发布时间"
            value={toLocalField(completion.issuedAt ?? null)}
            onChange={(event) => {
              const issuedAt = fromLocalField(event.target.value);
              change({ issuedAt });
            }}
          />,
        )}
        <Row
          label="有效至"
          isUnread={false}
          read={form.expiresAt === null ? '原文没有写' : clockText(form.expiresAt, now)}
        />
      </dl>
      <section className="desk-step">
        <h2>原文</h2>
        <pre className="desk-original" tabIndex={0} dir="auto">
          {relay.document.slice(0, 20_000)}
        </pre>
      </section>
    </>
  );
}

interface RowProps {
  label: string;
  isUnread: boolean;
  read: ReactNode;
  children?: ReactNode;
}

function Row({ label, isUnread, read, children }: RowProps) {
  const id = useId();
  return (
    <div data-unread={isUnread}>
      <dt id={id}>{label}</dt>
      <dd>
        {isUnread ? (
          <div role="group" aria-labelledby={id}>
            <strong className="desk-unread">未读出，请补</strong>
            {children}
          </div>
        ) : (
          <>
            <bdi>{read ?? '没有写'}</bdi> <small className="desk-lock">原文，锁定</small>
          </>
        )}
      </dd>
    </div>
  );
}
