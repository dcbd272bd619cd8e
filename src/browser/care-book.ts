import { choiceName, findChoice, type PlaceChoice } from '../domain/subscribe-choice.ts';
import { carePeople, isPhone, MAX_CARE_PEOPLE, saveCarePeople, type CarePerson } from './care-people.ts';
import { listTowns, loadChoices } from './place-selects.ts';
import { randomId } from './random-id.ts';

/** The list of people to telephone: kept, changed and deleted on this device, never anywhere else. */
class CareBook extends HTMLElement {
  #people: CarePerson[] = [];
  #choices: readonly PlaceChoice[] = [];
  /** Whose line is being changed; null while adding. */
  #changing: string | null = null;

  connectedCallback(): void {
    void loadChoices(this.#field('county')).then((choices) => (this.#choices = choices));
    this.#people = carePeople();
    const form = this.#form;
    this.#adding.hidden = false;
    listTowns(this.#field('town'), this.#choices, '');
    this.#field('county').addEventListener('change', () =>
      listTowns(this.#field('town'), this.#choices, this.#field('county').value),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    this.querySelector('[data-cancel]')?.addEventListener('click', () => this.#close());
    this.#show();
    if (this.#people.length === 0) this.#adding.open = true;
  }

  get #form(): HTMLFormElement {
    return this.querySelector('form') as HTMLFormElement;
  }
  get #adding(): HTMLDetailsElement {
    return this.querySelector('[data-adding]') as HTMLDetailsElement;
  }
  #field<T extends HTMLInputElement | HTMLSelectElement = HTMLSelectElement>(name: string): T {
    return this.querySelector(`[name="${name}"]`) as T;
  }

  #save(): void {
    const name = this.#field<HTMLInputElement>('name');
    const phone = this.#field<HTMLInputElement>('phone');
    const county = this.#field('county');
    const wrong = [
      this.#mistake('name', name, name.value.trim() === ''),
      this.#mistake('phone', phone, !isPhone(phone.value.trim())),
      this.#mistake('county', county, county.value === ''),
    ].find((field) => field !== null);
    if (wrong !== undefined) return wrong.focus();
    const adcode = this.#field('town').value || county.value;
    const person: CarePerson = {
      id: this.#changing ?? randomId(),
      name: name.value.trim(),
      phone: phone.value.trim(),
      adcode,
      placeName: choiceName(this.#choices, adcode),
    };
    const isNew = this.#changing === null;
    this.#people = isNew
      ? [...this.#people, person]
      : this.#people.map((one) => (one.id === person.id ? person : one));
    this.#store();
    this.#close();
  }

  #mistake(name: string, field: HTMLElement, isWrong: boolean): HTMLElement | null {
    const said = this.querySelector<HTMLElement>(`[data-mistake="${name}"]`);
    if (said !== null) said.hidden = !isWrong;
    field.setAttribute('aria-invalid', String(isWrong));
    return isWrong ? field : null;
  }

  #store(): void {
    const unsaved = this.querySelector<HTMLElement>('[data-unsaved]');
    if (unsaved !== null) unsaved.hidden = saveCarePeople(this.#people);
    this.#show();
    document.dispatchEvent(new CustomEvent('anlan:care-people'));
  }

  #close(): void {
    this.#changing = null;
    this.#form.reset();
    listTowns(this.#field('town'), this.#choices, '');
    this.#adding.open = false;
    this.#title();
    this.#adding.querySelector('summary')?.focus();
  }

  #title(): void {
    const title = this.querySelector('[data-adding-title]');
    if (title !== null) title.textContent = this.#changing === null ? '添一个人' : '修改';
    this.#adding.hidden = this.#people.length >= MAX_CARE_PEOPLE && this.#changing === null;
  }

  #show(): void {
    this.querySelector('[data-list]')?.replaceChildren(...this.#people.map((person) => this.#line(person)));
    this.#title();
  }

  #line(person: CarePerson): HTMLLIElement {
    const line = document.createElement('li');
    line.className = 'care-line';
    const who = document.createElement('span');
    who.className = 'why';
    const name = document.createElement('b');
    name.textContent = person.name;
    const phone = document.createElement('span');
    phone.className = 'keep';
    phone.textContent = person.phone;
    who.append(name, '　', phone, `　${person.placeName}`);
    const buttons = document.createElement('span');
    buttons.className = 'chips';
    buttons.append(
      button('修改', `修改${person.name}`, () => this.#change(person)),
      button('删去', `删去${person.name}`, () => {
        // One slip on a phone must not lose a number that stands nowhere else.
        if (confirm(`删去${person.name}的电话？`)) this.#remove(person);
      }),
    );
    line.append(who, buttons);
    return line;
  }

  #change(person: CarePerson): void {
    this.#changing = person.id;
    this.#field<HTMLInputElement>('name').value = person.name;
    this.#field<HTMLInputElement>('phone').value = person.phone;
    const found = findChoice(this.#choices, person.adcode);
    this.#field('county').value = found?.county.adcode ?? '';
    listTowns(this.#field('town'), this.#choices, found?.county.adcode ?? '', found?.town?.[0] ?? '');
    this.#title();
    this.#adding.open = true;
    this.#field('name').focus();
  }

  #remove(person: CarePerson): void {
    this.#people = this.#people.filter(({ id }) => id !== person.id);
    this.#store();
  }
}

function button(text: string, label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', press);
  return made;
}

customElements.define('care-book', CareBook);
