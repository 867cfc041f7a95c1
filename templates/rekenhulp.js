// Een hulpmiddel: het formulier staat in de pagina, de regels rekenen in WebAssembly, en dit tekent de uitkomst.
// Wat alleen een tijdlijn, checklist of quiz nodig heeft, staat in een eigen script. Antwoorden verlaten de pagina niet.

/** How long somebody may pause while typing before the answer is taken as it stands. */
const PAUSE = 700;
/** So many other sides are shown at once; more are folded. */
const FEW = 5;

const modules = new Map();

/** Loads the module once, however many calculators a page has. */
function load(script, wasm) {
  if (!modules.has(script)) {
    const bytes = fetch(wasm).then((answer) => answer.arrayBuffer());
    modules.set(script, Promise.all([import(script), bytes]).then(async ([module, file]) => {
      await module.default(file);
      return module;
    }));
  }
  return modules.get(script);
}

/** Brings one calculator to life. */
export async function start(section, page) {
  const { dataset } = section;
  const address = (name) => new URL(dataset[name], document.baseURI).href;
  const form = section.querySelector('form');
  const outcome = section.querySelector('.uitkomst');
  const parts = section.querySelector('template.delen').content;
  const words = {};
  for (const word of parts.querySelectorAll('[data-woord]')) words[word.dataset.woord] = word.textContent;
  const part = (name) => parts.querySelector(`[data-deel=${name}]`).cloneNode(true);
  const sensitive = 'gevoelig' in dataset;
  const anchor = `#${section.id}:`;

  const [module, script, bundle] = await Promise.all([
    load(address('module'), address('wasm')),
    dataset.soortScript && import(address('soortScript')),
    fetch(address('bundel')).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
      return answer.arrayBuffer();
    }),
  ]);
  const rules = module.load(new Uint8Array(bundle));

  const list = form.querySelector('.vragen');
  const order = [...list.children];
  // The points of a checklist and the situations of a quiz are questions too; they stay in their own place.
  const boxes = [...form.querySelectorAll('[data-vraag]')];
  const questions = new Map(boxes.map((box) => [box.dataset.vraag, new Question(box)]));
  const own = script?.kind({ section, form, outcome, words, part, put, more, whole, lines, unclear, page, questions, update, calendar }) ?? {};
  const summary = form.querySelector('.fouten');
  const unfolded = new Set();
  let said = '';
  let timer;
  // The first time shows whether the rules came through whole.
  let result = evaluate();

  function pairs() {
    const given = [];
    for (const [id, question] of questions) {
      // Left empty on purpose is an answer too: the rules say whether it may be.
      if (question.text || question.passed) given.push(id, question.text);
    }
    return given;
  }

  /** Asks the rules for a result (0), or for a calendar file without (1) or with alarms (2). */
  function reckon(what) {
    return module.reckon(rules, new TextEncoder().encode([page.today(), ...pairs()].join('\n')), what);
  }

  function evaluate() {
    const answer = JSON.parse(reckon(0));
    if (answer.storing) throw new Error(answer.storing);
    return answer;
  }

  /** Draws what the rules say. */
  function update(quietly) {
    clearTimeout(timer);
    result = evaluate();
    drawQuestions(result.scherm.vragen);
    own.answered?.(result);
    drawErrors();
    drawOutcome();
    if (!quietly) announce();
  }

  /** Shows the questions that count. A new one comes under the last, so that nothing moves that was read. */
  function drawQuestions(ids) {
    const wanted = new Set(ids);
    let last;
    for (const box of list.children) {
      box.hidden = !wanted.has(box.dataset.vraag) && !questions.get(box.dataset.vraag)?.holdsFocus;
      if (!box.hidden) last = box;
    }
    for (const id of ids) {
      const box = questions.get(id)?.box;
      if (!box || box === last || box.parentElement !== list) continue;
      if (!questions.get(id).shown && last) last.after(box);
      box.hidden = false;
      if (!last || last.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) last = box;
    }
    for (const [id, question] of questions) {
      if (question.box.parentElement !== list) question.box.hidden = !wanted.has(id);
      question.shown = !question.box.hidden;
    }
  }

  /** Errors of answers that were finished; never of what is still being typed. */
  function drawErrors() {
    const wrong = new Map(result.scherm.fouten.map((fault) => [fault.vraag, fault.tekst]));
    for (const [id, question] of questions) {
      question.fault(question.left ? wrong.get(id) ?? '' : '');
    }
    const faulty = [...list.children].map((box) => questions.get(box.dataset.vraag)).filter((question) => question.shown && question.error);
    summary.hidden = faulty.length === 0;
    summary.querySelector('ul').replaceChildren(...faulty.map((question) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `#${question.first.id}`;
      link.textContent = question.error;
      link.addEventListener('click', (event) => { event.preventDefault(); question.first.focus(); });
      item.append(link);
      return item;
    }));
  }

  function drawOutcome() {
    const { scherm } = result;
    outcome.hidden = own.waits?.() ?? (!scherm.titel && !result.stappen?.length);
    if (outcome.hidden) {
      outcome.replaceChildren();
      return;
    }
    const sheet = part('uitkomst');
    const place = (name) => sheet.querySelector(`[data-plek="${name}"]`);
    put(place('staat'), scherm.staat);
    if (scherm.titel) {
      const verdict = place('oordeel');
      verdict.classList.add(`oordeel-${scherm.kleur}`);
      place('vorm').append(shape(scherm.kleur));
      put(place('kort'), scherm.kort);
      title(place('titel'), scherm.titel);
      put(place('zin'), scherm.zin);
      put(place('voorbehoud'), scherm.voorbehoud?.length ? sentence(scherm.voorbehoud.join(', ')) : '');
    } else {
      place('oordeel').remove();
    }
    put(place('nog'), scherm.nog);
    given(place('antwoorden'));
    possible(place('mogelijk'), result.mogelijk);
    values(place('waarden'), Object.values(result.waarden ?? {}));
    reckoning(place('rekening'), result.rekening);
    routes(place('routes'));
    lines(place('doe'), scherm.doe);
    lines(place('let_op'), scherm.let_op);
    lines(place('redenen'), result.redenen?.map((reason) => ({ tekst: reason.tekst, bron: reason.bron_naam })));
    lines(place('wijzigt'), result.wijzigt);
    // A long list of other sides would push away what the reader came for.
    if (result.wijzigt?.length > FEW) fold(place('wijzigt'));
    unclear(place('onduidelijk'), scherm.onduidelijk);
    put(place('opmerkingen'), scherm.opmerkingen?.length ? ' ' : '');
    place('opmerkingen')?.replaceChildren(...(scherm.opmerkingen ?? []).map((text) => made('p', text)));
    put(place('rekent_met'), `${scherm.rekent_met}, ${words.versie} ${scherm.versie}.`);
    if (result.bon) more(place('bon'), result.bon);
    else place('kwitantie')?.remove();
    const link = sheet.querySelector('[data-doe=link]');
    if (link) link.href = anchor + fragment();
    own.draw?.(sheet, result);
    outcome.replaceChildren(...sheet.children);
    own.drawn?.(result);
  }

  function shape(colour) {
    return parts.querySelector(`[data-vorm="${colour}"]`)?.firstElementChild.cloneNode(true) ?? '';
  }

  /** What a calculation is made for, where the title says it. */
  function amount() {
    if (dataset.soort !== 'berekening') return undefined;
    const said = Object.values(result.waarden ?? {}).filter(({ tekst }) => result.scherm.titel?.includes(tekst));
    return said.sort((a, b) => b.tekst.length - a.tekst.length)[0];
  }

  /** The title, with the amount in it large. */
  function title(place, text) {
    const large = amount()?.tekst;
    const at = large ? text.indexOf(large) : -1;
    if (at < 0) return put(place, text);
    place.replaceChildren(text.slice(0, at), made('span', large, 'bedrag'), text.slice(at + large.length));
  }

  /** What was answered: for paper, where the form itself would take too much room. */
  function given(box) {
    if (!box) return;
    for (const question of questions.values()) {
      if (question.shown && question.text) box.append(pair(question.label, own.answer?.(question) ?? question.answer));
    }
  }

  /** What may come of it, for who does not know an answer. */
  function possible(box, outcomes) {
    if (!outcomes?.length) return box.remove();
    box.querySelector('ul').append(...outcomes.map(({ kleur, titel, als }) => {
      const item = document.createElement('li');
      const line = made('span', `${als} `);
      line.append(made('strong', titel));
      item.append(shape(kleur), line);
      return item;
    }));
  }

  /** Named values. Beside an amount in the title only what is said nowhere else; without one they are the answer. */
  function values(box, given) {
    const said = amount();
    const told = new Set(said && result.rekening?.map(({ naam, uitkomst }) => naam + uitkomst));
    const rest = given.filter((value) => value !== said && !told.has(value.naam + value.tekst));
    if (!rest.length) return box.remove();
    box.classList.toggle('bedragen', dataset.soort === 'berekening' && !said);
    box.append(...rest.map(({ naam, tekst }) => pair(naam, tekst)));
  }

  /** Puts a section under a button that is its heading. What was unfolded stays so when the outcome is drawn anew. */
  function fold(box) {
    const { plek } = box.dataset;
    const folded = made('details', '', 'vouw');
    const head = document.createElement('summary');
    head.append(box.firstElementChild);
    folded.append(head, ...box.childNodes);
    folded.open = unfolded.has(plek);
    head.addEventListener('click', () => { if (!unfolded.delete(plek)) unfolded.add(plek); });
    box.append(folded);
  }

  /** Every step of a calculation with its numbers. On a phone it is folded. */
  function reckoning(box, steps) {
    if (!box || !steps?.length) return box?.remove();
    if (!matchMedia('(width >= 40rem)').matches) fold(box);
    const said = amount()?.naam;
    box.querySelector('ol').append(...steps.map(({ naam, som, uitkomst }) => {
      const row = made('li', '', naam === said ? 'antwoord-stap' : '');
      row.append(made('span', naam), made('span', som ? `${som} =` : '', 'som'), made('span', uitkomst, 'getal'));
      return row;
    }));
  }

  /** Where to go. The desks with their links stand in the page, with the rules; the rest may hold answers. */
  function routes(box) {
    const { route } = result.scherm;
    const cards = [result.uitkomst].flat().map((id) => route && section.querySelector(`.hulp-vast [data-route="${id}"]`)).filter(Boolean);
    if (!cards.length) return box?.remove();
    for (const [number, card] of cards.entries()) {
      const copy = card.cloneNode(true);
      if (cards.length === 1 || number === 0) {
        const bring = copy.querySelectorAll('[data-plek=neem_mee] li');
        route.neem_mee?.forEach((text, index) => { if (bring[index]) bring[index].textContent = text; });
        const next = copy.querySelector('[data-plek=daarna] p:last-child');
        if (next) next.textContent = route.daarna;
      }
      box.append(copy);
    }
  }

  function lines(box, given) {
    if (!given?.length) return box.remove();
    (box.querySelector('ul') ?? box).append(...given.map((line) => {
      const item = part('regel');
      put(item.querySelector('[data-plek=tekst]'), line.tekst);
      more(item.querySelector('[data-plek=naar]'), line.naar);
      put(item.querySelector('[data-plek=bron]'), line.bron_naam ?? line.bron);
      return item;
    }));
  }

  function unclear(box, given) {
    if (!given?.length) return box.remove();
    for (const item of given) {
      const note = part('onduidelijk');
      for (const name of ['staat_er', 'wij_lezen', 'wie_beslist']) {
        const place = note.querySelector(`[data-plek=${name}]`);
        if (item[name]) place.textContent = item[name];
        else place.parentElement.remove();
      }
      more(note.querySelector('[data-plek=bron]'), item.bron_naam ?? item.bron);
      box.append(note);
    }
  }

  /** One sentence for one change, to who cannot see it. */
  function announce() {
    const { scherm } = result;
    const open = scherm.vragen.map((id) => questions.get(id)).find((question) => question && !question.text && question.box.parentElement === list);
    const said_now = [
      scherm.titel && !outcome.hidden ? `${scherm.kort}. ${sentence(scherm.titel)}` : '',
      own.says?.(result) ?? '',
      scherm.nog ?? (open && (!scherm.titel || !scherm.zeker) ? words.volgende_vraag.replace('{vraag}', open.label) : ''),
    ].filter(Boolean).join(' ');
    if (said_now && said_now !== said) page.say(said_now);
    said = said_now;
  }

  function fragment() {
    const given = pairs();
    const params = new URLSearchParams();
    for (let i = 0; i < given.length; i += 2) if (given[i + 1]) params.set(given[i], given[i + 1]);
    return params.toString();
  }

  /** Fills in the answers that a link carries. */
  function restore() {
    if (sensitive || !location.hash.startsWith(anchor)) return false;
    const params = new URLSearchParams(location.hash.slice(anchor.length));
    for (const [id, question] of questions) {
      question.text = params.get(id) ?? '';
      question.left = Boolean(question.text);
    }
    section.scrollIntoView();
    return true;
  }

  /** Everything as if nothing had been answered. */
  function clear() {
    for (const box of order) list.append(box);
    for (const question of questions.values()) question.clear();
    own.clear?.();
    if (location.hash.startsWith(anchor)) history.replaceState(null, '', location.pathname + location.search);
    said = '';
    update(true);
  }

  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (event.target.type !== 'text') return;
    const question = questions.get(event.target.closest('[data-vraag]').dataset.vraag);
    question.left = false;
    question.passed = false;
    timer = setTimeout(() => update(), PAUSE);
  });
  form.addEventListener('change', (event) => {
    const question = questions.get(event.target.closest('[data-vraag]').dataset.vraag);
    question.left = true;
    question.passed = false;
    update();
  });
  form.addEventListener('focusout', (event) => {
    const question = questions.get(event.target.closest('[data-vraag]')?.dataset.vraag);
    if (!question || question.box.contains(event.relatedTarget) || !question.text || question.left) return;
    question.left = true;
    update();
  });
  // The next question must be there before the Tab key looks for it.
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Tab' && !event.shiftKey && event.target.type === 'text' && event.target.value) update();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const before = new Set(result.scherm.vragen);
    for (const question of questions.values()) {
      if (!question.shown) continue;
      question.left = true;
      // What is still open once the outcome is certain need not be answered.
      question.passed = !question.text && !result.scherm.zeker && question.box.parentElement === list;
    }
    own.submitted?.();
    update();
    const next = result.scherm.vragen.find((id) => !before.has(id));
    if (!summary.hidden) summary.focus();
    else if (next) questions.get(next)?.first.focus();
    else if (!outcome.hidden) outcome.querySelector('[tabindex]')?.focus();
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    clear();
    page.say(words.alles_leeg);
    boxes.map((box) => questions.get(box.dataset.vraag)).find((question) => question.shown)?.first.focus();
  });
  section.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-doe]');
    if (!button) return;
    const doing = button.dataset.doe;
    if (doing === 'afdrukken') printAlone();
    if (doing === 'bon') {
      const receipt = outcome.querySelector('[data-plek=bon]');
      // Where nothing may be put on the clipboard, the text is ready to be copied by hand.
      const copied = await navigator.clipboard?.writeText(receipt.textContent).then(() => true, () => false);
      if (!copied) getSelection().selectAllChildren(receipt);
      page.say(button.textContent = copied ? words.bon_gekopieerd : words.bon_geselecteerd);
    }
    if (doing === 'link' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      button.textContent = await page.copy(button.href);
    }
    own.does?.(doing);
  });

  /** Only this calculator on paper: the text around it is another matter. */
  function printAlone() {
    section.classList.add('alleen-dit');
    addEventListener('afterprint', () => section.classList.remove('alleen-dit'), { once: true });
    print();
  }

  function calendar(alarm) {
    return reckon(alarm ? 2 : 1);
  }

  if (sensitive) addEventListener('pagehide', clear);
  addEventListener('hashchange', () => { if (restore()) update(); });
  const restored = restore();
  // A browser may fill a form in by itself after going back: that is not an answer.
  if (!restored) for (const question of questions.values()) question.clear();
  for (const box of section.querySelectorAll('.alleen-zonder-script')) box.hidden = true;
  for (const box of [form, ...form.querySelectorAll('.knoppen, .klein, .kleur')]) box.hidden = false;
  update(!restored);
  section.dataset.klaar = 'ja';
}

