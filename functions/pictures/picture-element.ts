/** What satori draws: elements with inline styles, laid out by flexbox. Text is a child and never markup. */
export interface PictureElement {
  type: 'div' | 'img';
  props: {
    style: Record<string, string | number>;
    children?: PictureChild | readonly PictureChild[];
    src?: string;
    width?: number;
    height?: number;
  };
}
export type PictureChild = PictureElement | string;

/** A box; satori wants `display` named on every box with more than one child. */
export function box(
  style: Record<string, string | number>,
  ...children: readonly (PictureChild | null)[]
): PictureElement {
  const shown = children.filter((child) => child !== null);
  return { type: 'div', props: { style: { display: 'flex', ...style }, children: shown } };
}

/** A run of text that breaks anywhere: a name of a thousand letters must not leave the picture. */
export function words(text: string, style: Record<string, string | number>): PictureElement {
  return {
    type: 'div',
    props: { style: { display: 'block', wordBreak: 'break-word', ...style }, children: text },
  };
}
