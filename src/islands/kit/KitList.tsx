import type { ReactElement } from 'react';
import type { KitLine } from '../../domain/kit.ts';

interface Props {
  /** A source's number in the list at the foot of the page. */
  numberOf: (sourceId: string) => number;
  lines: readonly KitLine[];
  ready: readonly string[];
  onToggle: (id: string) => void;
}

const TIER_WORDS: Record<KitLine['tier'], string> = {
  basic: '先备齐',
  extended: '有条件再备',
  special: '您家特别需要',
};

/** The last characters stay with the number that cites: it never stands alone on the next line. */
const TAIL = 3;

/** What stands under an item: how grave, how the amount comes about, when to replace it. */
function detailOf(line: KitLine): string {
  return [
    TIER_WORDS[line.tier],
    line.amount === null ? null : line.reason,
    line.shelfLifeMonths === null ? null : `约 ${line.shelfLifeMonths} 个月换一次`,
    line.note,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The list itself, by category, with what each amount rests on. Ticked items stay in place. */
export function KitList({ lines, ready, onToggle, numberOf }: Props): ReactElement {
  const missing = lines.filter((line) => !ready.includes(line.id)).length;
  const categories = [...new Set(lines.map((line) => line.category))];
  return (
    <section className="block">
      <h2>您家的清单</h2>
      <p className="tally" role="status">
        共 {lines.length} 样，{missing === 0 ? '都备好了。' : `还缺 ${missing} 样。`}
      </p>
      <p className="no-print">
        <button type="button" className="button" onClick={() => window.print()}>
          打印清单
        </button>
      </p>
      <p className="quiet">没有写数量的，所引清单也没有写，按家里需要备。〔〕里是出处，见页尾。</p>
      {categories.map((category) => (
        <div key={category}>
          <h3 className="group">{category}</h3>
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
                      {line.amount !== null && (
                        <span className="amount">
                          {' '}
                          {line.amount} {line.unit}
                        </span>
                      )}
                      <small className="why">
                        {detailOf(line).slice(0, -TAIL)}
                        <span className="keep">
                          {detailOf(line).slice(-TAIL)}
                          <span className="cite">
                            〔{line.sources.map((source) => numberOf(source.id)).join('、')}〕
                          </span>
                        </span>
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
