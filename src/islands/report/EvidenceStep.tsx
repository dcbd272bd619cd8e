import { useState } from 'react';
import type { DraftPhoto } from '../../browser/report-draft.ts';
import { isCanvasFaithful } from '../../browser/report-photo.ts';
import { MAX_TIP_OFF_PHOTOS } from '../../domain/tip-off.ts';
import { OriginalsChoice } from './OriginalsChoice.tsx';
import { PhotoFactsOffer } from './PhotoFactsOffer.tsx';
import { PhotoList } from './PhotoList.tsx';
import { photoSentence } from './photo-words.ts';
import type { Report } from './report-state.ts';
import type { PhotoDesk } from './use-photos.ts';

interface Props {
  report: Report;
  change(part: Partial<Report>): void;
  photos: readonly DraftPhoto[];
  desk: PhotoDesk;
  /** What the server found wrong with a photo. */
  refusal: string;
}

export function EvidenceStep({ report, change, photos, desk, refusal }: Props) {
  const [canDraw] = useState(isCanvasFaithful);
  if (!canDraw)
    return (
      <p className="note">
        这个浏览器不让网页处理图片（常见于防跟踪浏览器），照片里的位置没法先去掉，所以这里不收照片。可以不加照片直接下一步，或换一个浏览器。
      </p>
    );
  const mistakes = desk.mistakes.map(photoSentence);
  return (
    <>
      <p>
        最多 {MAX_TIP_OFF_PHOTOS} 张，没有也行。加进来时就去掉拍摄位置、时间和手机型号，只留画面。
        <strong>人脸、车牌、窗外景物、您的工位去不掉</strong>，会暴露您的不要拍进去。
      </p>
      <p className="hint">
        视频收不了：里面的位置和手机型号没有可靠的办法去掉，请截几张画面。先顾安全，别为了拍照走近危险。
      </p>
      <div className="report-adding">
        <label className="button report-file">
          {photos.length === 0 ? '加照片' : '再加照片'}
          <input
            id="report-photos"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            multiple
            disabled={desk.isBusy || photos.length >= MAX_TIP_OFF_PHOTOS}
            aria-describedby="report-photos-error"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              // The same photo may be chosen again after it was removed.
              event.target.value = '';
              void desk.add(files);
            }}
          />
        </label>
        <p className="hint" role="status">
          {desk.isBusy ? '正在去掉照片里的位置信息…' : photos.length > 0 ? `已加 ${photos.length} 张` : ''}
        </p>
        <p className="error" role="alert" id="report-photos-error">
          {[...new Set([...mistakes, refusal])].filter((text) => text !== '').join(' ')}
        </p>
      </div>
      {desk.facts !== null && (
        <PhotoFactsOffer facts={desk.facts} report={report} change={change} onDone={desk.dropFacts} />
      )}
      <PhotoList photos={photos} onRemove={desk.remove} />
      <OriginalsChoice desk={desk} photos={photos} />
    </>
  );
}
