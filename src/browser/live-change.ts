/** One bulletin as it stands on the page; the key changes with every revision. */
export interface Seen {
  key: string;
  alertId: string;
  title: string;
}

/**
 * What a screen reader is told when the page changed by itself: the news in one sentence, never the whole page
 * again. Null when what concerns the person is as before (only another place's bulletin, or only times, moved).
 */
export function changeText(before: readonly Seen[], after: readonly Seen[]): string | null {
  const fresh = after.filter((one) => !before.some((old) => old.key === one.key));
  const gone = before.filter((one) => !after.some((now) => now.alertId === one.alertId));
  const isKnown = (one: Seen): boolean => before.some((old) => old.alertId === one.alertId);
  const titles = (some: readonly Seen[]): string => [...new Set(some.map(({ title }) => title))].join('、');
  const added = fresh.filter((one) => !isKnown(one));
  const updated = fresh.filter(isKnown);
  const sentences = [
    added.length > 0 ? `新的预警：${titles(added)}。` : '',
    updated.length > 0 ? `有更新：${titles(updated)}。` : '',
    gone.length > 0 ? `已结束：${titles(gone)}。` : '',
  ];
  return sentences.join('') || null;
}
