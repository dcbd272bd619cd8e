import type { SaverView } from './draft-saver.ts';

const WORDS = {
  clean: '',
  dirty: '正在写…',
  saving: '正在保存…',
  saved: '已保存到服务器',
  'signed-out': '登录已过期，已存在这台设备上',
  changed: '同事刚存了另一份',
} as const;

/** How safe the words are at this moment, in one line. */
export function SaveLine({ view }: { view: SaverView<never> | SaverView<unknown> }) {
  const { state, isKeptOnDevice } = view;
  const words =
    state.is === 'unreachable'
      ? `${state.message}${isKeptOnDevice ? '已存在这台设备上，会自己再试。' : '请不要关掉这一页，会自己再试。'}`
      : state.is === 'refused'
        ? `没有存上：${state.message}`
        : WORDS[state.is];
  return (
    <p className="desk-save" data-save={state.is} role="status">
      {words}
    </p>
  );
}
