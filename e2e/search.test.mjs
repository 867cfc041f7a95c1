// Search, by keyboard alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes, scenario, SITE, text, until } from './helpers/scenario.mjs';
import { focused, tabTo } from './helpers/keyboard.mjs';

const LINKS = '.zoek-lijst a';
const PAGES = '.zoek-lijst > ol > li > a';
const CARDS = '.zoek-kaart > a';

const said = (page) => text(page.locator('.zoek-aantal'));
const addresses = (page, which = LINKS) => page.locator(which).evaluateAll((links) => links.map((link) => link.href));

/** Goes to the field with Tab, types, and waits for the answer. */
async function find(page, query) {
  await tabTo(page, (found) => found.type === 'search', 'the search field');
  await page.keyboard.type(query);
  await answered(page, query);
}

async function answered(page, query) {
  await until(() => page.locator('.zoek-aantal').textContent().then((said) => /resulta|gevonden/.test(said)), `an answer to ${query}`);
}

/** Types something else in the field that has the focus. */
async function instead(page, query) {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(query);
}

/** The address of the link that has the focus; nothing when it is elsewhere. */
const here = (page) => page.evaluate(() => document.activeElement.href ?? '');

scenario('search: the arrows go from the field through the links, Enter follows, Escape goes back', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'geschenken');
  // The texts come after the first answer; the links stay.
  await page.locator('.zoek-lijst mark').first().waitFor();
  const all = await addresses(page);
  assert.ok(all.length > 3);
  assert.match(await said(page), /^\d+ resultaten/);
  assert.equal((await focused(page)).type, 'search', 'while typing the focus stays in the field');
  for (const [key, index] of [['ArrowDown', 0], ['ArrowDown', 1], ['ArrowUp', 0]]) {
    await page.keyboard.press(key);
    assert.equal(await here(page), all[index], key);
  }
  await page.keyboard.press('ArrowUp');
  assert.equal((await focused(page)).type, 'search', 'up from the first link is the field');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  assert.equal((await focused(page)).type, 'search', 'Escape goes back to the field');
  assert.equal(await page.locator('#w_zoekveld').inputValue(), 'geschenken', 'and the query is kept');
  await page.keyboard.press('Enter');
  assert.equal(await here(page), all[0], 'Enter in the field goes to the first link');
  await page.keyboard.press('Enter');
  await until(() => page.url() === all[0], 'the page that was found');
});

scenario('search: results are ordinary links under headings', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'vertrouwenspersoon');
  assert.deepEqual(await page.locator('.zoek-lijst h2').allInnerTexts(), ['Antwoord', 'Resultaten']);
  assert.equal(await page.locator('.zoek [role=option], .zoek [role=combobox], .zoek [aria-activedescendant]').count(), 0);
  const pages = await addresses(page, PAGES);
  assert.equal(new Set(pages).size, pages.length, 'each page stands there once');
  const foreign = await page.locator('.zoek-lijst > ol > li').evaluateAll((rows) => rows.filter((row) => {
    const [first, ...places] = [...row.querySelectorAll('a')].map((link) => link.pathname);
    return places.some((place) => place !== first);
  }).length);
  assert.equal(foreign, 0, 'the places under a page are of that page');
});

scenario('search: what was found is marked in the text', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'geschenken');
  const marks = page.locator('.zoek-lijst mark');
  await marks.first().waitFor();
  for (const mark of await marks.allInnerTexts()) assert.match(mark, /geschenk|cadeau|gift/i);
});

scenario('search: Escape closes the answer, once more empties the field', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'cadeau');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.zoek-paneel').isVisible(), false);
  assert.equal(await page.locator('#w_zoekveld').inputValue(), 'cadeau');
  assert.equal((await focused(page)).type, 'search');
  await page.keyboard.press('ArrowDown');
  await becomes(() => page.locator('.zoek-paneel').isVisible(), true, 'the arrow opens it again');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#w_zoekveld').inputValue(), '');
});

