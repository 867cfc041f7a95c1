// `wegwijs serve` on a copy of the handbook: an editor saves, and sees.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { becomes, scenario, text, until } from './helpers/scenario.mjs';
import { verdict } from './helpers/keyboard.mjs';

const ROOT = process.env.WEGWIJS_ROOT;
/** The day on which the new value in these tests holds. */
const LATER = '2027-01-01';

/** A copy of the handbook of its own, and a server on it. */
async function serve() {
  const site = mkdtempSync(join(process.env.WEGWIJS_SCRATCH, 'serve-'));
  for (const part of ['wegwijs.yaml', 'content']) cpSync(join(ROOT, part), join(site, part), { recursive: true });
  const program = spawn(process.env.WEGWIJS_PROGRAM, ['serve', '--site', site, '--datum', LATER, '--poort', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (piece) => { said += piece; });
  after(() => program.kill());
  const url = await until(() => {
    assert.equal(program.exitCode, null, said);
    return /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
  }, 'the address of the server');
  return {
    url,
    said: () => said,
    /** Changes a file of the handbook, and gives what undoes it. */
    change(file, from, to) {
      const path = join(site, file);
      const before = readFileSync(path, 'utf8');
      assert.ok(before.includes(from), `${file} has no ${from}`);
      writeFileSync(path, before.replace(from, to));
      return () => writeFileSync(path, before);
    },
  };
}

const server = await serve();
const FACTS = 'content/lelystad/feiten.yaml';
const VALUE = '      - vanaf: 2024-05-23\n        waarde: 50 EUR\n';
const ANSWERS = '#hulp-geschenk:geld=nee&waarde=55&onderhandeling=nee&huisadres=nee';

scenario('serve: a new value of a fact reaches page, calculator, comparison and search, and nobody reloads', { url: server.url, day: LATER, path: `/lelystad/gedragscode/geschenken/${ANSWERS}` }, async ({ page, context }) => {
  const comparison = await context.newPage();
  await comparison.goto(`${server.url}/vergelijken/geschenken/`);
  const table = comparison.locator('main table').first();
  assert.doesNotMatch(await text(table), /€ 60/);

  const lead = page.locator('main .tekst > p').first();
  assert.match(await text(lead), /€ 50/);
  assert.equal(await verdict(page), 'Niet doen: Neem het niet aan');
  const undo = server.change(FACTS, VALUE, `${VALUE}      - vanaf: ${LATER}\n        waarde: 60 EUR\n`);
  await becomes(async () => /€ 60/.test(await text(lead)), true, 'the page shows the new value');
  await becomes(() => verdict(page), 'Dit mag: Je mag het aannemen, maar meld het');
  await becomes(async () => /€ 60/.test(await text(table)), true, 'the comparison shows it');
  await page.locator('#w_zoekveld').fill('60 euro');
  await becomes(async () => /€ 60/.test(await text(page.locator('.zoek-lijst li').first())), true, 'search finds it');
  undo();
  await becomes(async () => /€ 50/.test(await text(lead)), true, 'and the old one again');
});

scenario('serve: a mistake is shown over the page, the last good site stays, and mending it takes the mistake away', { url: server.url, day: LATER, path: '/lelystad/gedragscode/geschenken/' }, async ({ page, context }) => {
  const overlay = page.locator('#wegwijs-fouten');
  const undo = server.change(FACTS, 'geschenk:\n', 'geschenk: [\n');
  await overlay.waitFor();
  assert.match(await text(overlay), /feiten\.yaml/, 'it names the file');
  assert.match(server.said(), /feiten\.yaml/, 'the terminal says it too');

  const other = await context.newPage();
  const answered = await other.goto(`${server.url}/lelystad/gedragscode/geschenken/`);
  assert.equal(answered.status(), 200);
  assert.match(await text(other.locator('main .tekst > p').first()), /€ 50/, 'the last good site is still served');
  await other.locator('#wegwijs-fouten').waitFor();
  await other.close();

  undo();
  await overlay.waitFor({ state: 'detached' });
});

scenario('serve: overwriting a value in place is refused with the examples that no longer hold', { url: server.url, day: LATER, path: '/lelystad/gedragscode/geschenken/' }, async ({ page }) => {
  const overlay = page.locator('#wegwijs-fouten');
  const undo = server.change(FACTS, VALUE, VALUE.replace('50 EUR', '60 EUR'));
  await overlay.waitFor();
  assert.match(await text(overlay), /een cent te veel/);
  assert.match(await text(overlay), /geschenk\.yaml/);
  assert.match(await text(page.locator('main .tekst > p').first()), /€ 50/, 'the page keeps what was true');
  undo();
  await overlay.waitFor({ state: 'detached' });
});
