// Wat elke pagina doet. De rest, zoeken en hulpmiddelen, wordt pas geladen als het nodig is.

const root = document.documentElement;
const live = document.getElementById('w_melding');

/** Says one thing to who listens instead of looks. */
function say(text) {
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 50);
}

/** Today by the reader's own clock: it marks, it never reckons. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

/** Puts an address on the clipboard; where that may not be, in the address bar. */
async function copy(url) {
  const words = document.body.dataset;
  try {
    await navigator.clipboard.writeText(url);
    say(words.linkGekopieerd);
    return words.linkGekopieerd;
  } catch {
    history.replaceState(null, '', url);
    say(words.linkInAdres);
    return words.linkInAdres;
  }
}

// What changes after the day of the rules stands ready, hidden.
for (const later of document.querySelectorAll('[data-vanaf]')) {
  if (later.dataset.vanaf <= today()) later.hidden = false;
}

// The list of headings: open beside the text, folded above it.
const contents = document.querySelector('details.inhoud');
const wide = matchMedia('(width >= 84rem)');
if (contents) {
  const beside = !document.querySelector('main .breed');
  const fit = () => {
    contents.open = wide.matches && beside;
    contents.firstElementChild.tabIndex = contents.open ? -1 : 0;
  };
  fit();
  wide.addEventListener('change', fit);
}

// The menu of a narrow screen closes when the screen becomes wide.
const menu = document.getElementById('w_menu');
matchMedia('(width >= 64rem)').addEventListener('change', () => {
  if (menu?.matches(':popover-open')) menu.hidePopover();
});

// The organisation switch closes like a menu.
const choice = document.querySelector('.wissel');
if (choice) {
  document.addEventListener('click', (event) => { if (!choice.contains(event.target)) choice.open = false; });
  choice.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !choice.contains(event.relatedTarget)) choice.open = false;
  });
  choice.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !choice.open) return;
    choice.open = false;
    choice.querySelector('summary').focus();
  });
}

// The link beside a heading is copied as well as followed.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a.anker');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(link.href);
});

// A table is a stop on the way with the Tab key only when there is something to scroll.
const tables = document.querySelectorAll('.tabel, pre');
if (tables.length) {
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });
  for (const table of tables) watch.observe(table);
}

// On paper everything is unfolded.
let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('main details:not([open])')];
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => { for (const details of folded) details.open = false; });

// A link into something folded unfolds it.
function unfold() {
  let id;
  try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const target = id && document.getElementById(id);
  const details = target && target.closest('details:not([open])');
  if (details) { details.open = true; target.scrollIntoView(); }
}
addEventListener('hashchange', unfold);
unfold();

// Search: loaded as soon as somebody reaches for the field.
const search = document.querySelector('.zoek');
if (search) {
  const field = search.querySelector('input');
  let loading;
  const address = (name) => new URL(search.dataset[name], document.baseURI).href;
  const bytes = async (name) => {
    const answer = await fetch(address(name));
    if (!answer.ok) throw new Error(answer.status);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const load = () => {
    if (loading) return;
    // All of it is on its way at once; the script that draws the list waits for the rest by itself.
    const engine = Promise.all([import(address('module')), bytes('wasm'), bytes('index')]);
    loading = Promise.all([import(address('script')).then((script) => script.start(search, say, engine)), engine])
      .catch(() => { loading = undefined; });
  };
  field.disabled = false;
  field.addEventListener('focus', load);
  field.addEventListener('pointerenter', load);
  field.addEventListener('input', load);
  if (document.activeElement === field) load();
  // An address may carry a query. It stands behind #, so it never reaches a server.
  const asked = '#zoek=';
  const open = () => {
    if (!location.hash.startsWith(asked)) return;
    try { field.value = decodeURIComponent(location.hash.slice(asked.length)); } catch { return; }
    field.focus();
  };
  addEventListener('hashchange', open);
  open();
  // The slash goes to the field, unless the reader switched that off.
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    try { if (JSON.parse(localStorage.getItem('wegwijs-zoek'))?.streep === false) return; } catch { /* Then it works. */ }
    event.preventDefault();
    field.focus();
  });
}

/** What a query told a calculator that keeps nothing in an address: handed over once, and gone from then on. */
function handedOver() {
  try {
    const given = sessionStorage.getItem('wegwijs-invullen');
    sessionStorage.removeItem('wegwijs-invullen');
    return JSON.parse(given) ?? [];
  } catch { return []; }
}

/** Fills in answers as a reader would. */
function fillIn(section, answers) {
  for (const [id, value] of answers) {
    const box = section.querySelector(`[data-vraag="${CSS.escape(id)}"]`);
    const input = box?.querySelector(`input[type=text], input[value="${CSS.escape(value)}"]`);
    if (!input) continue;
    if (input.type === 'text') input.value = value;
    else input.checked = true;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

// Calculators.
const calculators = document.querySelectorAll('.hulp[data-bundel]');
if (calculators.length) {
  const failed = (section) => {
    section.querySelector('.storing').hidden = false;
    section.dataset.klaar = 'nee';
  };
  import(new URL(document.body.dataset.rekenhulpScript, document.baseURI).href).then(
    ({ start }) => {
      const [id, answers] = handedOver();
      for (const section of calculators) {
        start(section, { say, today, copy })
          .then(() => { if (section.dataset.rekenhulp === id) fillIn(section, answers); })
          .catch(() => failed(section));
      }
    },
    () => calculators.forEach(failed),
  );
}
root.dataset.script = 'ja';
