// Official text in a handbook: from a plain page to the paragraph it was written from, and back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lookTwice } from './helpers/axe.mjs';
import { siteIn } from './helpers/built.mjs';
import { deadAddresses, faults } from './helpers/html.mjs';
import { NARROW, tooWide } from './helpers/layout.mjs';
import { DAY, scenario, text, until } from './helpers/scenario.mjs';
import { serveFolder } from './helpers/server.mjs';

const folder = join(mkdtempSync(join(process.env.WEGWIJS_SCRATCH, 'official-')), 'site');
execFileSync(process.env.WEGWIJS_PROGRAM, ['build', '--site', join(process.env.WEGWIJS_ROOT, 'tests/handboeken/officieel'), '--out', folder, '--datum', DAY]);
const site = siteIn(folder);
const server = await serveFolder(folder, process.env.WEGWIJS_POLICY);
after(() => server.close());

const PLAIN = '/dorp/regels/geschenken/';
const CHAPTER = '/dorp/officieel/gedragscode-2024/hoofdstuk-2/';
const url = server.url;

test('official text: its pages are valid and their addresses lead somewhere', async () => {
  assert.deepEqual(await faults(site), []);
  assert.deepEqual(deadAddresses(site, '/'), []);
});

scenario('official text: from a source to its paragraph and back', { url, path: PLAIN }, async ({ page }) => {
  await page.locator('p.bron a', { hasText: 'artikel 3 lid 1' }).click();
  await until(() => page.url() === `${url}${CHAPTER}#artikel-3-lid-1`, 'the paragraph');
  const paragraph = page.locator('#artikel-3-lid-1');
  assert.ok(await paragraph.evaluate((item) => item.matches(':target') && item.getBoundingClientRect().top >= 0));
  assert.match(await text(page.locator('.officieel')), /Dit is de officiële tekst. Die telt.*Gedragscode van het dorp.*regels 20 t\/m 44.*2024.*geldt nu/s);
  // The link to a paragraph shows itself when it is asked for.
  await paragraph.locator('.anker').first().focus();
  assert.equal(await paragraph.locator('.anker').first().evaluate((link) => getComputedStyle(link).opacity), '1');
  await paragraph.locator('.uitgelegd a', { hasText: 'Geschenken in het dorp' }).click();
  await until(() => page.url() === `${url}${PLAIN}`, 'the plain page');
});

scenario('official text: search finds it under the plain page, and alone when it is asked for', { url, path: '/dorp/' }, async ({ page }) => {
  const hits = page.locator('.zoek-lijst > ol > li');
  const paths = () => hits.locator('> a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  await page.locator('#w_zoekveld').fill('geschenk');
  await hits.first().waitFor();
  const found = await paths();
  assert.ok(found.indexOf(PLAIN) >= 0 && found.indexOf(PLAIN) < found.indexOf(CHAPTER), found.join(' '));
  assert.match(await text(hits.nth(found.indexOf(CHAPTER))), /officiële tekst/);
  await page.locator('[data-filter=soort]').selectOption('officieel');
  await until(async () => (await paths()).every((path) => path.includes('/officieel/')), 'official texts alone');
  assert.ok((await paths()).includes(CHAPTER));
});

for (const path of site.pages.filter((one) => one.includes('/officieel/'))) {
  scenario(`official text: ${path} passes axe and fits 320 pixels`, { url, path, viewport: NARROW }, async ({ page }) => {
    assert.equal(await tooWide(page), '');
    await lookTwice(page);
  });
}

scenario('official text: on paper stands what the document says', { url, path: CHAPTER }, async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.officieel .noot-titel').isVisible());
  assert.ok(await page.locator('#artikel-3-lid-2').isVisible());
  for (const gone of ['.uitgelegd', '.anker', '.navigatie']) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
});
