import { answerOf, giveAnswer, takeBackAnswer, type Answer } from './offline-store/answers.ts';
import { dialled, type CarePerson } from './care-people.ts';

const STATE_WORDS: Record<Answer['state'], string> = {
  counted: '已记下，只报人数，不报姓名和电话。',
  waiting: '没有网，先记在手机里，有网时自动补报人数。',
  refused: '已记在手机里。这条预警结束了，不再计数。',
};

/**
 * One person to telephone about one alert: the number under the thumb, and a tick for 已电话告知. The tick sends a count
 * for the township and nothing else; which person it was is known to this device alone.
 */
export function careLine(person: CarePerson, alertId: string): HTMLLIElement {
  const line = document.createElement('li');
  line.className = 'care-line';
  const call = document.createElement('a');
  call.className = 'button primary';
  call.href = `tel:${dialled(person.phone)}`;
  call.textContent = `打给${person.name}`;
  const where = document.createElement('span');
  where.className = 'why';
  const phone = document.createElement('span');
  phone.className = 'keep';
  phone.textContent = person.phone;
  where.append(`${person.placeName}　`, phone);
  const label = document.createElement('label');
  label.className = 'choice';
  const tick = document.createElement('input');
  tick.type = 'checkbox';
  const said = document.createElement('span');
  said.className = 'hint';
  said.setAttribute('role', 'status');
  label.append(tick, '已电话告知');
  line.append(call, where, label, said);

  void answerOf(alertId, 'told', person.id)
    .then((state) => (tick.checked = state !== null))
    .catch(() => undefined);
  tick.addEventListener('change', () => {
    tick.disabled = true;
    void mark(tick, said, alertId, person)
      .catch(() => {
        // Storage is closed (a private window): the tick stays for the eye, and says that it will not last.
        said.textContent = '这台设备不让保存，关掉页面就没有了。';
      })
      .finally(() => (tick.disabled = false));
  });
  return line;
}

async function mark(
  tick: HTMLInputElement,
  said: HTMLElement,
  alertId: string,
  person: CarePerson,
): Promise<void> {
  if (tick.checked) {
    said.textContent = STATE_WORDS[await giveAnswer(alertId, 'told', person.adcode, person.id)];
    return;
  }
  const isTakenBack = await takeBackAnswer(alertId, 'told', person.id);
  tick.checked = !isTakenBack;
  said.textContent = isTakenBack ? '' : '没有网，现在改不了，有网时再试。';
}
