import { useEffect, useRef } from 'react';
import type { LatLon } from '../../domain/alert.ts';
import { startPolygonMap, type MapPlace, type PolygonMapHandle } from './polygon-map.ts';

interface Props {
  polygon: readonly LatLon[] | null;
  onChange(polygon: LatLon[] | null): void;
  mapPlaces: readonly MapPlace[];
}

/** The map as a part of the form; whoever cannot point types the coordinates below it. */
export default function PolygonMap({ polygon, onChange, mapPlaces }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<PolygonMapHandle | null>(null);
  const latest = useRef({ polygon, onChange });
  latest.current = { polygon, onChange };

  useEffect(() => {
    let isGone = false;
    const element = box.current;
    if (element === null) return undefined;
    const options = {
      places: mapPlaces,
      onChange: (next: LatLon[] | null) => latest.current.onChange(next),
    };
    void startPolygonMap(element, options).then((started) => {
      if (isGone) return started.stop();
      handle.current = started;
      return started.show(latest.current.polygon);
    });
    return () => {
      isGone = true;
      handle.current?.stop();
      handle.current = null;
    };
  }, [mapPlaces]);

  useEffect(() => handle.current?.show(polygon), [polygon]);
  return (
    <>
      <div className="desk-map" ref={box} role="application" aria-label="画范围的地图，键盘请在下面填坐标" />
      <p className="hint">
        没有底图也能画：方框是大致的辖区，格线是经纬度。点左上角的多边形开始，点回第一个点结束。
      </p>
    </>
  );
}
