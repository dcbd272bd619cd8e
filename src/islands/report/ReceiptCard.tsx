import { useEffect, useRef, useState } from 'react';
import { QrCode } from './QrCode.tsx';
import { isGroupRight, ORDINALS } from './receipt-group.ts';

interface Props {
  receipt: string;
  /** Null: what arrived is an earlier try, from before the last change. */
  caseNo: string | null;
}

/** Shown once, after sending. Nothing of it is kept by the page: closing it is final, and the words say so. */
export function ReceiptCard({ receipt, caseNo }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const [typed, setTyped] = useState('');
  useEffect(() => heading.current?.focus(), []);
  const isLeaving = useRef(false);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (!isLeaving.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  const copy = (): void => {
    // Absent where the page came over plain http: then it is written down or printed.
    const writing = navigator.clipboard?.writeText(receipt) ?? Promise.reject(new Error('no clipboard'));
    writing.then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  const leave = (): void => {
    isLeaving.current = true;
    location.replace('/');
  };
  // Another group each time, so that looking at the end of the code only is not enough.
  const [group] = useState(() => Math.floor(Math.random() * ORDINALS.length));
  const isRight = isGroupRight(receipt, group, typed);
  return (
    <section className="card report-receipt" aria-labelledby="receipt-heading">
      <h2 id="receipt-heading" tabIndex={-1} ref={heading}>
        已收到。请记下查询码
      </h2>
      <p>
        这是查进度的唯一凭证，<strong>只显示这一次</strong>。本站没有存它，丢了找不回来。
      </p>
      <output className="report-code" aria-label="查询码">
        {receipt}
      </output>
      <QrCode text={receipt} label="查询码的二维码，内容只有查询码" />
      {caseNo === null ? (
        <p className="note">
          前一次提交其实已经收到，内容是您最后一次修改之前的。改动的部分，请另外再提交一次。
        </p>
      ) : (
        <p>
          举报编号 <strong>{caseNo}</strong>，打电话联系时用。光有编号查不到内容。
        </p>
      )}
      <div className="report-turn no-print">
        <button type="button" className="button primary" onClick={() => window.print()}>
          打印
        </button>
        <button type="button" className="button" onClick={copy}>
          {copied === 'yes' ? '已复制' : '复制'}
        </button>
      </div>
      <p className="hint no-print" role="status">
        {copied === 'yes' && '复制后请存到只有您看得到的地方。别人的手机上不要留。'}
        {copied === 'failed' && '这个浏览器不让复制，请抄下来或截屏。'}
      </p>
      <div className="field no-print">
        <label htmlFor="receipt-again">抄好了？不看屏幕，照您抄的打出{ORDINALS[group]}的 4 个字符</label>
        <input
          id="receipt-again"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={6}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p className="hint" role="status">
          {typed.trim().length < 4 ? '' : isRight ? '对，没有抄错。' : '还不对，请对着上面再核对一遍。'}
        </p>
      </div>
      <p className="no-print">
        用查询码到<a href="/report/status/">查进度</a>。记好了就离开：
        <button type="button" className="button danger" onClick={leave}>
          清除并离开
        </button>
      </p>
    </section>
  );
}
