import { obstacle } from './push.ts';

/*
 * Only a browser that can be pushed to gets the form's own script: the others, mostly old phones and pages inside
 * WeChat, are told why and what works instead, and load nothing more.
 */
const blocked = obstacle();
const form = document.querySelector('push-subscribe');
if (blocked !== null && blocked !== 'denied') {
  const words = form?.querySelector<HTMLElement>(`[data-when="${blocked}"]`);
  if (words) words.hidden = false;
} else void import('./subscribe-form.ts');
