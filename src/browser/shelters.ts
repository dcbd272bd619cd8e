import { OPEN_STATUS_HOURS } from '../domain/shelter.ts';
import { chosenPlace, isAbout } from './place.ts';
import { distanceText, metresBetween, navigationUrl, toWgs84, type Point } from './shelter-distance.ts';

/** Sorting and filtering of the shelter list. The position never leaves this page. */
const list = document.querySelector<HTMLElement>('[data-shelters]');
const tools = document.querySelector<HTMLElement>('[data-shelter-tools]');
const state = document.querySelector<HTMLElement>('[data-nearest-state]');

function pointOf(item: HTMLElement): Point | null {
  const lat = Number(item.dataset['lat']);
  const lon = Number(item.dataset['lon']);
  return item.dataset['lat'] === undefined ? null : toWgs84({ lat, lon }, item.dataset['datum'] ?? 'WGS84');
}

function items(): HTMLElement[] {
  return list === null ? [] : [...list.querySelectorAll<HTMLElement>(':scope > li')];
}

function filter(): void {
  const hazard = tools?.querySelector<HTMLSelectElement>('[data-hazard]')?.value ?? '';
  const accessible = tools?.querySelector<HTMLInputElement>('[data-accessible]')?.checked === true;
  let shown = 0;
  for (const item of items()) {
    const fits = hazard === '' || (item.dataset['hazards'] ?? '').split(' ').includes(hazard);
    item.hidden = !fits || (accessible && item.dataset['accessible'] !== 'yes');
    if (!item.hidden) shown += 1;
  }
  const reset = tools?.querySelector<HTMLElement>('[data-reset]');
  if (reset) reset.hidden = hazard === '' && !accessible;
  const count = document.querySelector('[data-shelter-count]');
  if (count !== null)
    count.textContent =
      shown === 0
        ? '没有登记为符合条件的场所。没有登记不等于没有：看看全部，或问村委会、居委会。'
        : `符合条件的有 ${shown} 处`;
}

/** A bulletin's link names its hazard after the #: that way the stored copy of this page serves it too. */
function takeHazard(): void {
  const select = tools?.querySelector<HTMLSelectElement>('[data-hazard]');
  const wanted = location.hash.slice(1);
  if (!select || wanted === '' || ![...select.options].some((option) => option.value === wanted)) return;
  select.value = wanted;
  filter();
}

function placeFirst(): void {
  const place = chosenPlace();
  if (place === null) return;
  const here = items().filter((item) => isAbout(item, place));
  list?.prepend(...here);
}

function sortFrom(here: Point): void {
  const ranked = items().map((item) => {
    const point = pointOf(item);
    return { item, metres: point === null ? Number.POSITIVE_INFINITY : metresBetween(here, point) };
  });
  ranked.sort((a, b) => a.metres - b.metres);
  for (const { item, metres } of ranked) {
    list?.append(item);
    const text = item.querySelector('[data-distance]');
    if (text !== null)
      text.textContent = Number.isFinite(metres)
        ? `· 直线距离约 ${distanceText(metres)}`
        : '· 没有坐标，算不出距离';
  }
}

function locate(): void {
  const say = (text: string): void => {
    if (state !== null) state.textContent = text;
  };
  if (!('geolocation' in navigator)) return say('这台设备不能定位。请按地址找。');
  say('正在定位……');
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      sortFrom({ lat: coords.latitude, lon: coords.longitude });
      say('已按离您的直线距离排好，近的在前。位置没有传出这台设备。');
    },
    (error) =>
      say(
        error.code === error.PERMISSION_DENIED
          ? '没有得到定位许可。可以在浏览器设置里打开，或按地址找。'
          : '没有定到位。请到室外再试，或按地址找。',
      ),
    { enableHighAccuracy: false, timeout: 15_000, maximumAge: 300_000 },
  );
}

/** An open state confirmed too long ago is no longer shown as open, in a stored copy too. */
function ageStatus(): void {
  for (const item of items()) {
    const at = item.dataset['statusAt'];
    const isStale = at !== undefined && Date.now() - Date.parse(at) > OPEN_STATUS_HOURS * 3_600_000;
    const word = item.querySelector('[data-status-word]');
    if (!isStale || word === null || item.dataset['status'] === 'planned') continue;
    word.textContent = '开放情况待确认';
    item.dataset['status'] = 'unconfirmed';
  }
}

if (list !== null && tools !== null) {
  tools.hidden = false;
  tools.querySelector('[data-nearest]')?.addEventListener('click', locate);
  tools.addEventListener('change', filter);
  tools.querySelector('[data-reset]')?.addEventListener('click', () => {
    for (const select of tools.querySelectorAll('select')) select.value = '';
    for (const box of tools.querySelectorAll('input')) box.checked = false;
    filter();
    tools.querySelector('select')?.focus();
  });
  addEventListener('hashchange', takeHazard);
  for (const item of items()) {
    const point = pointOf(item);
    const link = item.querySelector<HTMLAnchorElement>('[data-navigate]');
    if (point === null || link === null) continue;
    link.href = navigationUrl(point, item.querySelector('h2')?.textContent ?? '');
    link.hidden = false;
  }
  ageStatus();
  placeFirst();
  takeHazard();
}
