// Een tijdlijn: de stappen onder elkaar, vandaag ertussen, en op een breed scherm ook langs een lijn.

const DAYS = ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'];
const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const DAY = 86400000;

/** What a timeline adds to a calculator. */
export function kind({ section, outcome, words, part, put, more, whole, lines, unclear, page, calendar }) {
  /** The steps, which come in the order of their days, and today among them. */
  function timeline(box, steps) {
    const now = page.today();
    const drawing = document.createElement('div');
    drawing.className = 'tijdbalk';
    const rows = document.createElement('ol');
    rows.className = 'tijdlijn';
    let marked = false;
    for (const step of steps) {
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
    // A last day that is over says nothing of what was done.
    const over = to && to < now;
    row.dataset.stap = step.id;
    row.classList.add(`stap-${step.herkomst}`);
    if (step.van && step.tot || step.reeks) row.classList.add('stap-periode');
    place('dag').append(...when(step, over).map((text) => { const line = document.createElement('span'); line.textContent = `${text} `; return line; }));
    put(place('titel'), step.titel);
    if (over && !step.aard) place('dag').append(place('geweest'));
    else place('geweest').remove();
    const who = step.wie_naam ?? '';
    put(place('wie'), step.met_naam ? `${who}, ${words.met} ${step.met_naam}` : who);
    put(place('herkomst'), words[`herkomst_${step.herkomst}`]);
    series(place('reeks'), step, now);
    lines(place('doe'), step.doe);
    more(place('let_op'), step.let_op);
    // What is unclear has a place for sources of its own: before it is there, the step's is the only one.
    more(place('bron'), step.bron_naam);
    unclear(place('onduidelijk'), step.onduidelijk ? [step.onduidelijk] : []);
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
      item.textContent = day < now ? `${readable(day)}, ${words.geweest}` : readable(day);
      return item;
    }));
  }

  function when(step, over) {
    const provisional = step.voorlopig ? [`(${words.voorlopig})`] : [];
    if (step.op) return [...(step.aard ? [over ? words.was_uiterlijk : words.uiterlijk] : []), readable(step.op), ...provisional];
    if (step.van && step.tot) return [readable(step.van), `${words.tot_en_met} ${readable(step.tot)}`, ...provisional];
    if (step.van) return [words.vanaf, readable(step.van), ...provisional];
    if (step.reeks?.length) return [readable(step.reeks[0]), `${words.tot_en_met} ${readable(step.reeks.at(-1))}`, ...provisional];
    return [whole(step.wanneer ?? step.tekst ?? '')];
  }

  /** The same steps along a horizontal line, for a screen that is wide enough. Attributes only, no styles. */
  function axis(box, steps) {
    const dated = steps.filter((step) => span(step)[0]);
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
        const full = text.getComputedTextLength() + 12;
        // The list below has it in full.
        if (full > width) text.textContent = `${step.titel.slice(0, Math.floor((step.titel.length * width) / full) - 3).trim()}…`;
        const length = Math.min(full, width);
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

  /** Lets the reader keep the days, after a warning where they say something about the reader. */
  function does(doing) {
    const ask = outcome.querySelector('[data-plek="agenda-vraag"]');
    if (doing === 'agenda' && ask) {
      ask.hidden = false;
      ask.focus();
    } else if (doing === 'agenda' || doing === 'agenda-toch') {
      save();
      page.say(words.agenda_klaar);
    }
    if (doing === 'agenda-toch' || doing === 'agenda-niet') {
      ask.hidden = true;
      outcome.querySelector('[data-doe=agenda]').focus();
    }
  }

  function save() {
    const file = new Blob([calendar(outcome.querySelector('[data-plek=wekker]').checked)], { type: 'text/calendar' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${section.dataset.bestand}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  let alarm = false;
  return {
    draw(sheet, { stappen }) {
      const place = sheet.querySelector('[data-plek=tijdlijn]');
      if (!stappen?.length) return place.remove();
      timeline(place, stappen);
      // Without any day there is nothing to keep.
      if (!stappen.some((step) => span(step)[0])) {
        sheet.querySelector('[data-plek=bewaren]').remove();
        sheet.querySelector('[data-doe=agenda]').remove();
        return;
      }
      const box = sheet.querySelector('[data-plek=wekker]');
      box.checked = alarm;
      box.addEventListener('change', () => { alarm = box.checked; });
    },
    drawn({ stappen }) {
      if (stappen?.length) axis(outcome.querySelector('.tijdbalk'), stappen);
    },
    says: ({ stappen }) => (stappen?.length ? words.tijdlijn_klaar.replace('{n}', stappen.length) : ''),
    does,
    clear() { alarm = false; },
  };
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

function svg(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
