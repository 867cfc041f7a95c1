// Een hulpmiddel: het formulier staat in de pagina, de regels rekenen in WebAssembly, en dit tekent de uitkomst.
// Antwoorden verlaten de pagina niet.

/** How long somebody may pause while typing before the answer is taken as it stands. */
const PAUSE = 700;

const DAYS = ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'];
const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const DAY = 86400000;

const modules = new Map();

/** Loads the module once, however many calculators a page has. */
function load(script, wasm) {
  if (!modules.has(script)) {
    modules.set(script, import(script).then(async (module) => {
      await module.default({ module_or_path: wasm });
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

  const [module, bundle] = await Promise.all([
    load(address('module'), address('wasm')),
    fetch(address('bundel')).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
      return answer.arrayBuffer();
    }),
  ]);
  const rules = module.load(new Uint8Array(bundle));

  const list = form.querySelector('.vragen');
  const order = [...list.children];
  const questions = new Map(order.map((box) => [box.dataset.vraag, new Question(box)]));
  const summary = form.querySelector('.fouten');
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

  /** Asks the rules, for a result or for a calendar file. */
  function reckon(calendar) {
    return module.reckon(rules, new TextEncoder().encode([page.today(), ...pairs()].join('\n')), calendar);
  }

  function evaluate() {
    const answer = JSON.parse(reckon(false));
    if (answer.storing) throw new Error(answer.storing);
    return answer;
  }

  /** Draws what the rules say. */
  function update(quietly) {
    clearTimeout(timer);
    result = evaluate();
    drawQuestions(result.scherm.vragen);
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
      if (!box || box === last) continue;
      if (!questions.get(id).shown && last) last.after(box);
      box.hidden = false;
      if (!last || last.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) last = box;
    }
    for (const question of questions.values()) question.shown = !question.box.hidden;
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
    const { scherm, stappen } = result;
    const steps = stappen ?? [];
    outcome.hidden = !scherm.titel && steps.length === 0;
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
      const shape = parts.querySelector(`[data-vorm="${scherm.kleur}"]`)?.firstElementChild;
      if (shape) place('vorm').append(shape.cloneNode(true));
      put(place('kort'), scherm.kort);
      put(place('titel'), scherm.titel);
      put(place('zin'), scherm.zin);
      put(place('voorbehoud'), scherm.voorbehoud?.length ? sentence(scherm.voorbehoud.join(', ')) : '');
    } else {
      place('oordeel').remove();
    }
    put(place('nog'), scherm.nog);
    values(place('waarden'), Object.values(result.waarden ?? {}));
    lines(place('doe'), scherm.doe);
    lines(place('let_op'), scherm.let_op);
    lines(place('redenen'), result.redenen?.map((reason) => ({ tekst: reason.tekst, bron: reason.bron_naam })));
    lines(place('wijzigt'), result.wijzigt);
    unclear(place('onduidelijk'), scherm.onduidelijk);
    put(place('opmerkingen'), scherm.opmerkingen?.length ? ' ' : '');
    place('opmerkingen')?.replaceChildren(...(scherm.opmerkingen ?? []).map((text) => paragraph(text)));
    put(place('rekent_met'), `${scherm.rekent_met}, ${words.versie} ${scherm.versie}.`);
    const link = sheet.querySelector('[data-doe=link]');
    if (link) link.href = anchor + fragment();
    if (steps.length) timeline(place('tijdlijn'), steps);
    else place('tijdlijn')?.remove();
    outcome.replaceChildren(...sheet.children);
    if (steps.length) axis(outcome.querySelector('.tijdbalk'), steps);
  }

  function values(box, given) {
    if (!given.length) return box.remove();
    for (const { naam, tekst } of given) {
      const row = document.createElement('div');
      const name = document.createElement('dt');
      const value = document.createElement('dd');
      name.textContent = naam;
      value.textContent = tekst;
      row.append(name, value);
      box.append(row);
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

  /** The steps in the order of their days, and today among them. */
  function timeline(box, steps) {
    const now = page.today();
    const drawing = document.createElement('div');
    drawing.className = 'tijdbalk';
    const rows = document.createElement('ol');
    rows.className = 'tijdlijn';
    let marked = false;
    for (const step of inOrder(steps)) {
      const [from, to] = span(step);
      if (!marked && from > now) {
        rows.append(todayRow(now));
        marked = true;
      }
      rows.append(stepRow(step, from, to, now));
    }
    if (!marked) rows.append(todayRow(now));
    box.append(drawing, rows);
  }

  function todayRow(now) {
    const row = document.createElement('li');
    row.className = 'vandaag';
    const text = document.createElement('span');
    text.textContent = `${words.vandaag}, ${readable(now)}`;
    row.append(text);
    return row;
  }

  function stepRow(step, from, to, now) {
    const row = part('stap');
    const place = (name) => row.querySelector(`[data-plek=${name}]`);
    row.dataset.stap = step.id;
    row.classList.add(`stap-${step.herkomst}`);
    if (step.van && step.tot || step.reeks) row.classList.add('stap-periode');
    place('dag').append(...when(step).map((text) => { const line = document.createElement('span'); line.textContent = `${text} `; return line; }));
    put(place('titel'), step.titel);
    if (!(to && to < now)) place('geweest').remove();
    const who = step.wie_naam ?? '';
    put(place('wie'), step.met_naam ? `${who}, ${words.met} ${step.met_naam}` : who);
    put(place('herkomst'), words[`herkomst_${step.herkomst}`]);
    series(place('reeks'), step, now);
    lines(place('doe'), step.doe);
    more(place('let_op'), step.let_op);
    unclear(place('onduidelijk'), step.onduidelijk ? [step.onduidelijk] : []);
    more(place('bron'), step.bron_naam);
    return row;
  }

  /** A series is folded: how often, and when next. */
  function series(box, step, now) {
    if (!step.reeks?.length) return box.remove();
    const next = step.reeks.find((day) => day >= now);
    const count = words.keer.replace('{n}', step.reeks.length);
    box.querySelector('summary').textContent = next ? `${count}, ${words.volgende_keer.replace('{dag}', readable(next))}` : count;
    box.querySelector('ol').append(...step.reeks.map((day) => {
      const item = document.createElement('li');
      item.textContent = day < now ? `✓ ${readable(day)}` : readable(day);
      return item;
    }));
  }

  function when(step) {
    const provisional = step.voorlopig ? [`(${words.voorlopig})`] : [];
    if (step.op) return [...(step.aard === 'uiterlijk' ? [words.uiterlijk] : []), readable(step.op), ...provisional];
    if (step.van && step.tot) return [readable(step.van), `${words.tot_en_met} ${readable(step.tot)}`, ...provisional];
    if (step.van) return [words.vanaf, readable(step.van), ...provisional];
    if (step.reeks?.length) return [readable(step.reeks[0]), `${words.tot_en_met} ${readable(step.reeks.at(-1))}`, ...provisional];
    return [step.wanneer ?? step.tekst ?? ''];
  }

  /** The same steps along a horizontal line, for a screen that is wide enough. Attributes only, no styles. */
  function axis(box, steps) {
    const dated = inOrder(steps).filter((step) => span(step)[0]);
    if (!dated.length) return box.remove();
    const number = (day) => Date.parse(day) / DAY;
    const first = Math.min(...dated.map((step) => number(span(step)[0])));
    const last = Math.max(...dated.map((step) => number(span(step)[1])), first + 7);
    const paint = () => {
      const width = box.clientWidth;
      if (!width) return;
      const x = (day) => 8 + ((number(day) - first) / (last - first)) * (width - 16);
      const image = svg('svg', { role: 'img', 'aria-label': words.tijdbalk });
      box.replaceChildren(image);
      // A title stands where there is room: first come, lowest lane.
      const lanes = [];
      const labels = dated.map((step) => {
        const text = svg('text', {}, step.titel);
        image.append(text);
        const length = text.getComputedTextLength() + 12;
        const left = x(span(step)[0]);
        const from = Math.max(0, Math.min(left - 4, width - length));
        let lane = lanes.findIndex((taken) => taken.every(([a, b]) => from + length < a || from > b));
        if (lane < 0) lane = lanes.push([]) - 1;
        lanes[lane].push([from, from + length]);
        return { step, text, left, from, lane };
      });
      const base = lanes.length * 20 + 12;
      image.setAttribute('viewBox', `0 0 ${width} ${base + 48}`);
      image.append(svg('path', { class: 'as', d: `M0 ${base}H${width}` }));
      const weeks = Math.round((last - first + 1) / 7);
      const pace = weeks > 52 ? 13 : weeks > 13 ? 4 : 1;
      for (let week = 0; week <= weeks; week += pace) {
        const at = 8 + ((week * 7) / (last - first)) * (width - 16);
        if (at > width) break;
        image.append(
          svg('path', { class: 'as', d: `M${at} ${base}v6` }),
          svg('text', { class: 'weken', x: at, y: base + 20, 'text-anchor': week ? at > width - 30 ? 'end' : 'middle' : 'start' }, week ? String(week) : `${words.week} 0`),
        );
      }
      for (const { step, text, left, from, lane } of labels) {
        const y = base - 14 - lane * 20;
        const right = x(span(step)[1]);
        const look = `merk merk-${step.herkomst}`;
        image.append(svg('path', { class: 'draad', d: `M${left} ${y + 3}V${base}` }));
        if (step.reeks) for (const day of step.reeks) image.append(svg('path', { class: look, d: `M${x(day)} ${base - 4}v8` }));
        else if (right - left > 4) image.append(svg('path', { class: look, d: `M${left} ${base - 3}H${right}V${base + 3}H${left}z` }));
        else if (step.herkomst === 'document') image.append(svg('circle', { class: look, cx: left, cy: base, r: 4 }));
        else image.append(svg('rect', { class: look, x: left - 4, y: base - 4, width: 8, height: 8 }));
        text.setAttribute('x', from);
        text.setAttribute('y', y);
      }
      // Words over lines, never under them.
      image.append(...labels.map(({ text }) => text));
      const now = page.today();
      if (number(now) >= first && number(now) <= last) {
        const at = x(now);
        image.append(
          svg('path', { class: 'nu', d: `M${at} ${base - 12}v40` }),
          svg('text', { class: 'nu-woord', x: at, y: base + 42, 'text-anchor': at > width - 140 ? 'end' : at < 140 ? 'start' : 'middle' }, `${words.vandaag}, ${readable(now)}`),
        );
      }
    };
    paint();
    let before = box.clientWidth;
    const watch = new ResizeObserver(() => {
      if (!box.isConnected) return watch.disconnect();
      if (box.clientWidth !== before) { before = box.clientWidth; paint(); }
    });
    watch.observe(box);
  }

  /** One sentence for one change, to who cannot see it. */
  function announce() {
    const { scherm, stappen } = result;
    const open = scherm.vragen.map((id) => questions.get(id)).find((question) => question && !question.text);
    const said_now = [
      scherm.titel ? `${scherm.kort}. ${scherm.titel}.` : '',
      stappen?.length ? words.tijdlijn_klaar.replace('{n}', stappen.length) : '',
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
    if (location.hash.startsWith(anchor)) history.replaceState(null, '', location.pathname + location.search);
    said = '';
    update(true);
  }

  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (event.target.type !== 'text') return;
    const question = questions.get(event.target.closest('.vraag').dataset.vraag);
    question.left = false;
    question.passed = false;
    timer = setTimeout(() => update(), PAUSE);
  });
  form.addEventListener('change', (event) => {
    const question = questions.get(event.target.closest('.vraag').dataset.vraag);
    question.left = true;
    question.passed = false;
    update();
  });
  form.addEventListener('focusout', (event) => {
    const question = questions.get(event.target.closest('.vraag')?.dataset.vraag);
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
      question.passed = !question.text && !result.scherm.zeker;
    }
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
    order.map((box) => questions.get(box.dataset.vraag)).find((question) => question.shown)?.first.focus();
  });
  outcome.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-doe]');
    if (!button) return;
    const doing = button.dataset.doe;
    const ask = outcome.querySelector('[data-plek="agenda-vraag"]');
    if (doing === 'afdrukken') print();
    if (doing === 'link' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      button.textContent = await page.copy(button.href);
    }
    if (doing === 'agenda' && ask) {
      ask.hidden = false;
      ask.focus();
    } else if (doing === 'agenda' || doing === 'agenda-toch') {
      save();
      if (ask) ask.hidden = true;
      outcome.querySelector('[data-doe=agenda]').focus();
      page.say(words.agenda_klaar);
    }
    if (doing === 'agenda-niet') {
      ask.hidden = true;
      outcome.querySelector('[data-doe=agenda]').focus();
    }
  });

  function save() {
    const file = new Blob([reckon(true)], { type: 'text/calendar' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${dataset.bestand}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  if (sensitive) addEventListener('pagehide', clear);
  addEventListener('hashchange', () => { if (restore()) update(); });
  const restored = restore();
  // A browser may fill a form in by itself after going back: that is not an answer.
  if (!restored) for (const question of questions.values()) question.clear();
  for (const box of section.querySelectorAll('.alleen-zonder-script')) box.hidden = true;
  form.hidden = false;
  update(!restored);
  section.dataset.klaar = 'ja';
}

/** One question on the sheet. Its answer is text, as typed; of choices their names. */
class Question {
  constructor(box) {
    this.box = box;
    this.inputs = [...box.querySelectorAll('input')];
    this.first = this.inputs[0];
    this.label = (box.querySelector('legend') ?? box.querySelector('label')).firstChild.textContent.trim();
    this.message = box.querySelector('.fout');
    this.left = false;
    this.passed = false;
    this.shown = false;
    this.error = '';
  }

  get text() {
    if (this.first.type === 'text') return this.first.value.trim();
    return this.inputs.filter((input) => input.checked).map((input) => input.value).join(', ');
  }

  set text(value) {
    if (this.first.type === 'text') { this.first.value = value; return; }
    const chosen = value.split(', ');
    for (const input of this.inputs) input.checked = chosen.includes(input.value);
  }

  get holdsFocus() { return this.box.contains(document.activeElement); }

  fault(text) {
    this.error = text;
    this.message.textContent = text;
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

/** `ma 20 okt 2025`. */
function readable(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  return `${DAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`.replaceAll(' ', '\u00a0');
}

/** First and last day of a step; nothing where it has no day. */
function span(step) {
  if (step.op) return [step.op, step.op];
  if (step.reeks?.length) return [step.reeks[0], step.reeks.at(-1)];
  if (step.van) return [step.van, step.tot ?? step.van];
  return ['', ''];
}

/** By first day; what has no day stays behind the step before it. */
function inOrder(steps) {
  let before = '';
  return steps
    .map((step, index) => ({ step, index, day: (before = span(step)[0] || before) }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.index - b.index))
    .map(({ step }) => step);
}

function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function paragraph(text) {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

/** Fills a place, or takes it away when there is nothing to say. */
function put(place, text) {
  if (text) place.textContent = text;
  else place.remove();
}

/** Says more in a place that begins with words of its own. */
function more(place, text) {
  if (text) place.append(text);
  else place.remove();
}

function svg(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
