import { startSpeaking } from './speak.ts';

/** How long 「已复制」 stands on the button. */
const SAID_MS = 2500;

/** Copying with one press, where the browser allows it (a secure page); else the text is selected with a tap. */
function startCopying(page: Document): void {
  if (!('clipboard' in navigator)) return;
  page.documentElement.dataset['canCopy'] = 'yes';
  page.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-copy]');
    const text = page.getElementById(button?.dataset['copy'] ?? '')?.textContent;
    if (button === null || text === undefined || text === null) return;
    const say = (words: string): void => {
      button.textContent = words;
      setTimeout(() => (button.textContent = '复制'), SAID_MS);
    };
    navigator.clipboard.writeText(text).then(
      () => say('已复制'),
      () => say('没有复制成，请点文字选中'),
    );
  });
}

startCopying(document);
startSpeaking(document, 'speechSynthesis' in window ? speechSynthesis : undefined);