scenario('search: nothing found says so and leads on', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'xqzwvk');
  assert.match(await said(page), /Niets gevonden voor .xqzwvk/);
  assert.equal(await page.locator(LINKS).count(), 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(() => page.url().endsWith('/register/'), 'the register');
});

scenario('search: a slip of the keyboard is forgiven, and that is said', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'gschenk');
  assert.match(await said(page), /Bedoelde je ‘geschenk’/);
  assert.ok((await addresses(page)).some((address) => address.includes('/geschenk')));
});

scenario('search: a word for another says through which it was found', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'baas');
  await until(() => page.locator('.zoek-soort').allInnerTexts().then((all) => all.some((one) => one.includes('baas = leidinggevende'))), 'the synonym is named');
});

scenario('search: the calculator stands on top, with what the query tells filled in', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'cadeau 40 euro');
  const [card] = await addresses(page, CARDS);
  assert.equal(card, `${SITE}/lelystad/rekenhulpen/geschenk/#hulp-geschenk:waarde=40`);
  assert.match(await text(page.locator('.zoek-kaart').first()), /Al ingevuld: €.40/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await becomes(() => page.locator('[data-vraag=waarde] input').inputValue(), '40', 'the amount is filled in');
});

scenario('search: what is sensitive is handed over in memory, and stands in no address', { path: '/lelystad/' }, async ({ page, requests }) => {
  await find(page, 'eerste ziektedag 3 maart 2026');
  const [card] = await addresses(page, CARDS);
  assert.equal(card, `${SITE}/lelystad/rekenhulpen/wia-tijdlijn/`);
  // Longer than the address takes to follow what is typed.
  await page.waitForTimeout(1500);
  assert.equal(new URL(page.url()).hash, '', 'the query does not come into the address either');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await becomes(() => page.locator('[data-vraag=eerste_ziektedag] input').inputValue(), '3 maart 2026', 'the day is filled in');
  await becomes(() => page.locator('.tijdlijn > li').count().then((count) => count > 5), true, 'and reckoned with');
  assert.equal(page.url(), card);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing of it stays');
  assert.ok(requests.every((url) => !/2026|maart/.test(decodeURIComponent(url))));
  await page.reload();
  await page.locator('[data-klaar=ja]').waitFor();
  assert.equal(await page.locator('[data-vraag=eerste_ziektedag] input').inputValue(), '', 'a reload begins anew');
});

scenario('search: a desk shows how to reach it, a term what it means', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'vertrouwenspersoon');
  await until(() => page.locator('.zoek-kaart a[href^="mailto:"]').count().then((count) => count > 0), 'the address to mail to');
  await instead(page, 'WIA');
  await until(() => page.locator('.zoek-kaart p').allInnerTexts().then((all) => all.some((one) => one.includes('uitkering'))), 'what WIA means');
});

scenario('search: the address follows behind the hash, and opens the same answer', { path: '/lelystad/' }, async ({ page, go }) => {
  await find(page, 'geschenken aannemen');
  await until(() => page.url() === `${SITE}/lelystad/#zoek=geschenken%20aannemen`, 'the address');
  const found = await addresses(page, PAGES);
  await go('/deventer/gedragscode/geschenken/');
  await go('/lelystad/#zoek=geschenken%20aannemen');
  await answered(page, 'the query of the address');
  assert.deepEqual(await addresses(page, PAGES), found);
  assert.equal(await page.locator('#w_zoekveld').inputValue(), 'geschenken aannemen');
  const log = readFileSync(join(process.env.WEGWIJS_SCRATCH, 'server.log'), 'utf8');
  assert.match(log, /GET \/lelystad\/ -/, 'the log is that of the server');
  assert.doesNotMatch(log, /aannemen|zoek=/, 'no server hears what is searched');
});

