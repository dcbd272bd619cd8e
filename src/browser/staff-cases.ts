/** j and k walk the queue from link to link; Enter is the link's own. Without script the page is the same, but for these. */
const list = document.querySelector('[data-case-list]');
const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
const help = document.querySelector<HTMLElement>('[data-case-keys]');
if (links.length > 0 && help !== null) help.hidden = false;

document.addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  if (step === 0) return;
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
  event.preventDefault();
});
