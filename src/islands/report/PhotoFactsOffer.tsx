import type { PhotoFacts } from '../../browser/report-exif.ts';
import { coordinatesText } from './coordinates.ts';
import type { Report } from './report-state.ts';

interface Props {
  facts: PhotoFacts;
  report: Report;
  change(part: Partial<Report>): void;
  onDone(): void;
}

/** What the photo gave away, shown before it is gone for good; it goes into the report only when the person says so. */
export function PhotoFactsOffer({ facts: { takenAt, position }, report, change, onDone }: Props) {
  const rows = [
    takenAt === null ? '' : `拍摄时间 ${takenAt.replace('T', ' ')}`,
    position === null ? '' : `拍摄位置 ${coordinatesText(position.lat, position.lng)}`,
  ].filter((row) => row !== '');
  const take = (): void => {
    change({
      ...(takenAt === null ? {} : { seenAt: takenAt }),
      ...(position === null
        ? {}
        : { coordinates: coordinatesText(position.lat, position.lng), datum: 'wgs84' }),
    });
    onDone();
  };
  const isOverwriting =
    (takenAt !== null && report.seenAt !== '') || (position !== null && report.coordinates !== '');
  return (
    <aside className="note" aria-label="照片里记着的">
      <p>
        照片里记着：{rows.join('，')}。<strong>已经从照片里去掉。</strong>
        要把它写进举报吗？写进去，能帮人更快找到；也说明您当时在那里。
      </p>
      <div className="report-row">
        <button type="button" className="button" onClick={take}>
          {isOverwriting ? '写进去，换掉前面填的' : '写进去'}
        </button>
        <button type="button" className="button" onClick={onDone}>
          不写
        </button>
      </div>
    </aside>
  );
}