scenario('search: the slash goes to the field, until the reader switches that off', { path: '/lelystad/gedragscode/nevenwerk/' }, async ({ page }) => {
  await page.keyboard.press('/');
  await becomes(() => focused(page).then((found) => found.type), 'search', 'the field');
  await page.keyboard.type('nevenwerk');
  await answered(page, 'nevenwerk');
  await page.locator('.zoek-keuzes summary').click();
  await page.locator('[data-keuze=streep]').uncheck();
  // An address that carries a query opens the field by itself.
  await page.evaluate(() => history.replaceState(null, '', location.pathname));
  await page.reload();
  await page.keyboard.press('/');
  assert.notEqual((await focused(page)).type, 'search');
});

scenario('search: what was searched is remembered only if the reader says so', { path: '/lelystad/' }, async ({ page }) => {
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await find(page, 'nevenwerk');
  await until(() => page.url().includes('#zoek='), 'the address');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(() => !page.url().includes('#zoek='), 'the page');
  await page.waitForLoadState();
  assert.equal(await kept(), '{}');
  await find(page, 'media');
  await page.locator('.zoek-keuzes summary').click();
  await page.locator('[data-keuze=onthoud]').check();
  await page.locator('#w_zoekveld').focus();
  await until(() => page.url().includes('#zoek='), 'the address');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(() => !page.url().includes('#zoek='), 'the page');
  await page.waitForLoadState();
  assert.match(await kept(), /media/);
  await tabTo(page, (found) => found.type === 'search', 'the search field');
  await becomes(() => page.locator('.zoek-vragen a').allInnerTexts(), ['media'], 'what was searched before');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await answered(page, 'the earlier query');
  assert.equal(await page.locator('#w_zoekveld').inputValue(), 'media');
});

scenario('search: the kind of result can be chosen', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'ziek');
  await page.locator('[data-filter=soort]').selectOption('begrip');
  await becomes(async () => {
    const all = await addresses(page);
    return all.length > 0 && all.every((address) => address.startsWith(`${SITE}/begrippen/#`));
  }, true, 'only terms');
});

scenario('search: once loaded it works without a network', { path: '/lelystad/' }, async ({ page, context }) => {
  await find(page, 'geschenken');
  await page.locator('.zoek-lijst mark').first().waitFor();
  await context.setOffline(true);
  await instead(page, 'nevenwerk');
  await until(() => addresses(page).then((all) => all.some((address) => address.includes('/nevenwerk'))), 'an answer without a network');
  await page.locator('.zoek-lijst mark').first().waitFor();
});

scenario('search: it is loaded at its first use, not before', { path: '/lelystad/gedragscode/nevenwerk/' }, async ({ page, requests }) => {
  const loaded = () => requests.map((url) => url.slice(SITE.length)).filter((url) => /zoek/.test(url));
  assert.deepEqual(loaded(), []);
  await find(page, 'nevenwerk');
  await becomes(() => loaded().map((url) => url.replace(/^.*\/|-[0-9a-f]+(?=\.)/g, '')).sort(), [
    'zoeken.js', 'zoekindex.bin', 'zoekmodule.js', 'zoekmodule.wasm', 'zoekteksten0.bin',
  ]);
});

scenario('search: a damaged index is refused, and the register is named', { path: '/lelystad/' }, async ({ page, context, troubles }) => {
  await context.route(/zoekindex/, (route) => route.fulfill({ body: Buffer.from('<!doctype html>') }));
  await tabTo(page, (found) => found.type === 'search', 'the search field');
  await page.keyboard.type('verlof');
  await until(() => page.locator('.zoek-wel').isVisible(), 'the way on');
  assert.match(await text(page.locator('.zoek-wel')), /Zoeken lukt nu niet.*Register van A tot Z/);
  assert.deepEqual(troubles, []);
});