/** One question on the sheet. Its answer is text, as typed; of choices their names. */
class Question {
  constructor(box) {
    this.box = box;
    this.inputs = [...box.querySelectorAll('input, [aria-pressed]')];
    this.first = this.inputs[0];
    this.label = box.querySelector('legend, label, .vraag-tekst').firstChild.textContent.trim();
    this.message = box.querySelector('.fout');
    this.left = false;
    this.passed = false;
    this.shown = false;
    this.error = '';
  }

  get text() {
    if (this.first.type === 'text') return this.first.value.trim();
    return this.inputs.filter((input) => input.checked || input.ariaPressed === 'true').map((input) => input.value).join(', ');
  }

  set text(value) {
    if (this.first.type === 'text') { this.first.value = value; return; }
    const chosen = value.split(', ');
    for (const input of this.inputs) {
      if (input.localName === 'button') input.ariaPressed = chosen.includes(input.value);
      else input.checked = chosen.includes(input.value);
    }
  }

  /** The answer as people read it. */
  get answer() {
    if (this.first.type === 'text') {
      const unit = this.box.querySelector('.eenheid');
      if (!unit) return this.text;
      return unit.nextElementSibling ? `${unit.textContent} ${this.text}` : `${this.text} ${unit.textContent}`;
    }
    return this.inputs.filter((input) => input.checked).map((input) => input.parentElement.textContent.trim()).join(', ');
  }

