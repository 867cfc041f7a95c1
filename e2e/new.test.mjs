// A site of somebody's own: `wegwijs new site`, built and opened as it comes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { siteIn } from './helpers/built.mjs';
import { scenario, text } from './helpers/scenario.mjs';
import { serveFolder } from './helpers/server.mjs';

const wegwijs = (...words) => execFileSync(process.env.WEGWIJS_PROGRAM, words, { encoding: 'utf8' });

const site = join(mkdtempSync(join(process.env.WEGWIJS_SCRATCH, 'new-')), 'mijn-handboek');
wegwijs('new', 'site', site);
wegwijs('build', '--site', site, '--datum', process.env.WEGWIJS_DAY);
const built = join(site, 'public');
const { pages } = siteIn(built);

const server = await serveFolder(built, process.env.WEGWIJS_POLICY);
after(() => server.close());

scenario('a new site: every page opens without a complaint, and its own search works', { url: server.url, path: '/' }, async ({ page, go }) => {
  assert.ok(pages.length > 5, pages.join());
  for (const path of pages) await go(path);
  await go('/');
  await page.locator('#w_zoekveld').fill('lunch');
  await page.locator('.zoek-lijst li').first().waitFor();
  assert.match(await text(page.locator('.zoek-lijst li').first()), /lunch/i);
});
