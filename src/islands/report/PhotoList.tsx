import { useEffect, useState } from 'react';
import type { DraftPhoto } from '../../browser/report-draft.ts';

export function PhotoList({
  photos,
  onRemove,
}: {
  photos: readonly DraftPhoto[];
  onRemove(id: string): void;
}) {
  if (photos.length === 0) return null;
  return (
    <ul className="report-photos">
      {photos.map((photo, index) => (
        <Preview key={photo.id} photo={photo} position={index + 1} onRemove={() => onRemove(photo.id)} />
      ))}
    </ul>
  );
}

function Preview({ photo, position, onRemove }: { photo: DraftPhoto; position: number; onRemove(): void }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo.clean);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.clean]);
  return (
    <li>
      {address !== undefined && <img src={address} alt={`第 ${position} 张照片`} />}
      {photo.original !== null && <span className="hint">原件已封存</span>}
      <button type="button" className="button" onClick={onRemove} aria-label={`去掉第 ${position} 张照片`}>
        去掉
      </button>
    </li>
  );
}
