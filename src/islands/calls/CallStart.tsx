import { useState, type ReactElement } from 'react';
import type { CallBookState } from './use-call-book.ts';

/** The first time on a device: which place the list is for. Only a signed-in officer has any. */
export function CallStart({ state: { duty, begin } }: { state: CallBookState }): ReactElement {
  const [adcode, setAdcode] = useState('');
  const [village, setVillage] = useState('');
  const [isMistaken, setMistaken] = useState(false);
  const place = duty.places.find((one) => one.adcode === (adcode || duty.places[0]?.adcode));
  if (duty.access !== 'signed-in' || place === undefined)
    return (
      <div className="note">
        <p>
          这一页给灾害信息员、网格员用。第一次要先<a href="/staff/sign-in/">登录工作台</a>
          ，选定自己负责的地方；以后没有网也能打开。
        </p>
        <p>
          只想给自己家里人打电话，用“<a href="/care/">给谁打电话</a>”。
        </p>
      </div>
    );
  const digits = village.replace(/\D/g, '');
  const isVillage = digits.length === 12 && digits.startsWith(place.adcode);
  const start = (): void => {
    if (digits !== '' && !isVillage) return setMistaken(true);
    begin(
      isVillage ? digits : place.adcode,
      isVillage ? `${place.name}（村 ${digits.slice(9)}）` : place.name,
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p className="field">
        <label htmlFor="call-place">负责哪里</label>
        <select id="call-place" value={place.adcode} onChange={(event) => setAdcode(event.target.value)}>
          {duty.places.map((one) => (
            <option key={one.adcode} value={one.adcode}>
              {one.name}
            </option>
          ))}
        </select>
      </p>
      <p className="field">
        <label htmlFor="call-village">村（社区）的 12 位区划代码，不知道就不填</label>
        <input
          id="call-village"
          inputMode="numeric"
          maxLength={14}
          value={village}
          onChange={(event) => {
            setVillage(event.target.value);
            setMistaken(false);
          }}
        />
        <span className="hint">填了，乡镇就能按村看户数；不填，就算在{place.name}。</span>
      </p>
      {isMistaken && (
        <p className="error" role="alert">
          代码要是 12 位数字，开头是 {place.adcode}。
        </p>
      )}
      <p>
        <button className="button primary" type="submit">
          在这台设备上建名单
        </button>
      </p>
      <p className="hint">名单只存在这台设备上。报给乡镇的只有户数：一共几户，叫应了几户。</p>
    </form>
  );
}