scenario('search: nothing that is typed is executed, and all of it gets an answer', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'geschenk');
  for (const query of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '.*+?^${}()|[]\\', '\u202efolrev', 'שלום', '😀', '   ', '%', "'", '&lt;']) {
    await page.locator('#w_zoekveld').fill(query);
    await page.waitForTimeout(50);
    assert.equal(await page.locator('.zoek-paneel script, .zoek-paneel img').count(), 0);
  }
  await page.locator('#w_zoekveld').fill('geschenk mag wat dan '.repeat(500));
  await until(() => addresses(page).then((all) => all.length > 0), 'an answer to a whole page');
  await page.locator('#w_zoekveld').fill('a'.repeat(10_000));
  await until(() => said(page).then((all) => /Niets gevonden/.test(all)), 'a calm answer to ten thousand letters');
});

scenario('search: the count is told once the typing rests', { path: '/lelystad/' }, async ({ page }) => {
  await page.evaluate(() => {
    globalThis.told = [];
    new MutationObserver(() => { const said = document.getElementById('w_melding').textContent; if (said) globalThis.told.push(said); })
      .observe(document.getElementById('w_melding'), { childList: true });
  });
  await find(page, 'geschenken');
  await until(() => page.evaluate(() => globalThis.told.length > 0), 'it is told');
  const told = await page.evaluate(() => globalThis.told);
  assert.equal(told.length, 1, told.join(' | '));
  assert.match(told[0], /resultaten/);
});

for (const organisation of ['lelystad', 'deventer', 'almere', 'maastricht']) {
  scenario(`search: in ${organisation} only its own pages are there, the others on request`, { path: `/${organisation}/gedragscode/geschenken/` }, async ({ page }) => {
    await find(page, 'geschenken');
    const own = await addresses(page, PAGES);
    const others = ['lelystad', 'deventer', 'almere', 'maastricht'].filter((name) => name !== organisation);
    const foreign = (all) => all.filter((address) => others.some((name) => address.startsWith(`${SITE}/${name}/`)));
    assert.deepEqual(foreign(own), []);
    await page.locator('[data-filter=waar]').selectOption('ook');
    await becomes(async () => foreign(await addresses(page, PAGES)).length > 0, true, 'the others are there');
    const all = await addresses(page, PAGES);
    assert.ok(!foreign([all[0]]).length, 'the own page stays first');
  });
}

scenario('search: a page where no municipality is chosen searches all', { path: '/' }, async ({ page }) => {
  await find(page, 'geschenken');
  const names = new Set((await addresses(page, PAGES)).map((address) => address.slice(SITE.length + 1).split('/')[0]));
  assert.ok(names.size > 2, [...names].join());
  const [card] = await addresses(page, CARDS);
  assert.equal(card, `${SITE}/rekenhulpen/geschenk/`, 'the reader chooses whose rules');
});

scenario('search: without scripts there is a register', { path: '/lelystad/', javaScriptEnabled: false }, async ({ page }) => {
  await page.locator('.zoek-zonder a').first().click();
  assert.match(page.url(), /\/register\/$/);
  const letters = page.locator('.register-begin a');
  assert.ok((await letters.count()) > 15);
  assert.match(await letters.filter({ hasText: /^C/ }).innerText(), /^C\s+\d+ woorden$/);
  await letters.filter({ hasText: /^C/ }).click();
  assert.match(page.url(), /\/register\/c\/$/);
  assert.equal(await page.locator('h1').innerText(), 'Register: C');
  assert.equal(await page.locator('.register-letters [aria-current=page]').innerText(), 'C');
  assert.equal(await page.locator('.register li', { hasText: 'cadeau' }).locator('a').count() > 0, true);
  // The row leads on, the letters lead anywhere, and each leads out of the register again.
  await page.locator('.verder [rel=next]').click();
  assert.match(page.url(), /\/register\/d\/$/);
  await page.locator('.verder [rel=prev]').click();
  await page.locator('.register-letters a', { hasText: /^V$/ }).click();
  assert.match(page.url(), /\/register\/v\/$/);
  await page.locator('.kruimels a', { hasText: 'Register' }).click();
  assert.match(page.url(), /\/register\/$/);
  await page.goto(`${page.url()}c/`);
  await page.locator('.register li', { hasText: 'cadeau' }).locator('a').first().click();
  assert.match(page.url(), /geschenk/);
});
