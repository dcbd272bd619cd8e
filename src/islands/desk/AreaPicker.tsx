import { useState } from 'react';
import type { OfficerPart } from '../../domain/alert-desk.ts';
import type { Adcode, RegionName } from '../../domain/region.ts';
import { PlaceSearch } from './PlaceSearch.tsx';
import { PolygonField } from './PolygonField.tsx';
import type { MapPlace } from './polygon-map.ts';
import { nameIn, reachedCount, toggled } from './region-selection.ts';
import { RegionTree } from './RegionTree.tsx';

export interface AreaChoices {
  /** The member's own trees: nothing else can be chosen, and the server refuses anything else. */
  places: readonly RegionName[];
  mapPlaces: readonly MapPlace[];
  mayDraw: boolean;
}

interface Props extends AreaChoices {
  part: Pick<OfficerPart, 'adcodes' | 'polygon'>;
  onChange(area: Partial<Pick<OfficerPart, 'adcodes' | 'polygon'>>): void;
  mistake: string | undefined;
}

/** Where: found by name, ticked in the tree, or drawn. What is chosen stands above, each with a way out. */
export function AreaPicker({ places, mapPlaces, mayDraw, part, onChange, mistake }: Props) {
  const [isDrawing, setDrawing] = useState(part.polygon !== null);
  const { adcodes } = part;
  const toggle = (adcode: Adcode): void => onChange({ adcodes: toggled(adcodes, adcode, places) });
  return (
    <div className="desk-area">
      <PlaceSearch places={places} chosen={adcodes} onToggle={toggle} />
      <ul className="desk-chosen" aria-label="已选的地方">
        {adcodes.map((adcode) => (
          <li key={adcode}>
            <button type="button" onClick={() => toggle(adcode)} tabIndex={-1}>
              {nameIn(places, adcode)}
              <span aria-hidden="true"> ×</span>
              <span className="sr">，去掉</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {adcodes.length === 0
          ? '还没有选地方。只能选自己辖区里的。'
          : `选了 ${adcodes.length} 处，连同下级共 ${reachedCount(places, adcodes)} 个行政区。`}
      </p>
      <RegionTree places={places} chosen={adcodes} onToggle={toggle} label="区域，方向键移动，空格选中" />
      {mayDraw &&
        (isDrawing ? (
          <PolygonField
            polygon={part.polygon}
            onChange={(polygon) => onChange({ polygon })}
            mapPlaces={mapPlaces}
          />
        ) : (
          <button type="button" className="button small" onClick={() => setDrawing(true)}>
            画一片范围
          </button>
        ))}
      <p className="error" role="alert">
        {mistake}
      </p>
    </div>
  );
}
