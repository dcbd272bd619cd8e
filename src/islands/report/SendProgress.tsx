import { useEffect, useState } from 'react';
import type { Filing } from './file-report.ts';

const SAID: Record<Filing['phase'], string> = {
  sealing: '正在这台手机上加密…',
  uploading: '正在传照片，断了会接着传…',
  sending: '正在提交…',
  working: '这个网络上同时提交的人多，手机要先算一道题，防止机器乱发。请不要关页面，一般不超过一分钟',
};

/** What is happening and how far it is. The seconds are counted where waiting is long and nothing else moves. */
export function SendProgress({ filing }: { filing: Filing }) {
  const [seconds, setSeconds] = useState(0);
  const isWorking = filing.phase === 'working';
  useEffect(() => {
    if (!isWorking) return undefined;
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [isWorking]);
  return (
    <div className="report-sending">
      <p role="status">{SAID[filing.phase]}</p>
      {isWorking && (
        <>
          <progress aria-label="正在计算" />
          <p className="hint">已经算了 {seconds} 秒。算好会自动提交。</p>
        </>
      )}
      {filing.phase === 'uploading' && (
        <ol>
          {filing.shares.map((share, index) => (
            <li key={index}>
              <label>
                第 {index + 1} 张 <progress max={1} value={share} /> {Math.round(share * 100)}%
              </label>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
