import type { ReactElement } from 'react';
import type { KitLine } from '../../domain/kit.ts';

interface Props {
  lines: readonly KitLine[];
  ready: readonly string[];
  onToggle: (id: string) => void;
}

const TIER_WORDS: Record<KitLine['tier'], string> = {
  basic: '先备齐',
  extended: '有条件再备',
  special: '您家特别需要',
};

/** The list itself, by category, with what each amount rests on. Ticked items stay in place. */
export function KitList({ lines, ready, onToggle }: Props): ReactElement {
  const missing = lines.filter((line) => !ready.includes(line.id)).length;
  const categories = [...new Set(lines.map((line) => line.category))];
  return (
    <section className="block">
      <h2>您家的清单</h2>
      <p role="status">
        共 {lines.length} 样，{missing === 0 ? '都备好了。' : `还缺 ${missing} 样。`}
        <button type="button" className="button no-print" onClick={() => window.print()}>
          打印清单
        </button>
      </p>
      {categories.map((category) => (
        <div key={category}>
          <h3>{category}</h3>
          <ul className="rows kit">
            {lines
              .filter((line) => line.category === category)
              .map((line) => (
                <li key={line.id}>
                  <label className="choice">
                    <input
                      type="checkbox"
                      checked={ready.includes(line.id)}
                      onChange={() => onToggle(line.id)}
                    />
                    <span>
                      <strong>{line.item}</strong>
                      {line.amount !== null && ` ${line.amount} ${line.unit ?? ''}`}
                      <small className="why">
                        {TIER_WORDS[line.tier]} · {line.reason}
                        {line.shelfLifeMonths !== null && ` · 约 ${line.shelfLifeMonths} 个月换一次`}
                        {line.note !== null && ` · ${line.note}`}
                        {` · 出处：${line.sources.map((source) => source.authority).join('、')}`}
                      </small>
                    </span>
                  </label>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
