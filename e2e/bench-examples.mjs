// How long the examples take in Chromium, by the module that readers get: `cargo xtask bench rules` calls this. Prints
// how many there are, and in microseconds how long the module took to start and all examples together (the middle of
// several rounds).

import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { FLAGS } from './helpers/flags.mjs';
import { serveFolder } from './helpers/server.mjs';

const ROUNDS = 9;
const examples = JSON.parse(readFileSync(process.env.WEGWIJS_EXAMPLES, 'utf8'));
const [{ organisatie, rekenhulp }] = examples;
const server = await serveFolder(process.env.WEGWIJS_SITE);
const browser = await chromium.launch({ executablePath: process.env.WEGWIJS_CHROMIUM, args: FLAGS, chromiumSandbox: false });
const page = await browser.newPage();
await page.goto(`${server.url}/${organisatie}/rekenhulpen/${rekenhulp}/`);
const [load, all] = await page.evaluate(async ([given, rounds]) => {
  const section = document.querySelector('.hulp');
  const address = (name) => new URL(section.dataset[name], document.baseURI).href;
  const begin = performance.now();
  const module = await import(address('module'));
  await module.default(await (await fetch(address('wasm'))).arrayBuffer());
  const loaded = performance.now() - begin;
  const bundles = given.map(({ bundel }) => new Uint8Array(bundel));
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    given.forEach(({ antwoorden, datum }, index) => {
      module.reckon(module.load(bundles[index]), new TextEncoder().encode([datum, ...antwoorden.flat()].join('\n')), 0);
    });
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  return [loaded, times[Math.floor(rounds / 2)]];
}, [examples, ROUNDS]);
await browser.close();
await server.close();
console.log(`${examples.length} ${Math.round(load * 1000)} ${Math.round(all * 1000)}`);
