import { useEffect, useRef, useState } from 'react';
import { onSignedIn, SIGN_IN_AGAIN } from '../../browser/staff-session.ts';

interface Props {
  isKeptOnDevice: boolean;
  /** Tries again; true when somebody is signed in. */
  retry(): Promise<boolean>;
}

/** Over everything, but nothing below it is lost: signing in happens in another tab, this one goes on. */
export function SignInAgain({ isKeptOnDevice, retry }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isTrying, setTrying] = useState(false);
  const [isStillOut, setStillOut] = useState(false);

  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
  }, []);
  const tryAgain = async (): Promise<void> => {
    setTrying(true);
    const isIn = await retry();
    setTrying(false);
    setStillOut(!isIn);
  };
  // The other tab tells when it is done; where it cannot, coming back to this one is the sign.
  useEffect(() => {
    const back = (): void => {
      if (document.visibilityState === 'visible') void tryAgain();
    };
    const stop = onSignedIn(() => void tryAgain());
    document.addEventListener('visibilitychange', back);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', back);
    };
  });
  return (
    <dialog
      ref={dialog}
      className="desk-overlay"
      aria-labelledby="desk-signed-out"
      // Escape would show a form that cannot be saved.
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="desk-signed-out">登录已过期，内容已保存</h2>
      <p>
        {isKeptOnDevice
          ? '写的内容存在这台设备上，一个字都没有丢。登录后从这里接着写。'
          : '这个浏览器不让网页存东西，请不要关掉这一页。内容还在，登录后接着写。'}
      </p>
      <div className="desk-turn">
        <a className="button primary" href={SIGN_IN_AGAIN} target="_blank" rel="noopener">
          在新标签页登录
        </a>
        <button type="button" className="button" disabled={isTrying} onClick={() => void tryAgain()}>
          {isTrying ? '正在看…' : '已经登录，继续'}
        </button>
      </div>
      <p role="status" className="error">
        {isStillOut && !isTrying && '还没有登录。'}
      </p>
    </dialog>
  );
}
