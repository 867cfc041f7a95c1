// Every example of every calculator once more, by the module that readers get, in Chromium: the report must be the
// very one that the native program gives, and the rules the very file that the site serves.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DAY, scenario } from './helpers/scenario.mjs';

const EXAMPLES = JSON.parse(readFileSync(process.env.WEGWIJS_EXAMPLES, 'utf8'));
const CALCULATORS = ['geschenk', 'moreel-kompas', 'wia-tijdlijn', 'werkplektemperatuur'];

/** Runs examples in the page, on its own module; with each the file of rules that the page would load. */
function inBrowser(examples) {
  return async ({ page }) => page.evaluate(async (given) => {
    const section = document.querySelector('.hulp');
    const address = (name) => new URL(section.dataset[name], document.baseURI).href;
    const module = await import(address('module'));
    await module.default(address('wasm'));
    return given.map(({ bundel, antwoorden, datum }) => {
      const request = new TextEncoder().encode([datum, ...antwoorden.flat()].join('\n'));
      return JSON.parse(module.reckon(module.load(new Uint8Array(bundel)), request, false));
    });
  }, examples);
}

for (const calculator of CALCULATORS) {
  const examples = EXAMPLES.filter((example) => example.rekenhulp === calculator);
  const organisations = [...new Set(examples.map((example) => example.organisatie))];
  for (const organisation of organisations) {
    const own = examples.filter((example) => example.organisatie === organisation);
    scenario(`${calculator} in ${organisation}: ${own.length} examples`, { path: `/${organisation}/rekenhulpen/${calculator}/` }, async (at) => {
      const reports = await inBrowser(own)(at);
      own.forEach((example, index) => assert.deepEqual(reports[index], example.verwacht, example.naam));
      const served = await at.page.evaluate(async () => {
        const section = document.querySelector('.hulp');
        const answer = await fetch(new URL(section.dataset.bundel, document.baseURI));
        return [...new Uint8Array(await answer.arrayBuffer())];
      });
      const today = own.find((example) => example.datum === DAY);
      if (today) assert.deepEqual(served, today.bundel, 'the site serves the rules that were tried');
    });
  }
}

scenario('no calculator goes without examples', {}, async () => {
  const without = CALCULATORS.filter((calculator) => !EXAMPLES.some((example) => example.rekenhulp === calculator));
  assert.deepEqual(without, []);
  assert.deepEqual([...new Set(EXAMPLES.map((example) => example.rekenhulp))].sort(), [...CALCULATORS].sort());
});
