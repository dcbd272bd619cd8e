import { useRef, useState } from 'react';
import { NOT_UPLOADED, type DraftPhoto } from '../../browser/report-draft.ts';
import type { PhotoFacts } from '../../browser/report-exif.ts';
import { stripPhoto } from '../../browser/report-photo.ts';
import { randomId } from '../../browser/random-id.ts';
import { askCustodianKey, sealBytes } from '../../browser/report-seal.ts';
import type { Problem } from '../../domain/problem.ts';
import { MAX_PHOTO_BYTES, MAX_TIP_OFF_PHOTOS } from '../../domain/tip-off.ts';

/** Room for age's own header in the limit of one upload. */
const MAX_ORIGINAL_BYTES = MAX_PHOTO_BYTES - 64 * 1024;

type OriginalsTrouble = 'none' | 'unreachable' | 'gone' | 'large';

export interface PhotoDesk {
  isBusy: boolean;
  mistakes: readonly Problem[];
  /** What the last photo with such traces had in it; in memory only, gone when answered. */
  facts: PhotoFacts | null;
  keepsOriginals: boolean;
  originalsTrouble: OriginalsTrouble | null;
  add(files: readonly File[]): Promise<void>;
  remove(id: string): void;
  dropFacts(): void;
  setKeepsOriginals(wanted: boolean): Promise<void>;
}

type SetPhotos = (update: (photos: readonly DraftPhoto[]) => readonly DraftPhoto[]) => void;

/** Takes photos in: cleaned at once, facts offered, originals sealed only if asked. Readable originals stay in memory. */
export function usePhotos(photos: readonly DraftPhoto[], setPhotos: SetPhotos): PhotoDesk {
  const [isBusy, setBusy] = useState(false);
  const [mistakes, setMistakes] = useState<readonly Problem[]>([]);
  const [facts, setFacts] = useState<PhotoFacts | null>(null);
  const [wanted, setWanted] = useState(false);
  const [originalsTrouble, setTrouble] = useState<OriginalsTrouble | null>(null);
  const originals = useRef(new Map<string, File>());
  const keepsOriginals = wanted || photos.some(({ original }) => original !== null);

  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    const room = MAX_TIP_OFF_PHOTOS - photos.length;
    const wrong: Problem[] = [];
    if (files.length > room)
      wrong.push({ word: 'photos-too-many', detail: `最多 ${MAX_TIP_OFF_PHOTOS} 张，多的没有加进来。` });
    const added: string[] = [];
    // One after the other: nine photos decoded at once are too much for an old phone.
    for (const file of files.slice(0, room)) {
      const stripped = await stripPhoto(file);
      if (!stripped.ok) {
        wrong.push(stripped.problem);
        continue;
      }
      const id = randomId();
      originals.current.set(id, file);
      added.push(id);
      const photo = { id, clean: stripped.value.clean, original: null, originalKeyId: null, ...NOT_UPLOADED };
      setPhotos((before) => [...before, photo].slice(0, MAX_TIP_OFF_PHOTOS));
      const { takenAt, position } = stripped.value.facts;
      if (takenAt !== null || position !== null) setFacts({ takenAt, position });
    }
    setMistakes(wrong);
    if (keepsOriginals) await sealOriginals(added);
    setBusy(false);
  };

  const sealOriginals = async (ids: readonly string[]): Promise<void> => {
    const key = await askCustodianKey();
    if (typeof key === 'string') {
      setWanted(false);
      return setTrouble(key);
    }
    let trouble: OriginalsTrouble | null = null;
    for (const id of ids) {
      const file = originals.current.get(id);
      if (file === undefined) trouble = 'gone';
      else if (file.size > MAX_ORIGINAL_BYTES) trouble = 'large';
      else {
        const sealed = await sealBytes(new Uint8Array(await file.arrayBuffer()), key.recipient);
        const original = new Blob([sealed as BlobPart]);
        setPhotos((before) =>
          before.map((photo) => (photo.id === id ? { ...photo, original, originalKeyId: key.id } : photo)),
        );
      }
    }
    return setTrouble(trouble);
  };

  const setKeepsOriginals = async (isWanted: boolean): Promise<void> => {
    setWanted(isWanted);
    setTrouble(null);
    if (!isWanted)
      return setPhotos((before) =>
        before.map((photo) => ({
          ...photo,
          ...{ original: null, originalKeyId: null, originalPlace: null, originalId: null },
        })),
      );
    setBusy(true);
    await sealOriginals(photos.map(({ id }) => id));
    return setBusy(false);
  };

  const remove = (id: string): void => {
    originals.current.delete(id);
    setPhotos((before) => before.filter((photo) => photo.id !== id));
  };
  const dropFacts = (): void => setFacts(null);
  return {
    ...{ isBusy, mistakes, facts, keepsOriginals, originalsTrouble },
    ...{ add, remove, dropFacts, setKeepsOriginals },
  };
}
