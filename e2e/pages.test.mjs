// Every page of the site, opened for real: it complains of nothing, asks nobody else, and fits a narrow phone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDBOOK, KINDS } from './helpers/built.mjs';
import { answer, skipToText, submit, verdict } from './helpers/keyboard.mjs';
import { NARROW, tooWide } from './helpers/layout.mjs';
import { becomes, scenario, SITE, until } from './helpers/scenario.mjs';
import { DEEPER } from './helpers/server.mjs';

scenario('every page opens without a complaint and fits 320 pixels', { path: '/', viewport: NARROW }, async ({ page, go }) => {
  const wide = {};
  for (const path of HANDBOOK.pages) {
    await go(path);
    const found = await tooWide(page);
    if (found) wide[path] = found;
  }
  assert.deepEqual(wide, {});
});

test('there is a page of every kind', () => {
  assert.deepEqual(Object.values(KINDS).filter((path) => !HANDBOOK.pages.includes(path)), []);
});

scenario('outcomes fit 320 pixels', { path: '/lelystad/rekenhulpen/wia-tijdlijn/', viewport: NARROW }, async ({ page, go }) => {
  await skipToText(page);
  await answer(page, 'eerste_ziektedag', '6-1-2025');
  await submit(page);
  await page.locator('.uitkomst .stap').first().waitFor();
  assert.equal(await tooWide(page), '');
  await go('/almere/rekenhulpen/geschenk/#hulp-geschenk:geld=nee&waarde=50&attentie=nee&onderhandeling=nee&gever_heeft_nodig=nee&tegenprestatie=nee&huisadres=nee');
  await becomes(async () => (await verdict(page)) !== '', true, 'an outcome');
  assert.equal(await tooWide(page), '');
  await go('/lelystad/rekenhulpen/werkplektemperatuur/#hulp-werkplektemperatuur:plek=buiten&temperatuur=32,2&luchtvochtigheid=70');
  await becomes(async () => (await verdict(page)) !== '', true, 'an outcome');
  assert.equal(await tooWide(page), '');
});

scenario('buttons and answers are large enough to touch', { path: '/lelystad/rekenhulpen/geschenk/', viewport: NARROW }, async ({ page }) => {
  const small = await page.locator('.formulier button:visible, .keuzes label:visible, .menu-open:visible').evaluateAll((all) => all
    .filter((element) => element.getBoundingClientRect().height < 44)
    .map((element) => element.textContent.trim()));
  assert.deepEqual(small, []);
});

scenario('on a phone the menu opens by keyboard, and Escape closes it', { path: '/lelystad/gedragscode/nevenwerk/', viewport: NARROW }, async ({ page }) => {
  const menu = page.locator('.navigatie');
  assert.equal(await menu.isVisible(), false);
  await page.locator('.menu-open').focus();
  await page.keyboard.press('Enter');
  await becomes(() => menu.isVisible(), true);
  assert.equal(await tooWide(page), '');
  assert.equal(await menu.locator('[aria-current=page]').count(), 1, 'it shows where the reader is');
  await page.keyboard.press('Escape');
  await becomes(() => menu.isVisible(), false);
});

scenario('the site works a folder deeper too', { path: `${DEEPER}lelystad/rekenhulpen/geschenk/`, url: SITE }, async ({ page, requests }) => {
  await skipToText(page);
  await answer(page, 'geld', 'ja');
  await becomes(() => verdict(page), 'Niet doen: Neem het niet aan');
  await page.locator('#w_zoekveld').fill('cadeau');
  await page.locator('.zoek-lijst > ol > li > a').first().click();
  await until(() => page.url().startsWith(SITE + DEEPER) && !page.url().includes('/rekenhulpen/geschenk/#'), 'the page that was found');
  assert.deepEqual(requests.filter((url) => !url.startsWith(SITE + DEEPER)), [], 'every address is relative');
});

scenario('an address that is not there leads to a page that helps', { expect404: true }, async ({ page, go }) => {
  const answered = await go('/lelystad/bestaat/niet/');
  assert.equal(answered.status(), 404);
  assert.equal(await page.locator('link[rel=stylesheet]').evaluate((link) => link.sheet !== null), true, 'its style is found from any depth');
  await page.locator('main a').first().click();
  await until(async () => new URL(page.url()).pathname === '/', 'the start page');
});

scenario('another municipality is one choice away, on the same subject', { path: '/lelystad/gedragscode/geschenken/' }, async ({ page }) => {
  await page.locator('.wissel summary').focus();
  await page.keyboard.press('Enter');
  const deventer = page.locator('.wissel [data-organisatie=deventer]');
  await deventer.waitFor();
  await deventer.focus();
  await page.keyboard.press('Enter');
  await until(() => page.url().includes('/deventer/gedragscode/geschenken/'), 'the page of Deventer');
});

scenario('print: text and outcome stay, everything to operate goes, and what is folded unfolds', { path: '/lelystad/gedragscode/geschenken/' }, async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.kop', '.navigatie', '.knoppen', '.verder']) {
    for (const element of await page.locator(gone).all()) assert.equal(await element.isVisible(), false, gone);
  }
  assert.ok(await page.locator('h1').isVisible());
  const colours = await page.locator('body').evaluate((body) => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]);
  assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  const open = () => page.locator('main details').evaluateAll((all) => all.filter((details) => !details.open).length);
  assert.ok((await open()) > 0);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await open(), 0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.ok((await open()) > 0, 'and folds again');
  const paper = await page.pdf();
  assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
});

test('nothing of one build alone stands in a page: no inline script or style, no address of a machine', () => {
  // The policy in the page is the very one that the build prints for servers.
  const policy = `<meta http-equiv="Content-Security-Policy" content="${process.env.WEGWIJS_POLICY.replaceAll("'", '&#39;')}">`;
  for (const file of HANDBOOK.html) {
    const html = HANDBOOK.read(file);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+="|<script(?![^>]*\ssrc=)/, file);
    assert.doesNotMatch(html, /127\.0\.0\.1|localhost|file:\/\//, file);
    assert.match(html, /<meta name="referrer" content="no-referrer">/, file);
    assert.ok(html.includes(policy), file);
  }
});
