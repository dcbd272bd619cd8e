/** Money in fen, a safe integer ≥ 0. Never yuan in a float: 0.1 + 0.2 is no amount. */
export type Fen = number;

/** ten thousand basis points are the whole: 15 % is 1500. */
export const BASIS_POINTS = 10_000;
/** No penalty or budget is larger than this; what is, is a slip of the finger. 一万亿元. */
export const MAX_FEN = 100_000_000_000_000;

export function isFen(value: unknown): value is Fen {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_FEN;
}

/** `12345.60`, `12,345.6`, `１２３４５` as fen; null when it is no amount of money to the fen. */
export function parseYuan(text: string): Fen | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '').replace(/元$/, '');
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return isFen(fen) ? fen : null;
}

/** `3,001元`, with the fen only when there are any. */
export function yuanText(fen: Fen): string {
  const yuan = Math.floor(fen / 100);
  const rest = fen % 100;
  const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === 0 ? `${grouped}元` : `${grouped}.${String(rest).padStart(2, '0')}元`;
}

/** `30万元`, `3.5万元`, below ten thousand as `3,000元`. */
export function yuanRoundText(fen: Fen): string {
  const isTidy = fen >= 1_000_000 && fen % 100_000 === 0;
  return isTidy ? `${fen / 1_000_000}万元` : yuanText(fen);
}
