// The small handbook of `tests/` that has everything a page can have, served below a prefix as its address says.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lookTwice } from './helpers/axe.mjs';
import { siteIn } from './helpers/built.mjs';
import { deadAddresses, faults } from './helpers/html.mjs';
import { NARROW, tooWide } from './helpers/layout.mjs';
import { DAY, scenario, text, until } from './helpers/scenario.mjs';
import { serveFolder } from './helpers/server.mjs';

const PREFIX = '/handboek/';
const folder = join(process.env.WEGWIJS_SCRATCH, 'everything');
execFileSync(process.env.WEGWIJS_PROGRAM, ['build', '--site', join(process.env.WEGWIJS_ROOT, 'tests/handboeken/goed'), '--out', folder, '--datum', DAY]);
const site = siteIn(folder);
const server = await serveFolder(folder, process.env.WEGWIJS_POLICY, { prefix: PREFIX });
after(() => server.close());

const at = (path) => PREFIX + path.replace(/^\//, '');

test('a handbook with everything: its pages are valid and their addresses lead somewhere', async () => {
  assert.deepEqual(await faults(site), []);
  assert.deepEqual(deadAddresses(site, PREFIX), []);
});

for (const path of site.pages) {
  scenario(`a handbook with everything: ${path} passes axe and fits 320 pixels`, { url: server.url, path: at(path), viewport: NARROW }, async ({ page }) => {
    assert.equal(await tooWide(page), '');
    await lookTwice(page);
  });
}

scenario('a handbook with everything: a page that moved sends its reader on', { url: server.url }, async ({ page }) => {
  const moved = site.html.find((file) => site.read(file).includes('http-equiv="refresh"'));
  await page.goto(server.url + at(moved.replace('index.html', '')));
  await until(() => page.url() === server.url + at('dorp/regels/lunch/'), 'the page where it is now');
});

scenario('a handbook with everything: below its prefix the page for addresses that are not there helps from any depth', { url: server.url, expect404: true }, async ({ page, go }) => {
  await go(at('er/is/hier/niets/'));
  assert.notEqual(await page.locator('link[rel=stylesheet]').evaluate((link) => link.sheet), null);
  await page.locator('#w_zoekveld').fill('lunch');
  await page.locator('.zoek-lijst li').first().waitFor();
  assert.match(await text(page.locator('.zoek-lijst li').first()), /lunch/i);
  await page.keyboard.press('Enter');
  await until(() => page.url().startsWith(server.url + PREFIX) && page.url().includes('lunch'), 'what was found');
});

scenario('a handbook with everything: a footnote leads down and back', { url: server.url, path: at('dorp/regels/opmaak/') }, async ({ page }) => {
  const reference = page.locator('sup a').first();
  await reference.click();
  const note = await reference.getAttribute('href');
  await until(() => page.url().endsWith(note), 'the footnote');
  await page.locator(`${note} a[aria-label^="Terug"]`).first().click();
  await until(async () => page.url().endsWith(`#${await reference.getAttribute('id')}`), 'the place in the text');
});
