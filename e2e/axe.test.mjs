// axe on every kind of page, by day and by night, and on what only appears when somebody does something.

import { lookTwice } from './helpers/axe.mjs';
import { KINDS } from './helpers/built.mjs';
import { answer, fault, skipToText, submit, verdict } from './helpers/keyboard.mjs';
import { becomes, scenario } from './helpers/scenario.mjs';

const STATES = {
  'an outcome to refuse': ['/lelystad/rekenhulpen/geschenk/#hulp-geschenk:geld=ja', (page) => becomes(async () => (await verdict(page)) !== '', true)],
  'an outcome with something unclear': [
    '/almere/rekenhulpen/geschenk/#hulp-geschenk:geld=nee&waarde=50&attentie=nee&onderhandeling=nee&gever_heeft_nodig=nee&tegenprestatie=nee&huisadres=nee',
    (page) => becomes(async () => (await verdict(page)) !== '', true),
  ],
  'a form with errors': ['/lelystad/rekenhulpen/geschenk/', async (page) => {
    await skipToText(page);
    await answer(page, 'geld', 'nee');
    await answer(page, 'waarde', 'veel');
    await submit(page);
    await becomes(async () => (await fault(page, 'waarde')) !== '', true);
  }],
  'a timeline with days': ['/lelystad/rekenhulpen/wia-tijdlijn/', async (page) => {
    await skipToText(page);
    await answer(page, 'eerste_ziektedag', '6-1-2025');
    await submit(page);
    await page.locator('.uitkomst .stap').first().waitFor();
    await page.locator('[data-doe=agenda]').click();
    await page.locator('[data-doe=agenda-toch]').waitFor();
  }],
  'search with results': ['/lelystad/', async (page) => {
    await page.locator('#w_zoekveld').fill('cadeau');
    await page.locator('.zoek-lijst mark').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.zoek-keuzes summary').click();
  }],
  'search with answers': ['/lelystad/', async (page) => {
    await page.locator('#w_zoekveld').fill('vertrouwenspersoon');
    await page.locator('.zoek-kaart p').first().waitFor();
  }],
  'search without results': ['/lelystad/', async (page) => {
    await page.locator('#w_zoekveld').fill('xqzwvk');
    await page.locator('.zoek-wel:visible').waitFor();
  }],
};

// A timeline is widest on a wide screen: there its drawing is looked at too.
const viewport = { width: 1500, height: 1000 };

for (const [kind, path] of Object.entries(KINDS)) {
  scenario(`axe: ${kind}`, { viewport, path }, ({ page }) => lookTwice(page));
}

for (const [state, [path, reach]] of Object.entries(STATES)) {
  scenario(`axe: ${state}`, { viewport, path }, async ({ page }) => {
    await reach(page);
    await lookTwice(page);
  });
}

scenario('axe: a phone, and with its menu open', { viewport: { width: 360, height: 740 }, path: KINDS['a page of text'] }, async ({ page }) => {
  await lookTwice(page);
  await page.locator('.menu-open').click();
  await page.locator('.navigatie').waitFor();
  await lookTwice(page);
});
