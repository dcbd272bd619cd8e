import { parseXml } from '@rgrove/parse-xml';
import { readCap } from '../../src/feeds/cap-read.ts';
import { read } from '../domain/bulletin-fixture.ts';
import { capDocument } from '../feeds/cap-fixture.ts';
import { measure } from './ratio.ts';

/** The largest ring seen in the wild has so many points; ours is a circle. */
const POINTS = 34_066;
const pairs = Array.from({ length: POINTS - 1 }, (_, at) => {
  const angle = (2 * Math.PI * at) / (POINTS - 1);
  return `${(44 + Math.sin(angle)).toFixed(14)},${(84 + Math.cos(angle)).toFixed(14)}`;
});
const document = capDocument({ area: `<polygon>${[...pairs, pairs[0]].join(' ')}</polygon>` });
measure({
  name: `CAP, one ring of ${POINTS} points: what the checks add to the parser`,
  floor: { name: 'XML parser alone', run: () => parseXml(document) },
  work: { name: 'read and judged', run: () => readCap(document) },
});

const bulletin =
  '裕民县气象台2026年07月01日14时20分发布暴雨橙色预警信号：预计未来3小时哈拉布拉乡、新地乡降雨量将达50毫米以上，请注意防范。';
const long = bulletin + '山洪沟附近的群众请听从安排，不要靠近河道，不要过漫水的路。'.repeat(20);
measure({
  name: `plain text, ${bulletin.length} against ${long.length} characters: linear is ${(long.length / bulletin.length).toFixed(1)}`,
  floor: { name: 'short', run: () => read(bulletin) },
  work: { name: 'long', run: () => read(long) },
});
