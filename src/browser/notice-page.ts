import { fullClockText } from '../domain/spoken-time.ts';
import { startAgeing } from './ageing.ts';

/** The hour of printing, not of opening: a page may stand open for a day before somebody prints it. */
function stampPrinting(): void {
  const stamp = document.querySelector('[data-printed]');
  if (stamp !== null) stamp.textContent = fullClockText(new Date(Date.now()).toISOString());
}

startAgeing(document);
addEventListener('beforeprint', stampPrinting);
document.querySelector('[data-print]')?.addEventListener('click', () => print());
document.documentElement.dataset['canPrint'] = 'yes';
