import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import '@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css';
import type { LatLon } from '../../domain/alert.ts';
import { closed, opened } from './polygon-text.ts';

/** A jurisdiction on the map: its name and the box it lies in, all that is known without a base map. */
export interface MapPlace {
  adcode: string;
  name: string;
  extent: { minLat: number; maxLat: number; minLon: number; maxLon: number };
}

export interface PolygonMapHandle {
  show(polygon: readonly LatLon[] | null): void;
  stop(): void;
}

interface Options {
  places: readonly MapPlace[];
  onChange(polygon: LatLon[] | null): void;
}

/** Lines every so many degrees, so that some five to ten cross the place. */
function gridStep(span: number): number {
  return [0.05, 0.1, 0.2, 0.5, 1, 2, 5].find((step) => span / step <= 9) ?? 10;
}

/**
 * A map without any picture behind it: boxes and names of the officer's jurisdictions and a grid of degrees. National
 * base maps need a review number (审图号), so none is shipped, and none is needed on a bad line.
 */
export async function startPolygonMap(box: HTMLElement, options: Options): Promise<PolygonMapHandle> {
  // The drawing tools know Leaflet only by its global name.
  (globalThis as { L?: typeof L }).L = L;
  await import('@geoman-io/leaflet-geoman-free');
  const map = L.map(box, { attributionControl: false, zoomSnap: 0.5, minZoom: 4, maxZoom: 15 });
  const bounds = L.latLngBounds(
    options.places.flatMap(({ extent }): L.LatLngTuple[] => [
      [extent.minLat, extent.minLon],
      [extent.maxLat, extent.maxLon],
    ]),
  );
  map.fitBounds(bounds.isValid() ? bounds : [[18, 73], [54, 135]]); // prettier-ignore
  drawGrid(map, bounds);
  for (const { name, extent } of options.places) {
    const corners: L.LatLngTuple[] = [
      [extent.minLat, extent.minLon],
      [extent.maxLat, extent.maxLon],
    ];
    L.rectangle(corners, { className: 'desk-map-place', interactive: false, pmIgnore: true })
      .bindTooltip(label(name), { permanent: true, direction: 'center', className: 'desk-map-name' })
      .addTo(map);
  }
  let drawn: L.Polygon | null = null;
  const told = (): void => options.onChange(drawn === null ? null : closed(pointsOf(drawn)));
  const take = (layer: L.Polygon): void => {
    drawn = layer;
    layer.on('pm:edit pm:dragend pm:markerdragend', told);
    layer.on('pm:remove', () => {
      drawn = null;
      told();
    });
  };
  map.pm.setLang('zh');
  map.pm.setGlobalOptions({ allowSelfIntersection: false, pathOptions: { className: 'desk-map-area' } });
  map.pm.addControls({
    position: 'topleft',
    drawMarker: false,
    drawCircleMarker: false,
    drawPolyline: false,
    drawCircle: false,
    drawText: false,
    cutPolygon: false,
    rotateMode: false,
  });
  nameTools(box);
  map.on('pm:create', ({ layer }) => {
    drawn?.remove();
    take(layer as L.Polygon);
    told();
  });
  return {
    show: (polygon) => {
      const points = polygon === null ? [] : opened(polygon);
      // What was just drawn comes back by the form; drawing it anew would drop the handles under the finger.
      if (drawn !== null && same(pointsOf(drawn), points)) return;
      drawn?.remove();
      drawn = null;
      if (points.length < 3) return;
      const shape = L.polygon(
        points.map(([lat, lon]): L.LatLngTuple => [lat, lon]),
        { className: 'desk-map-area' },
      ).addTo(map);
      take(shape);
      if (!map.getBounds().contains(shape.getBounds())) map.fitBounds(shape.getBounds().pad(0.3));
    },
    stop: () => void map.remove(),
  };
}

/** The drawing tools give their buttons a title around them and no name of their own. */
function nameTools(box: HTMLElement): void {
  for (const tool of box.querySelectorAll<HTMLElement>('.leaflet-pm-toolbar .button-container')) {
    const name = tool.title;
    for (const button of tool.querySelectorAll('.leaflet-buttons-control-button'))
      button.setAttribute('aria-label', name);
  }
}

/** As text, never as markup: names come from files, but a map takes its labels as HTML. */
function label(name: string): HTMLElement {
  const span = document.createElement('span');
  span.textContent = name;
  return span;
}

function pointsOf(layer: L.Polygon): LatLon[] {
  const [ring = []] = layer.getLatLngs() as L.LatLng[][];
  return ring.map(({ lat, lng }): LatLon => [Number(lat.toFixed(4)), Number(lng.toFixed(4))]);
}

const same = (a: readonly LatLon[], b: readonly LatLon[]): boolean =>
  a.length === b.length && a.every(([lat, lon], i) => lat === b[i]?.[0] && lon === b[i]?.[1]);

function drawGrid(map: L.Map, bounds: L.LatLngBounds): void {
  if (!bounds.isValid()) return;
  const [south, north, west, east] = [
    bounds.getSouth(),
    bounds.getNorth(),
    bounds.getWest(),
    bounds.getEast(),
  ];
  const step = gridStep(Math.max(north - south, east - west));
  const line = (ends: L.LatLngTuple[], text: string): void => {
    L.polyline(ends, { className: 'desk-map-grid', interactive: false, pmIgnore: true }).addTo(map);
    const [end] = ends;
    if (end !== undefined)
      L.tooltip({ permanent: true, direction: 'right', className: 'desk-map-degree' })
        .setLatLng(end)
        .setContent(label(text))
        .addTo(map);
  };
  for (let n = Math.ceil(south / step); n * step <= north; n += 1)
    line([[n * step, west], [n * step, east]], `${(n * step).toFixed(2)}°N`); // prettier-ignore
  for (let n = Math.ceil(west / step); n * step <= east; n += 1)
    line([[south, n * step], [north, n * step]], `${(n * step).toFixed(2)}°E`); // prettier-ignore
}
