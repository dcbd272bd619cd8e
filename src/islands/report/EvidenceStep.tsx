import { useEffect, useState } from 'react';
import { isCanvasFaithful, stripPhoto } from '../../browser/report-photo.ts';
import { MAX_TIP_OFF_PHOTOS } from '../../domain/tip-off.ts';

interface Props {
  photos: readonly Blob[];
  setPhotos(update: (photos: readonly Blob[]) => readonly Blob[]): void;
  problems: Readonly<Record<string, string>>;
  /** What the server found wrong with a photo. */
  refusal: string;
}

export function EvidenceStep({ photos, setPhotos, problems, refusal }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [mistakes, setMistakes] = useState<readonly string[]>([]);
  const [canDraw] = useState(isCanvasFaithful);

  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    const room = MAX_TIP_OFF_PHOTOS - photos.length;
    const wrong: string[] = files.length > room ? [`最多 ${MAX_TIP_OFF_PHOTOS} 张，多的没有加进来。`] : [];
    // One after the other: three photos decoded at once are too much for an old phone.
    for (const file of files.slice(0, room)) {
      const stripped = await stripPhoto(file);
      if (stripped.ok) setPhotos((before) => [...before, stripped.value].slice(0, MAX_TIP_OFF_PHOTOS));
      else wrong.push(problems[stripped.problem.word] ?? '这张照片没法用，请换一张。');
    }
    setMistakes([...new Set(wrong)]);
    setBusy(false);
  };

  if (!canDraw)
    return (
      <p className="note">
        这个浏览器不让网页处理图片（常见于防跟踪浏览器），照片里的位置没法先去掉，所以这里不收照片。
        可以不加照片直接下一步，或换一个浏览器。
      </p>
    );
  return (
    <>
      <p>
        照片最多 {MAX_TIP_OFF_PHOTOS} 张，没有也行。加进来时就去掉拍摄位置、时间和手机型号，只留画面。
        <strong>画面里的人脸、车牌、窗外景物去不掉</strong>，会暴露您的不要拍进去。
      </p>
      <div className="field">
        <label htmlFor="report-photos">加照片</label>
        <input
          id="report-photos"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          disabled={isBusy || photos.length >= MAX_TIP_OFF_PHOTOS}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same photo may be chosen again after it was removed.
            event.target.value = '';
            void add(files);
          }}
        />
        <p className="hint" role="status">
          {isBusy ? '正在去掉照片里的位置信息…' : photos.length > 0 ? `已加 ${photos.length} 张` : ''}
        </p>
        <p className="error" role="alert">
          {[...mistakes, refusal].filter((text) => text !== '').join(' ')}
        </p>
      </div>
      <ul className="report-photos">
        {photos.map((photo, index) => (
          <Preview
            key={`${index}-${photo.size}`}
            photo={photo}
            position={index + 1}
            onRemove={() => setPhotos((before) => before.filter((other) => other !== photo))}
          />
        ))}
      </ul>
    </>
  );
}

function Preview({ photo, position, onRemove }: { photo: Blob; position: number; onRemove(): void }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <li>
      {address !== undefined && <img src={address} alt={`第 ${position} 张照片`} />}
      <button type="button" className="button" onClick={onRemove} aria-label={`去掉第 ${position} 张照片`}>
        去掉
      </button>
    </li>
  );
}
