// Zoeken terwijl je typt: een veld met een lijst eronder, helemaal met het toetsenbord te bedienen.

const LIMIT = 24;

/** Brings one search field to life; resolves when the first answer can be given. */
export async function start(search, say) {
  const field = search.querySelector('input');
  const panel = search.querySelector('.zoek-paneel');
  const list = panel.querySelector('[role=listbox]');
  const count = panel.querySelector('.zoek-aantal');
  const onward = panel.querySelector('.zoek-wel');
  const wider = panel.querySelector('.zoek-ruimer');
  const words = {};
  for (const word of search.querySelector('template').content.children) words[word.dataset.woord] = word.textContent;
  const names = {};
  for (const link of document.querySelectorAll('[data-organisatie][href]')) {
    names[link.dataset.organisatie] = link.firstElementChild.textContent;
  }

  const home = search.dataset.organisatie;
  const address = (name) => new URL(search.dataset[name], document.baseURI).href;
  let organisation = home;
  let searcher;
  let chosen = -1;
  let asked;
  let telling;

  const options = () => [...list.querySelectorAll('[role=option]')];

  function show(open) {
    panel.hidden = !open;
    field.setAttribute('aria-expanded', String(open && list.childElementCount > 0));
    if (!open) choose(-1);
  }

  /** Marks one result; the focus itself stays in the field. */
  function choose(index) {
    const all = options();
    if (all[chosen]) all[chosen].setAttribute('aria-selected', 'false');
    chosen = index;
    const option = all[index];
    if (!option) {
      field.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  /** Draws the answer to what stands in the field. */
  function draw() {
    const query = field.value.trim();
    if (!query) {
      asked = undefined;
      list.replaceChildren();
      show(false);
      return;
    }
    if (!searcher) {
      count.textContent = words.bezig;
      show(true);
      return;
    }
    const key = `${organisation}\n${query}`;
    if (key !== asked) {
      asked = key;
      const { treffers, melding } = JSON.parse(searcher.search(query, organisation, LIMIT));
      list.replaceChildren(...groups(treffers));
      chosen = -1;
      field.removeAttribute('aria-activedescendant');
      const found = treffers.length === 1 ? words.een : words.aantal.replace('{n}', treffers.length);
      count.textContent = treffers.length === 0 ? melding ?? words.geen.replace('{vraag}', query)
        : melding ? `${found}. ${melding}` : found;
      // Told once the typing rests.
      clearTimeout(telling);
      telling = setTimeout(() => say(count.textContent), 800);
      onward.hidden = treffers.length > 0;
      onward.firstElementChild.textContent = words.geen_wel;
      wider.hidden = !home || !words.ook_elders;
      wider.textContent = organisation ? words.ook_elders : words.alleen_hier;
      panel.scrollTop = 0;
    }
    show(true);
  }

  /** Results by page, pages in the order of their best result. */
  function groups(hits) {
    const pages = new Map();
    for (const hit of hits) {
      const page = hit.url.split('#')[0];
      if (!pages.has(page)) pages.set(page, []);
      pages.get(page).push(hit);
    }
    let number = 0;
    return [...pages.values()].map((found) => {
      const { titel, soort, organisatie } = found[0];
      // A result that is the page itself says its title already.
      const about = found.length === 1 && !found[0].sectie ? [] : [titel];
      if (words[`soort_${soort}`]) about.push(words[`soort_${soort}`]);
      if (organisatie !== home && names[organisatie]) about.push(names[organisatie]);
      const group = element('div', 'zoek-groep', { role: 'group', 'aria-label': about.join(', ') || titel });
      const title = element('div', 'zoek-bladzij', { 'aria-hidden': 'true' });
      title.textContent = about.join(' · ');
      group.append(title, ...found.map((hit) => option(hit, number++)));
      return group;
    });
  }

  function option(hit, number) {
    const link = element('a', 'zoek-treffer', {
      role: 'option', id: `zoek-treffer-${number}`, 'aria-selected': 'false', tabindex: '-1',
      href: search.dataset.wortel + hit.url.replace(/^\//, ''),
    });
    const title = element('b');
    title.textContent = hit.sectie || hit.titel;
    const text = element('span');
    for (const part of hit.fragment) {
      const piece = part.raak ? element('mark') : document.createTextNode('');
      piece.textContent = part.tekst;
      text.append(piece);
    }
    link.append(title, text);
    link.addEventListener('click', () => show(false));
    return link;
  }

  field.addEventListener('input', draw);
  field.addEventListener('focus', draw);
  field.addEventListener('keydown', (event) => {
    const all = options();
    const last = all.length - 1;
    if (event.key === 'Escape') {
      if (panel.hidden) field.value = '';
      show(false);
      event.preventDefault();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      draw();
      (options()[chosen] ?? options()[0])?.click();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (panel.hidden) draw();
      else if (event.key === 'ArrowDown') choose(chosen >= last ? 0 : chosen + 1);
      else choose(chosen <= 0 ? last : chosen - 1);
    }
  });
  // The list belongs to the field: pressing the mouse in it does not take the focus away.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  search.addEventListener('focusout', (event) => { if (!search.contains(event.relatedTarget)) show(false); });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target !== field) { field.focus(); show(false); }
  });
  wider.addEventListener('click', () => {
    organisation = organisation ? '' : home;
    draw();
    field.focus();
  });

  draw();
  try {
    const [module, index] = await Promise.all([
      import(address('module')).then(async (module) => {
        await module.default(address('wasm'));
        return module;
      }),
      bytes(address('index')),
    ]);
    searcher = new module.Searcher(index);
    if (search.contains(document.activeElement)) draw();
  } catch (error) {
    count.textContent = '';
    onward.firstElementChild.textContent = words.storing;
    onward.hidden = false;
    if (field.value.trim()) show(true);
    throw error;
  }
  // The texts around what was found come second: the titles are an answer already.
  try {
    searcher.addFragments(await bytes(address('fragmenten')));
    if (!panel.hidden) {
      const before = chosen;
      asked = undefined;
      draw();
      choose(before);
    }
  } catch { /* Without them every result still has its title and its link. */ }
}

async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
