// Zoeken terwijl je typt: een veld met daaronder gewone links onder koppen, helemaal met het toetsenbord te bedienen.
// Wat iemand zoekt, blijft op het apparaat: in het adres staat het achter #, en dat deel gaat nooit naar een server.

const LIMIT = 12;
/** How long typing must rest before the count is told and the address follows; told at most once a second. */
const REST = 1000;
const KEPT = 'wegwijs-zoek';
const HANDED = 'wegwijs-invullen';
const ADDRESS = '#zoek=';

/** Ends what an earlier start that failed left behind. */
let leave;

/** Brings one search field to life, with the module, its bytes and the index, which are on their way; resolves when the first
 *  answer can be given. */
export async function start(search, say, engine) {
  leave?.abort();
  leave = new AbortController();
  const { signal } = leave;
  const field = search.querySelector('input');
  const panel = search.querySelector('.zoek-paneel');
  panel.replaceChildren(search.querySelector('template').content.cloneNode(true));
  const find = (name) => panel.querySelector(name);
  const list = find('.zoek-lijst');
  const count = find('.zoek-aantal');
  const onward = find('.zoek-wel');
  const filters = find('.zoek-filters');
  const where = find('[data-filter=waar]');
  const sort = find('[data-filter=soort]');
  const words = {};
  for (const word of panel.querySelectorAll('[data-woord]')) {
    words[word.dataset.woord] = word.textContent;
    word.remove();
  }
  const names = {};
  for (const link of document.querySelectorAll('[data-organisatie][href]')) {
    names[link.dataset.organisatie] = link.firstElementChild.textContent;
  }

  const home = search.dataset.organisatie;
  const address = (name, number) => new URL(search.dataset[name].replace('_N_', number), document.baseURI).href;
  // The place on the page that the reader came for, before anything was searched.
  const place = location.hash.startsWith(ADDRESS) ? '' : location.hash;
  const asking = new Set();
  let searcher;
  let asked;
  let resting;

  const links = () => [...panel.querySelectorAll('.zoek-lijst a, .zoek-wel:not([hidden]) a')];
  const kept = () => { try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; } };
  const keep = (change) => { try { localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...change })); } catch { /* Then not. */ } };

  function show(open) {
    panel.hidden = !open;
  }

  /** Draws the answer to what stands in the field. */
  function draw() {
    const query = field.value.trim();
    filters.hidden = !query || !searcher;
    onward.hidden = true;
    if (!query) return before();
    if (!searcher) {
      count.textContent = words.bezig;
      list.replaceChildren();
      return show(true);
    }
    const key = [query, where?.value, sort.value].join('\n');
    if (key !== asked) {
      asked = key;
      answer(query);
      panel.scrollTop = 0;
    }
    onward.hidden = list.childElementCount > 0;
    onward.firstElementChild.textContent = words.geen_wel;
    show(true);
  }

  /** The list before anything is typed: what was looked for earlier, if the reader wants that kept. */
  function before() {
    asked = undefined;
    const earlier = kept().onthoud ? kept().eerder ?? [] : [];
    count.textContent = '';
    list.replaceChildren();
    if (earlier.length) list.append(heading(words.eerder), queries(earlier));
    onward.hidden = true;
    rest('', false);
    show(document.activeElement === field || search.contains(document.activeElement));
  }

  function answer(query) {
    const ask = (own, first = home) => JSON.parse(searcher.search(
      new TextEncoder().encode([first, sort.value, query].join('\n')), own, LIMIT));
    const own = Boolean(home) && where?.value !== 'ook';
    let found = ask(own);
    let said = [];
    if (!own && home) {
      // Who asks for what others have as well sees the best of their own first, and not all of it.
      const mine = found.treffers.slice(0, 3);
      const others = ask(false, '').treffers.filter((one) => !mine.some(({ url }) => url === one.url));
      found.treffers = [...mine, ...others].slice(0, LIMIT);
    }
    if (own && where && !found.treffers.length && !found.kaarten.length) {
      // What is not here may be elsewhere, and then that is said.
      const others = ask(false);
      if (others.treffers.length) {
        found = others;
        said.push(words.elders);
      }
    }
    const { kaarten, treffers, totaal, verbeterd, onbekend, suggesties, minder } = found;
    const any = kaarten.length + treffers.length > 0;
    const put = (word, given) => said.push(words[word].replace('{woorden}', quoted(given)));
    if (any) said.unshift(totaal === 1 ? words.een : words.aantal.replace('{n}', totaal));
    if (verbeterd.length) put('bedoelde', verbeterd);
    if (!any) said.push(words.geen.replace('{vraag}', query.slice(0, 60)));
    else if (onbekend.length) put('onbekend', onbekend);
    else if (minder) said.push(minder === 2 ? words.deels : words.onder);
    count.textContent = said.join(' ');
    list.replaceChildren();
    if (suggesties.length) list.append(element('p', 'zoek-misschien', words.misschien), queries(suggesties));
    if (kaarten.length) list.append(heading(words.antwoord), ...kaarten.map(card));
    if (treffers.length) {
      const rows = element('ol');
      rows.append(...treffers.map(row));
      list.append(heading(words.resultaten), rows);
    }
    rest(query, kaarten.some((one) => one.gevoelig && one.invullen.length));
    fetchMissing(found);
  }

  /** When the typing rests the count is told, and the address says what was searched; never what is nobody's business. */
  function rest(query, sensitive) {
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (query) say(count.textContent);
      const wanted = query && !sensitive ? ADDRESS + encodeURIComponent(query) : location.hash.startsWith(ADDRESS) ? place : location.hash;
      if (wanted !== location.hash) history.replaceState(history.state, '', wanted || location.pathname + location.search);
    }, REST);
  }

  /** Remembers a query that led somewhere, if the reader wants that. */
  function remember() {
    const query = field.value.trim();
    const { onthoud, eerder = [] } = kept();
    if (onthoud && query && location.hash.startsWith(ADDRESS)) keep({ eerder: [query, ...eerder.filter((one) => one !== query)].slice(0, 5) });
  }

  /** What this answer still lacks: texts of results, and in a very large handbook pieces of the index. */
  function fetchMissing({ nodig, teksten }) {
    for (const [name, numbers] of [['delen', nodig], ['teksten', teksten]]) {
      for (const number of numbers) {
        const url = address(name, number);
        if (asking.has(url)) continue;
        asking.add(url);
        bytes(url).then((file) => {
          if (searcher.add(file)) return;
          const inside = list.contains(document.activeElement) ? links().indexOf(document.activeElement) : -1;
          asked = undefined;
          if (!panel.hidden) draw();
          links()[inside]?.focus();
        }).catch(() => { /* Without it every result still has its title and its link. */ });
      }
    }
  }

  function heading(text) {
    return element('h2', '', text);
  }

  /** Queries as links. */
  function queries(given) {
    const rows = element('ul', 'zoek-vragen');
    for (const query of given) {
      const link = element('a', '', query);
      link.href = ADDRESS + encodeURIComponent(query);
      const item = element('li');
      item.append(link);
      rows.append(item);
    }
    return rows;
  }

  function link(url, text, className) {
    const made = element('a', className, text);
    made.href = search.dataset.wortel + url;
    return made;
  }

  /** Kind and organisation, where they are not what goes without saying. */
  function about({ soort, organisatie }) {
    const said = [words[soort], organisatie === home ? '' : names[organisatie]].filter(Boolean).join(' · ');
    return said ? [element('span', 'zoek-soort', said)] : [];
  }

  /** An answer by itself. */
  function card(one) {
    const box = element('div', 'zoek-kaart');
    const title = link(one.url, one.titel);
    box.append(title, ...about(one));
    if (one.hulpmiddel && one.invullen.length) {
      box.append(element('p', '', `${words.ingevuld} ${one.invullen.map((filled) => filled[2]).join(', ')}`));
      const answers = one.invullen.map(([question, value]) => [question, value]);
      if (one.gevoelig) {
        title.addEventListener('click', () => {
          try { sessionStorage.setItem(HANDED, JSON.stringify([one.hulpmiddel, answers])); } catch { /* Then it is typed again. */ }
        });
      } else {
        title.href += `#hulp-${one.hulpmiddel}:${new URLSearchParams(answers)}`;
      }
    } else if (one.tekst) {
      const lines = one.tekst.split('\n').map((line) => {
        const text = element('p');
        text.append(one.soort === 'contact' ? channel(line) : line);
        return text;
      });
      box.append(...lines);
    }
    return box;
  }

  /** A way to reach somebody, as a link where it can be one. */
  function channel(line) {
    const mail = /^\S+@\S+$/.test(line);
    const number = !mail && /^[\d\s()–+-]{3,}$/.test(line);
    if (!mail && !number) return line;
    const made = element('a', '', line);
    made.href = mail ? `mailto:${line}` : `tel:${line.replace(/[^\d+]/g, '')}`;
    return made;
  }

  /** A page that was found, with its best places under it. */
  function row(hit) {
    const item = element('li');
    const [best] = hit.secties;
    item.append(link(hit.secties.length === 1 && !best.kop ? best.url : hit.url, hit.titel, 'zoek-bladzij'), ...about(hit));
    if (hit.via.length) item.append(element('span', 'zoek-soort', `${words.via} ${hit.via.join('; ')}`));
    const places = element('ul');
    for (const one of hit.secties) {
      const place = element('li');
      if (one.kop) place.append(link(one.url, one.kop));
      if (one.fragment.length && (one === best || one.kop)) {
        const text = element('p');
        text.append(...one.fragment.map((part, n) => (n % 2 ? element('mark', '', part) : part)));
        place.append(text);
      }
      if (place.childElementCount) places.append(place);
    }
    if (places.childElementCount) item.append(places);
    return item;
  }

  function quoted(given) {
    const all = given.map((word) => `‘${word}’`);
    return all.length > 1 ? `${all.slice(0, -1).join(', ')} ${words.en} ${all.at(-1)}` : all[0];
  }

  const on = (target, name, act) => target.addEventListener(name, act, { signal });
  on(field, 'input', draw);
  on(field, 'focus', draw);
  on(sort, 'change', draw);
  if (where) on(where, 'change', draw);
  on(field, 'keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (panel.hidden) {
        field.value = '';
        rest('', false);
      }
      show(false);
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      draw();
      links()[0]?.focus();
    }
  });
  on(panel, 'keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      field.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    (all[at + step] ?? (step < 0 ? field : all[at])).focus();
  });
  on(panel, 'click', (event) => {
    const followed = event.target.closest('a');
    if (!followed) return;
    if (followed.getAttribute('href').startsWith(ADDRESS)) {
      event.preventDefault();
      field.value = decodeURIComponent(followed.hash.slice(ADDRESS.length));
      field.focus();
      draw();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      remember();
      show(false);
    }
  });
  on(search, 'focusout', (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget)) show(false);
  });
  on(document, 'click', (event) => { if (!search.contains(event.target)) show(false); });
  on(globalThis, 'hashchange', () => { if (location.hash.startsWith(ADDRESS)) draw(); });
  for (const box of panel.querySelectorAll('[data-keuze]')) {
    const { keuze } = box.dataset;
    box.checked = keuze === 'streep' ? kept().streep !== false : Boolean(kept()[keuze]);
    box.addEventListener('change', () => keep(box.checked ? { [keuze]: true } : { [keuze]: false, ...(keuze === 'onthoud' ? { eerder: [] } : {}) }));
  }

  draw();
  try {
    const [module, wasm, index] = await engine;
    await module.default(wasm);
    const wrong = module.add(index);
    if (wrong) throw new Error(wrong);
    searcher = module;
    // Without a query the list is that of earlier ones, in which the reader may be walking already.
    if (field.value.trim() && (search.contains(document.activeElement) || !panel.hidden)) draw();
  } catch (error) {
    count.textContent = '';
    onward.firstElementChild.textContent = words.storing;
    onward.hidden = false;
    if (field.value.trim()) show(true);
    throw error;
  }
}

async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
