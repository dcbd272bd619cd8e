/** Ctrl-C, `kill`, systemd, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes on a Ctrl-C that the terminal has given us already: two within this are one. */
const SAME_PRESS_MS = 1000;

/**
 * Aborts when this process is told to stop. Asking again does not cut the draining short: it takes seconds, and a
 * server that dies in the middle leaves its database behind.
 */
export function stopSignal(first = '正在停止：等待处理中的请求和任务，然后关闭数据库……'): AbortSignal {
  const controller = new AbortController();
  let toldAt = 0;
  for (const signal of SIGNALS)
    process.on(signal, () => {
      const isAgain = controller.signal.aborted;
      if (isAgain && Date.now() - toldAt < SAME_PRESS_MS) return;
      toldAt = Date.now();
      console.log(isAgain ? '还在停止，请稍候……' : first);
      controller.abort();
    });
  return controller.signal;
}
