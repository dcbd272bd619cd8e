import type { Level } from '../../domain/level.ts';
import { FACT_NAME, MOUTH_NAME, type Disagreement, type MouthText } from '../../domain/mouth.ts';
import { firstLine, frameOf, mouthFigures, pictureSource } from './mouth-frame.ts';

interface Props {
  text: MouthText;
  level: Level | null;
  disagreements: readonly Disagreement[];
  clock: string;
}

/** One mouth as people will meet it. All of it is text: whatever markup somebody typed is read, not run. */
export function MouthCard({ text, level, disagreements, clock }: Props) {
  const frame = frameOf(text.mouth);
  const figures = mouthFigures(text);
  return (
    <section
      className={`desk-mouth desk-${frame}`}
      data-wrong={disagreements.length > 0}
      data-mouth={text.mouth}
    >
      <h3>
        {MOUTH_NAME[text.mouth]}
        {text.language.startsWith('zh') ? '' : `（${text.language}）`}
        {figures !== '' && (
          <small data-over={text.mouth === 'sms' && (text.characters ?? 0) > 70}>{figures}</small>
        )}
      </h3>
      {disagreements.length > 0 && (
        <ul className="desk-wrong">
          {disagreements.map(({ fact, expected, found }) => (
            <li key={fact}>
              {FACT_NAME[fact]}对不上：应是“{expected}”，这里是“{found || '没有写'}”
            </li>
          ))}
        </ul>
      )}
      <Body {...{ text, level, clock }} />
      {text.note !== undefined && <p className="hint">{text.note}</p>}
    </section>
  );
}

function Body({ text, level, clock }: Pick<Props, 'text' | 'level' | 'clock'>) {
  if (text.text === '') return <p className="hint">这一渠道没有内容。</p>;
  const { first, rest } = firstLine(text.text);
  const levelClass = level === null ? '' : `level-${level}`;
  switch (frameOf(text.mouth)) {
    case 'lock-screen':
      return (
        <div className="desk-phone">
          <span className="desk-clock" aria-hidden="true">
            {clock}
          </span>
          <div className="desk-push">
            <small>安澜 · 现在</small>
            <b dir="auto">{first}</b>
            <p dir="auto">{rest}</p>
          </div>
        </div>
      );
    case 'bubble':
      return (
        <p className="desk-sms" dir="auto">
          {text.text}
        </p>
      );
    case 'picture':
    case 'screen':
    case 'card': {
      const source = pictureSource(text);
      if (source !== null) return <img src={source} alt="群聊图片的样子" />;
      return (
        <div className={`desk-panel ${levelClass}`}>
          <b dir="auto">{first}</b>
          <p dir="auto">{rest}</p>
        </div>
      );
    }
    case 'script':
    case 'paper':
      return (
        <p className="desk-said" dir="auto">
          {text.text}
        </p>
      );
    case 'code':
      return (
        <details>
          <summary>看全文</summary>
          <Code text={text.text} />
        </details>
      );
  }
}

/** Machines' text; a screen's worth of it, scrolled by keyboard too. */
function Code({ text }: { text: string }) {
  return (
    <pre className="desk-code-text" tabIndex={0}>
      {text.slice(0, 20_000)}
    </pre>
  );
}
