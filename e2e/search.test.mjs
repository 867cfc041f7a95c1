// Search, by keyboard alone.

import assert from 'node:assert/strict';
import { becomes, scenario, SITE, text, until } from './helpers/scenario.mjs';
import { focused, tabTo } from './helpers/keyboard.mjs';

const OPTION = '.zoek [role=option]';

/** Goes to the field with Tab, types, and waits for the answer. */
async function find(page, query) {
  await tabTo(page, (found) => found.type === 'search', 'the search field');
  await page.keyboard.type(query);
  await until(() => page.locator('.zoek-aantal').textContent().then((said) => /resulta|gevonden/.test(said)), `an answer to ${query}`);
}

/** The result that is chosen: its address without the site, or nothing. */
function chosen(page) {
  return page.evaluate(() => {
    const id = document.querySelector('.zoek input').getAttribute('aria-activedescendant');
    const option = id && document.getElementById(id);
    return option && option.getAttribute('aria-selected') === 'true' ? option.href : '';
  });
}

const addresses = (page) => page.locator(OPTION).evaluateAll((links) => links.map((link) => link.href));

scenario('search: arrows choose, Enter opens the section', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'cadeau');
  const all = await addresses(page);
  assert.ok(all.length > 1);
  assert.match(await text(page.locator('.zoek-aantal')), new RegExp(`^${all.length} resultaten`));
  assert.equal(await page.locator('.zoek input').getAttribute('aria-expanded'), 'true');
  assert.equal(await chosen(page), '');
  for (const [key, index] of [['ArrowDown', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', all.length - 1], ['ArrowDown', 0]]) {
    await page.keyboard.press(key);
    assert.equal(await chosen(page), all[index], key);
    assert.equal((await focused(page)).type, 'search', 'the focus stays in the field');
  }
  await page.keyboard.press('Enter');
  await until(() => page.url() === all[0], 'the page that was found');
  const anchor = new URL(all[0]).hash.slice(1);
  if (anchor) await page.locator(`[id="${anchor}"]`).waitFor({ state: 'attached' });
});

scenario('search: Enter without a choice opens the first result', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'ziek melden');
  const [first] = await addresses(page);
  await page.keyboard.press('Enter');
  await until(() => page.url() === first, 'the first result');
  assert.match(first, /ziek-melden|verzuim|wia-tijdlijn/);
});

scenario('search: what was found is marked in the text', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'geschenken');
  const marks = page.locator(`${OPTION} mark`);
  await marks.first().waitFor();
  for (const mark of await marks.allInnerTexts()) assert.match(mark, /geschenk/i);
});

scenario('search: Escape closes the answer, once more empties the field', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'cadeau');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.zoek-paneel').isVisible(), false);
  assert.equal(await page.locator('.zoek input').inputValue(), 'cadeau');
  assert.equal((await focused(page)).type, 'search');
  await page.keyboard.press('ArrowDown');
  await becomes(() => page.locator('.zoek-paneel').isVisible(), true, 'the arrow opens it again');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.zoek input').inputValue(), '');
});

scenario('search: nothing found says so and leads on', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'xqzwvk');
  assert.match(await text(page.locator('.zoek-aantal')), /Niets gevonden voor .xqzwvk/);
  assert.equal(await page.locator(OPTION).count(), 0);
  assert.equal(await page.locator('.zoek input').getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).pathname, '/lelystad/', 'Enter goes nowhere');
  await tabTo(page, (found) => found.tag === 'a', 'the way on');
  await page.keyboard.press('Enter');
  await until(() => page.url().endsWith('/alle-paginas/'), 'all pages');
});

scenario('search: a typed slip of the keyboard is forgiven', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, 'geschenkne');
  assert.ok((await addresses(page)).some((address) => address.includes('/geschenk')));
});

scenario('search: amounts and calculators are found', { path: '/lelystad/' }, async ({ page }) => {
  await find(page, '50 euro');
  assert.ok((await addresses(page)).length > 0);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('te heet');
  await until(() => addresses(page).then((all) => all.some((address) => address.includes('/rekenhulpen/werkplektemperatuur/'))), 'the calculator');
});

scenario('search: it is loaded at its first use, not before', { path: '/lelystad/gedragscode/nevenwerk/' }, async ({ page, requests }) => {
  const loaded = () => requests.map((url) => url.slice(SITE.length)).filter((url) => /zoek/.test(url));
  assert.deepEqual(loaded(), []);
  await find(page, 'nevenwerk');
  await becomes(() => loaded().map((url) => url.replace(/^.*\/|-[0-9a-f]+(?=\.)/g, '')).sort(), [
    'zoeken.js', 'zoekindex.bin', 'zoekmodule.js', 'zoekmodule.wasm', 'zoekteksten.bin',
  ]);
});

for (const organisation of ['lelystad', 'deventer', 'almere', 'maastricht']) {
  scenario(`search: in ${organisation} its own pages come first, the others on request`, { path: `/${organisation}/gedragscode/geschenken/` }, async ({ page }) => {
    await find(page, 'geschenken');
    const own = await addresses(page);
    assert.ok(own[0].startsWith(`${SITE}/${organisation}/`), own[0]);
    const others = ['lelystad', 'deventer', 'almere', 'maastricht'].filter((name) => name !== organisation);
    const foreign = (all) => all.filter((address) => others.some((name) => address.startsWith(`${SITE}/${name}/`)));
    await tabTo(page, (found) => found.label.startsWith('Zoek ook bij'), 'the button for the others');
    await page.keyboard.press('Enter');
    await becomes(async () => foreign(await addresses(page)).length > 0, true, 'the others are there');
    assert.equal((await focused(page)).type, 'search');
  });
}

scenario('search: a page where no municipality is chosen searches all', { path: '/' }, async ({ page }) => {
  await find(page, 'geschenken');
  const names = new Set((await addresses(page)).map((address) => address.slice(SITE.length + 1).split('/')[0]));
  assert.ok(names.size > 2, [...names].join());
});
