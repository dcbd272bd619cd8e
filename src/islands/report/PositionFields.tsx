import { useState } from 'react';
import { locate } from '../../browser/report-position.ts';
import { DATUMS, type Datum } from '../../domain/tip-off-position.ts';
import { coordinatesText } from './coordinates.ts';
import { Mistake } from './Mistake.tsx';
import { TextField } from './TextField.tsx';
import type { StepProps } from './step-props.ts';

export const DATUM_NAMES: Record<Datum, string> = {
  wgs84: '手机定位、指南针、GPS、天地图',
  gcj02: '高德、腾讯、微信地图',
  bd09: '百度地图',
};

const NOT_FOUND = {
  denied: '没有得到定位许可。可以不用定位，写清楚地点就行。',
  unavailable: '手机现在定不了位。可以不用定位，写清楚地点就行。',
  slow: '等了 20 秒还没定到。到窗边或室外再试，或者只写地点。',
  insecure: '这个网址不是加密的，手机不让定位。写清楚地点就行。',
} as const;

/**
 * A point, for places without an address. No map: tiles from elsewhere would tell their owner which spot somebody is
 * reporting. What was found is shown as it will be sent, and one press takes it out again.
 */
export function PositionFields({ report, change, mistake, choices }: StepProps) {
  const [said, setSaid] = useState('');
  const [isAsking, setAsking] = useState(false);
  const find = async (): Promise<void> => {
    setAsking(true);
    setSaid('正在定位…');
    const found = await locate();
    setAsking(false);
    if (found.outcome !== 'found') return setSaid(NOT_FOUND[found.outcome]);
    change({ coordinates: coordinatesText(found.lat, found.lng), datum: 'wgs84' });
    return setSaid(`定到了，误差约 ${found.accuracyM} 米。您不在现场的话，请去掉。`);
  };
  const shared = { report, change, mistake, choices };
  return (
    <details className="report-position" open={report.coordinates !== '' || undefined}>
      <summary>没有门牌？加一个坐标（可以不加）</summary>
      <p className="hint">
        加了就会随举报送出，只有办理的人看得到。人在现场，用定位会说明您到过那里；不想让人知道的，别用。
      </p>
      <div className="report-row">
        <button type="button" className="button" disabled={isAsking} onClick={() => void find()}>
          用手机定位
        </button>
        {report.coordinates !== '' && (
          <button
            type="button"
            className="button"
            onClick={() => {
              change({ coordinates: '', datum: '' });
              setSaid('坐标去掉了。');
            }}
          >
            去掉坐标
          </button>
        )}
      </div>
      <p className="hint" role="status">
        {said}
      </p>
      <TextField
        {...shared}
        field="coordinates"
        label="坐标"
        hint="地图软件或手机指南针里看到的两个数，照抄就行，先写哪个都可以，度分秒也可以。"
        input={{ inputMode: 'text', placeholder: '46.2013, 82.9667' }}
      />
      <div className="field">
        <label htmlFor="report-datum">坐标是从哪里看来的</label>
        <select
          id="report-datum"
          value={report.datum}
          onChange={(event) => change({ datum: event.target.value })}
          aria-invalid={mistake?.field === 'datum'}
          aria-describedby="report-datum-error"
        >
          <option value="">请选择</option>
          {DATUMS.map((datum) => (
            <option key={datum} value={datum}>
              {DATUM_NAMES[datum]}
            </option>
          ))}
        </select>
        <Mistake id="report-datum-error" field="datum" mistake={mistake} />
      </div>
    </details>
  );
}
