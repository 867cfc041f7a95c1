// Our search beside Pagefind and MiniSearch, over the same pages, in Chromium: weight, time, and what is found.
// Arguments: the folder of the built site, the answers of `wegwijs find --toets … --json`, the file of queries.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import MiniSearch from 'minisearch';
import { chromium } from 'playwright-core';
import { serveFolder } from '../helpers/server.mjs';
import { FLAGS } from '../helpers/flags.mjs';

const [site, ownAnswers, queryFile] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const DEEP = 10;

const files = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});
const packed = (path) => brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** The queries of which a right page exists, with what must be found. */
function queries() {
  const own = JSON.parse(readFileSync(ownAnswers, 'utf8')).vragen;
  const text = readFileSync(queryFile, 'utf8').replace(/^\s*#.*$/gm, '');
  const goals = [...text.matchAll(/zoek: '([^']*)'[\s\S]*?doel: '([^']*)'/g)].map(([, zoek, doel]) => ({ zoek, doel: new RegExp(doel, 'i') }));
  if (goals.length !== own.length) throw new Error(`${goals.length} queries read, ${own.length} asked`);
  return own.map((one, n) => ({ ...goals[n], organisatie: one.organisatie, plaats: one.plaats, pagina: one.pagina })).filter((one) => one.pagina);
}

/** The sections of a page, as plain text: what Pagefind sees, for an engine that has no eyes of its own. */
function sections(path) {
  const html = readFileSync(path, 'utf8');
  const plain = (part) => part.replace(/<(script|style|template)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&nbsp;/g, ' ').replace(/\s+/g, ' ').trim();
  const main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? '';
  const title = plain(main.match(/<h1[\s\S]*?<\/h1>/)?.[0] ?? '');
  const url = `/${relative(site, path).replace(/index\.html$/, '')}`;
  return main.split(/(?=<h2)/).map((part, n) => ({
    id: `${url}#${n}`, url, title, heading: n ? plain(part.match(/<h2[\s\S]*?<\/h2>/)?.[0] ?? '') : '', text: plain(part),
  }));
}

const MINI = { fields: ['title', 'heading', 'text'], storeFields: ['url', 'title', 'heading'] };
const HELP = join(site, 'meting');
mkdirSync(HELP, { recursive: true });
const pages = files(site).filter((path) => path.endsWith('.html') && !/http-equiv="refresh"/.test(readFileSync(path, 'utf8')) && !path.endsWith('404.html'));

const mini = new MiniSearch(MINI);
mini.addAll(pages.flatMap(sections));
writeFileSync(join(HELP, 'minisearch.json'), JSON.stringify(mini));
cpSync(join(dirname(require.resolve('minisearch')), '../es/index.js'), join(HELP, 'minisearch.js'));
execFileSync(process.execPath, [join(import.meta.dirname, 'node_modules/pagefind/lib/runner/bin.cjs'), '--site', site, '--output-path', join(HELP, 'pagefind'), '--root-selector', 'main', '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
writeFileSync(join(HELP, 'index.html'), '<!doctype html><html lang="nl"><title>Meting</title>');

const assets = readdirSync(join(site, 'bestanden'));
const asset = (start, ending) => `/bestanden/${assets.find((name) => name.startsWith(start) && name.endsWith(ending))}`;

/** What runs in the page: each engine loads itself, and gives titles, headings and addresses, the best first. */
const ENGINES = {
  Wegwijs: {
    index: [asset('zoekindex', '.bin')],
    setup: async ([script, wasm, index]) => {
      // As the page does: everything is on its way at once.
      const bytes = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
      const [module, file] = await Promise.all([
        Promise.all([import(script), bytes(wasm)]).then(async ([loaded, code]) => {
          await loaded.default(code);
          return loaded;
        }),
        bytes(index),
      ]);
      module.add(file);
      globalThis.ask = async (query, organisation) => {
        const { kaarten, treffers } = JSON.parse(module.search(
          new TextEncoder().encode([organisation ?? '', '', query].join('\n')), false, 30));
        return [...kaarten.map((one) => [one.titel, one.url]), ...treffers.map((one) => [one.titel, one.url, ...one.secties.flatMap((place) => [place.kop, place.url])])]
          .map(([title, url, ...rest]) => [title, `/${url}`, ...rest]);
      };
    },
    with: [asset('zoekmodule', '.js'), asset('zoekmodule', '.wasm'), asset('zoekindex', '.bin')],
  },
  Pagefind: {
    index: files(join(HELP, 'pagefind')).filter((path) => /\/(index|filter)\/|\.pf_meta$/.test(path)).map((path) => `/${relative(site, path)}`),
    setup: async () => {
      const engine = await import('/meting/pagefind/pagefind.js');
      await engine.init();
      globalThis.ask = async (query) => {
        const { results } = await engine.search(query);
        const found = await Promise.all(results.slice(0, 15).map((one) => one.data()));
        return found.map((one) => [one.meta.title ?? '', one.url, ...one.sub_results.map((place) => place.title)]);
      };
    },
    with: [],
  },
  MiniSearch: {
    index: ['/meting/minisearch.json'],
    setup: async ([options]) => {
      const { default: Engine } = await import('/meting/minisearch.js');
      const engine = Engine.loadJSON(await (await fetch('/meting/minisearch.json')).text(), options);
      globalThis.ask = async (query) => {
        const seen = new Map();
        for (const one of engine.search(query, { prefix: true, fuzzy: 0.2, boost: { title: 4, heading: 2 } })) {
          if (!seen.has(one.url)) seen.set(one.url, [one.title, one.url]);
          seen.get(one.url).push(one.heading);
        }
        return [...seen.values()].slice(0, 30);
      };
    },
    with: [MINI],
  },
};

const server = await serveFolder(site);
const browser = await chromium.launch({ executablePath: process.env.WEGWIJS_CHROMIUM, args: FLAGS, chromiumSandbox: false });
const asked = queries();
const organisations = new Set(asked.map((one) => one.organisatie).filter(Boolean));
const percent = (share) => `${Math.round(share * 100)}%`;
const rows = [];
for (const [name, engine] of Object.entries(ENGINES)) {
  const times = [];
  let bytes;
  let page;
  // The time of a first answer is short: the median of several fresh browsers says more than one.
  for (let run = 0; run < 5; run += 1) {
    await page?.context().close();
    page = await (await browser.newContext()).newPage();
    const loaded = [];
    page.on('response', (answer) => loaded.push(new URL(answer.url()).pathname));
    await page.goto(`${server.url}/meting/`);
    loaded.length = 0;
    times.push(await page.evaluate(async ([setup, given]) => {
      const start = performance.now();
      await (0, eval)(`(${setup})`)(given);
      await globalThis.ask('geschenk', 'lelystad');
      return performance.now() - start;
    }, [engine.setup.toString(), engine.with]));
    bytes = sum([...new Set(loaded)].map((path) => packed(join(site, path))));
  }
  times.sort((a, b) => a - b);
  const keys = await page.evaluate(async (all) => {
    const taken = [];
    for (const query of all) {
      for (let end = 2; end <= query.length; end += 1) {
        const start = performance.now();
        await globalThis.ask(query.slice(0, end), 'lelystad');
        taken.push(performance.now() - start);
      }
    }
    return taken.sort((a, b) => a - b);
  }, asked.map((one) => one.zoek));
  let [first, five, reciprocal] = [0, 0, 0];
  for (const one of asked) {
    // Engines that know no organisations are spared the pages of others.
    const own = ([, url]) => !one.organisatie || ![...organisations].some((id) => id !== one.organisatie && url.startsWith(`/${id}/`));
    const found = (await page.evaluate(([query, organisation]) => globalThis.ask(query, organisation), [one.zoek, one.organisatie])).filter(own).slice(0, DEEP);
    const at = found.findIndex((texts) => texts.some((text) => one.doel.test(text)));
    first += at === 0;
    five += at >= 0 && at < 5;
    reciprocal += at >= 0 ? 1 / (at + 1) : 0;
  }
  const index = engine.index.map((path) => join(site, path));
  rows.push({
    wat: name,
    'index ruw': sum(index.map((path) => statSync(path).size)),
    'index brotli': sum(index.map(packed)),
    'tot eerste antwoord': bytes,
    'eerste antwoord ms': Math.round(times[2]),
    'toets ms (mediaan)': Number(keys[keys.length >> 1].toFixed(2)),
    'toets ms (95%)': Number(keys[Math.floor(keys.length * 0.95)].toFixed(2)),
    'recall@1': percent(first / asked.length),
    'recall@5': percent(five / asked.length),
    'MRR@10': (reciprocal / asked.length).toFixed(2),
  });
  await page.context().close();
}
await browser.close();
await server.close();
console.log(`${asked.length} zoekvragen, ${pages.length} pagina's`);
console.table(rows);
