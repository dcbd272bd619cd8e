import { lazy, Suspense, useEffect, useId, useState } from 'react';
import type { LatLon } from '../../domain/alert.ts';
import { closed, polygonText, readPolygon } from './polygon-text.ts';
import type { MapPlace } from './polygon-map.ts';

// Leaflet and its drawing tools are larger than all the rest together: fetched when somebody draws.
const PolygonMap = lazy(() => import('./PolygonMap.tsx'));

interface Props {
  polygon: readonly LatLon[] | null;
  onChange(polygon: LatLon[] | null): void;
  mapPlaces: readonly MapPlace[];
}

/** An area drawn on the map or typed as coordinates: two views of one ring, each follows the other. */
export function PolygonField({ polygon, onChange, mapPlaces }: Props) {
  const id = useId();
  const written = polygon === null ? '' : polygonText(polygon);
  const [text, setText] = useState(written);
  const [mistake, setMistake] = useState('');
  const [isMapOpen, setMapOpen] = useState(false);

  // The map changed it; while the text cannot be read it stays as typed.
  useEffect(() => {
    const read = readPolygon(text);
    if (read.ok && polygonText(read.points) !== written) setText(written);
  }, [written]);

  const type = (next: string): void => {
    setText(next);
    const read = readPolygon(next);
    setMistake(read.ok ? '' : read.mistake);
    if (read.ok) onChange(closed(read.points));
  };
  return (
    <div className="desk-polygon">
      {isMapOpen ? (
        <Suspense fallback={<p className="hint">正在打开地图…</p>}>
          <PolygonMap {...{ polygon, onChange, mapPlaces }} />
        </Suspense>
      ) : (
        <button type="button" className="button" onClick={() => setMapOpen(true)}>
          在图上画
        </button>
      )}
      <label className="field" htmlFor={id}>
        <span className="label">边界上的点，一行一个：纬度,经度</span>
        <textarea
          id={id}
          rows={5}
          className="desk-mono"
          value={text}
          placeholder={'46.10,82.90\n46.30,82.95\n46.20,83.20'}
          aria-invalid={mistake !== ''}
          aria-describedby={`${id}-mistake`}
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <p id={`${id}-mistake`} className="error" role="alert">
        {mistake}
      </p>
      {polygon !== null && (
        <button type="button" className="button" onClick={() => type('')}>
          去掉画的范围
        </button>
      )}
    </div>
  );
}
