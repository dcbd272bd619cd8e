import { isCanvasFaithful, stripPhoto } from './report-photo.ts';

/** Photos are drawn anew as soon as they are chosen, so that what leaves the device is pixels alone; the server does it again. */
export function startPhotoField(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('[name="photos"]');
  const said = form.querySelector<HTMLElement>('[data-photo-problem]');
  if (field === null || said === null) return;
  let work: Promise<void> = Promise.resolve();
  let isBusy = false;
  field.addEventListener('change', () => {
    isBusy = true;
    said.textContent = '';
    work = strip(field)
      .then((problem) => {
        said.textContent = problem;
      })
      .finally(() => (isBusy = false));
  });
  form.addEventListener('submit', (event) => {
    if (!isBusy) return;
    // A photo must not overtake its own cleaning.
    event.preventDefault();
    void work.then(() => {
      if (said.textContent === '') form.requestSubmit();
    });
  });
}

/** Replaces what was chosen by what came out of it; says what was left out. */
async function strip(field: HTMLInputElement): Promise<string> {
  const most = Number(field.dataset['most']);
  const chosen = [...(field.files ?? [])];
  const kept = new DataTransfer();
  let refused = 0;
  for (const file of chosen.slice(0, most)) {
    // A browser that gives noise back from a canvas: the server alone takes the traces out.
    const clean = isCanvasFaithful() ? await stripPhoto(file) : null;
    if (clean === null) kept.items.add(new File([file], '照片', { type: file.type }));
    else if (clean.ok) kept.items.add(new File([clean.value.clean], '照片.jpg', { type: 'image/jpeg' }));
    else refused += 1;
  }
  field.files = kept.files;
  const tooMany = chosen.length > most ? `一次最多 ${most} 张，多的没有放进来。` : '';
  const unfit = refused > 0 ? `有 ${refused} 张用不了（不是照片，或者格式不支持），已经拿掉。` : '';
  return `${unfit}${tooMany}`;
}
