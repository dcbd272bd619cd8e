import type { DraftPhoto } from '../../browser/report-draft.ts';
import type { PhotoDesk } from './use-photos.ts';

const TROUBLE = {
  none: '这里还没有设身份保管员，原件没有人能替您保管，所以封存不了。',
  unreachable: '现在没有网络，拿不到封存用的钥匙。有网络时再勾一次。',
  gone: '有的照片是上次加的，原件已经不在，只有这次新加的能封存。',
  large: '有的原件超过 10 MB，封存不了；去掉拍摄信息的那份照样提交。',
} as const;

/** 封存原件: only when asked. The original is closed on this device before it is kept or sent. */
export function OriginalsChoice({ desk, photos }: { desk: PhotoDesk; photos: readonly DraftPhoto[] }) {
  if (photos.length === 0) return null;
  return (
    <div className="report-tick">
      <label className="choice" htmlFor="report-originals">
        <input
          id="report-originals"
          type="checkbox"
          checked={desk.keepsOriginals}
          disabled={desk.isBusy}
          onChange={(event) => void desk.setKeepsOriginals(event.target.checked)}
        />
        <span>另外封存原件</span>
      </label>
      <p className="hint">
        原件里有位置、时间和手机型号，打官司时证明力更强，也更能认出您。在这台手机上加密，只有身份保管员打得开，办理的人看不到。一般不用勾。
      </p>
      <p className="error" role="alert">
        {desk.originalsTrouble === null ? '' : TROUBLE[desk.originalsTrouble]}
      </p>
    </div>
  );
}