  get holdsFocus() { return this.box.contains(document.activeElement); }

  fault(text) {
    this.error = whole(text);
    if (!this.message) return;
    this.message.textContent = this.error;
    this.message.hidden = !text;
    this.box.classList.toggle('vraag-fout', Boolean(text));
    for (const input of this.inputs) {
      if (text) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
    if (this.first.type !== 'text') {
      const said = new Set((this.box.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
      if (text) said.add(this.message.id);
      else said.delete(this.message.id);
      if (said.size) this.box.setAttribute('aria-describedby', [...said].join(' '));
      else this.box.removeAttribute('aria-describedby');
    }
  }

  clear() {
    this.text = '';
    this.left = false;
    this.passed = false;
    this.shown = false;
  }
}

function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** The parts of a date stay on one line. */
function whole(text) {
  return text.replace(/\b(\d{1,2}) ([a-z]{3,9}) (\d{4})\b/g, '$1\u00a0$2\u00a0$3');
}

function made(name, text, look) {
  const element = document.createElement(name);
  element.textContent = whole(text);
  if (look) element.className = look;
  return element;
}

/** A line of a list of names with values. */
function pair(name, value) {
  const row = document.createElement('div');
  row.append(made('dt', name), ' ', made('dd', value));
  return row;
}

/** Fills a place, or takes it away when there is nothing to say. */
function put(place, text) {
  if (text) place.textContent = whole(text);
  else place.remove();
}

/** Says more in a place that begins with words of its own. */
function more(place, text) {
  if (text) place?.append(whole(text));
  else place?.remove();
}

