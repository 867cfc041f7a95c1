// Every example of every calculator once more, by the module that readers get, in Chromium: the report must be the
// very one that the native program gives, and the rules the very file that the site serves.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DAY, scenario } from './helpers/scenario.mjs';

const EXAMPLES = JSON.parse(readFileSync(process.env.WEGWIJS_EXAMPLES, 'utf8'));
const FOLDER = join(process.env.WEGWIJS_ROOT, 'content/rekenhulpen');
const KINDS = Object.fromEntries(readdirSync(FOLDER).map((file) => [
  file.replace(/\.yaml$/, ''),
  parse(readFileSync(join(FOLDER, file), 'utf8')).soort,
]));

/** Runs examples in the page, on its own module; with each the file of rules that the page would load. */
function inBrowser(examples) {
  return async ({ page }) => page.evaluate(async (given) => {
    const section = document.querySelector('.hulp');
    const address = (name) => new URL(section.dataset[name], document.baseURI).href;
    const module = await import(address('module'));
    await module.default(await (await fetch(address('wasm'))).arrayBuffer());
    return given.map(({ bundel, antwoorden, datum }) => {
      const request = new TextEncoder().encode([datum, ...antwoorden.flat()].join('\n'));
      return JSON.parse(module.reckon(module.load(new Uint8Array(bundel)), request, false));
    });
  }, examples);
}

const tried = [...new Set(EXAMPLES.map((example) => example.rekenhulp))];
for (const calculator of tried) {
  const examples = EXAMPLES.filter((example) => example.rekenhulp === calculator);
  const organisations = [...new Set(examples.map((example) => example.organisatie))];
  const address = (organisation) => `/${organisation}/rekenhulpen/${calculator}/`;
  scenario(`${calculator}: ${examples.length} examples`, { path: address(organisations[0]) }, async (at) => {
    const reports = await inBrowser(examples)(at);
    examples.forEach((example, index) => {
      assert.deepEqual(reports[index], example.verwacht, `${example.organisatie}: ${example.naam}`);
    });
    for (const organisation of organisations) {
      const today = examples.find((example) => example.organisatie === organisation && example.datum === DAY);
      if (!today) continue;
      await at.go(address(organisation));
      const served = await at.page.evaluate(async () => {
        const section = document.querySelector('.hulp');
        const answer = await fetch(new URL(section.dataset.bundel, document.baseURI));
        return [...new Uint8Array(await answer.arrayBuffer())];
      });
      assert.deepEqual(served, today.bundel, `${organisation}: the site serves the rules that were tried`);
    }
  });
}

// A quiz has no examples: each of its situations says which answers are right.
scenario('no calculator goes without examples', {}, async () => {
  const without = Object.keys(KINDS).filter((calculator) => !tried.includes(calculator));
  assert.deepEqual(without.filter((calculator) => KINDS[calculator] !== 'quiz'), []);
  assert.ok(tried.every((calculator) => calculator in KINDS));
});
