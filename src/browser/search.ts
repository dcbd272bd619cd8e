import { rankGuides, subjectOf, type SearchEntry } from '../domain/search-query.ts';

/** The parts of pagefind we use; it is a file of the built site, so its types are not at hand. */
interface Pagefind {
  search(
    query: string,
  ): Promise<{ results: { data(): Promise<{ url: string; excerpt: string; meta: { title?: string } }> }[] }>;
}

const form = document.querySelector<HTMLFormElement>('[data-search]');
const box = form?.querySelector('input') ?? null;
const state = document.querySelector('[data-search-state]');
const more = document.querySelector<HTMLElement>('[data-search-more]');
const list = document.querySelector<HTMLElement>('[data-search-list]');

interface Entry extends SearchEntry {
  section: HTMLElement;
}
const entries: Entry[] = [...(list?.querySelectorAll<HTMLElement>('[data-guide]') ?? [])].map((section) => ({
  slug: section.dataset['guide'] ?? '',
  name: section.dataset['name'] ?? '',
  keywords: (section.dataset['keywords'] ?? '').split(' '),
  questions: [...section.querySelectorAll('[data-question]')].map((item) => item.textContent),
  section,
}));

let asked = 0;

async function searchText(query: string, known: ReadonlySet<string>): Promise<void> {
  const ticket = ++asked;
  if (more === null) return;
  more.replaceChildren();
  const subject = subjectOf(query);
  if (subject === '') return;
  try {
    const path = '/pagefind/pagefind.js';
    const pagefind = (await import(/* @vite-ignore */ path)) as Pagefind;
    const { results } = await pagefind.search(subject);
    const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    if (ticket !== asked) return;
    for (const page of pages) {
      if ([...known].some((slug) => page.url.includes(`/guides/${slug}/`))) continue;
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = new URL(page.url, location.origin).pathname;
      link.textContent = page.meta.title ?? page.url;
      const text = document.createElement('p');
      // The excerpt marks its hits with elements; as text it can carry nothing else.
      text.textContent = new DOMParser().parseFromString(page.excerpt, 'text/html').body.textContent;
      item.append(link, text);
      more.append(item);
    }
  } catch {
    return; // offline: the guides above were found without the network
  }
}

function ask(query: string): void {
  const found = rankGuides(query, entries);
  const isAsking = query.trim() !== '';
  for (const entry of entries) entry.section.hidden = isAsking && !found.includes(entry);
  for (const entry of found) list?.append(entry.section);
  if (state !== null)
    state.textContent = !isAsking
      ? ''
      : found.length > 0
        ? `找到 ${found.length} 份指南，最贴近的在前。`
        : '没有找到。换个说法试试；有生命危险请马上打 119、110 或 120。';
  void searchText(query, new Set(found.map((entry) => entry.slug)));
}

if (form !== null && box !== null) {
  form.hidden = false;
  if (list !== null) list.dataset['searchable'] = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(box.value), 150);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask(box.value);
  });
  const given = new URLSearchParams(location.search).get('q');
  if (given !== null) {
    box.value = given;
    ask(given);
  }
}
