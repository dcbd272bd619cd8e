import { clockText } from '../domain/spoken-time.ts';
import { makeMoveLink } from './subscribe-move.ts';

/** Makes a link on request and shows it as a code to scan. Nothing is offered to the server before the press. */
class MoveWish extends HTMLElement {
  connectedCallback(): void {
    const button = this.#part<HTMLButtonElement>('[data-make]');
    if (!('serviceWorker' in navigator && 'PushManager' in window)) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      void this.#make()
        .catch(() => this.#problem('现在连不上服务器，请过一会儿再试。'))
        .finally(() => (button.disabled = false));
    });
    this.#part('[data-copy]').addEventListener('click', () => void this.#copy());
  }

  async #make(): Promise<void> {
    this.#problem(null);
    this.#part('[data-link]').hidden = true;
    const link = await makeMoveLink();
    if ('problem' in link) return this.#problem(link.problem);
    // Only who makes a link needs the code's drawing.
    const { encode } = await import('uqr');
    const { data, size } = encode(link.url, { ecc: 'M', border: 3 });
    this.#part('[data-code]').replaceChildren(drawing(data, size));
    this.#part<HTMLInputElement>('#move-url').value = link.url;
    this.#part('[data-until]').textContent = clockText(link.expiresAt, new Date(Date.now()).toISOString());
    this.#part('[data-copied]').textContent = '';
    this.#part('[data-link]').hidden = false;
  }

  async #copy(): Promise<void> {
    const field = this.#part<HTMLInputElement>('#move-url');
    const isCopied = await navigator.clipboard.writeText(field.value).then(
      () => true,
      () => false,
    );
    if (!isCopied) field.select();
    this.#part('[data-copied]').textContent = isCopied ? '已复制' : '没有复制成功，请长按链接复制';
  }

  #problem(words: string | null): void {
    const said = this.#part('[data-problem]');
    said.hidden = words === null;
    said.textContent = words ?? '';
  }

  #part<T extends HTMLElement>(selector: string): T {
    return this.querySelector(selector) as T;
  }
}

const SVG = 'http://www.w3.org/2000/svg';

/** Dark on white in every colour scheme, or no camera reads it. */
function drawing(data: readonly (readonly boolean[])[], size: number): SVGElement {
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', '链接的二维码');
  for (const [name, attributes] of [
    ['rect', { width: String(size), height: String(size), fill: '#fff' }],
    ['path', { d: path, fill: '#000' }],
  ] as const) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}

customElements.define('move-wish', MoveWish);
