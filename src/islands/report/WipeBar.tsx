/** 紧急清除, in reach on every step. */
export function WipeBar({ note, onWipe }: { note: string; onWipe(): void }) {
  return (
    <div className="report-bar">
      <p className="hint" role="status">
        {note}
      </p>
      <button type="button" className="button danger" onClick={onWipe}>
        紧急清除
      </button>
    </div>
  );
}

/** What it cannot do: a false sense of safety is worse than none. */
export function WipeLimits() {
  return (
    <details className="report-limits">
      <summary>“紧急清除”清得掉什么</summary>
      <p className="hint">
        清掉填写的内容、照片和本站存的副本，立刻换成首页，按返回键回不来。清不掉：浏览器的历史记录、相册里的原图、截屏、网络那头看到的访问。
      </p>
    </details>
  );
}
