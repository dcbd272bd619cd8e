import type { Level } from '../../domain/level.ts';
import { MOUTHS, type Disagreement, type MouthText } from '../../domain/mouth.ts';
import { MouthCard } from './MouthCard.tsx';

interface Props {
  mouths: readonly MouthText[];
  disagreements: readonly Disagreement[];
  level: Level | null;
  /** `03:12`, for the lock screen. */
  clock: string;
}

/** Every mouth side by side: those that disagree first, then in the order an officer looks through them. */
export function Mouths({ mouths, disagreements, level, clock }: Props) {
  const wrongOf = (text: MouthText): readonly Disagreement[] =>
    disagreements.filter(({ mouth }) => mouth === text.mouth);
  const order = (text: MouthText): number =>
    MOUTHS.indexOf(text.mouth) - (wrongOf(text).length > 0 ? 100 : 0);
  return (
    <div className="desk-mouths">
      {mouths
        .toSorted((a, b) => order(a) - order(b))
        .map((text, index) => (
          <MouthCard
            key={`${text.mouth} ${text.language} ${index}`}
            text={text}
            level={level}
            disagreements={wrongOf(text)}
            clock={clock}
          />
        ))}
    </div>
  );
}
