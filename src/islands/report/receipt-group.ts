/** The groups of four that a receipt is written in, as they are asked for. */
export const ORDINALS = ['第一组', '第二组', '第三组', '第四组'] as const;

/** Whether the characters somebody copied are that group, however they wrote them (lower case, O for 0, I or L for 1). */
export function isGroupRight(receipt: string, group: number, typed: string): boolean {
  const folded = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return folded !== '' && receipt.split('-')[group] === folded;
}
