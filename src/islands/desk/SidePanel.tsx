import type { FieldProblem, FormBody } from '../../domain/alert-desk.ts';
import type { Instant } from '../../domain/instant.ts';
import { gravest, LEVEL_CHARACTER, LEVEL_NAME } from '../../domain/level.ts';
import type { MouthText } from '../../domain/mouth.ts';
import { clockText } from '../../domain/spoken-time.ts';
import type { SaverView } from './draft-saver.ts';
import { SaveLine } from './SaveLine.tsx';

interface Props {
  form: FormBody;
  nameOf(adcode: string): string;
  now: Instant;
  problems: readonly FieldProblem[];
  mouths: readonly MouthText[];
  /** False: the figures are of the version saved before. */
  isPreviewFresh: boolean;
  view: SaverView<unknown>;
  nextLabel: string;
  onNext(): void;
  onProblem(): void;
}

/** What it comes to so far, always in sight: beside the form, on a phone under the thumb. */
export function SidePanel(props: Props) {
  const { form, nameOf, now, problems, mouths, isPreviewFresh, view, nextLabel, onNext, onProblem } = props;
  const level = gravest(form.parts.map((part) => part.level));
  const places = form.parts.flatMap(({ adcodes }) => adcodes.map(nameOf));
  const sms = mouths.find(({ mouth }) => mouth === 'sms');
  const isLong = (sms?.characters ?? 0) > 70;
  return (
    <aside className="desk-side" aria-label="将要发出的">
      <div className={level === null ? 'desk-brief' : `desk-brief level-${level}`}>
        <div className="sign" aria-hidden="true">
          <span>{level === null ? '？' : LEVEL_CHARACTER[level]}</span>
          {form.hazard.name !== '' && <small>{form.hazard.name.slice(0, 8)}</small>}
        </div>
        <div>
          <b>
            {form.hazard.name || '没选灾种'}
            {level === null ? '' : LEVEL_NAME[level]}
          </b>
          <span>
            {places.length === 0
              ? '没选地方'
              : `${places.slice(0, 3).join('、')}${places.length > 3 ? `等 ${places.length} 处` : ''}`}
          </span>
          <span>{form.expiresAt === null ? '没选有效期' : `到${clockText(form.expiresAt, now)}`}</span>
        </div>
      </div>
      {sms?.characters !== undefined && (
        <p className="desk-sms-count" data-long={isLong} data-old={!isPreviewFresh}>
          短信 <b>{sms.characters}</b> / 70 字{isLong && '，超出一条'}
        </p>
      )}
      <SaveLine view={view} />
      {problems.length > 0 ? (
        <button type="button" className="desk-todo" onClick={onProblem}>
          还差 {problems.length} 项：{problems[0]?.message}
        </button>
      ) : null}
      <button type="button" className="button primary desk-next" onClick={onNext}>
        {nextLabel}
        <kbd>Ctrl ⏎</kbd>
      </button>
    </aside>
  );
}
