// axe on every kind of page, by day and by night, and on what only appears when somebody does something.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { KINDS } from './helpers/built.mjs';
import { answer, fault, skipToText, submit, verdict } from './helpers/keyboard.mjs';
import { becomes, scenario } from './helpers/scenario.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds: rule, why, and where. */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 5).map((node) => node.target.join(' ')).join(' | ')}`);
  });
}

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
    await page.locator('.zoek input').fill('cadeau');
    await page.locator('[role=option] mark').first().waitFor();
    await page.keyboard.press('ArrowDown');
  }],
  'search without results': ['/lelystad/', async (page) => {
    await page.locator('.zoek input').fill('xqzwvk');
    await page.locator('.zoek-wel:visible').waitFor();
  }],
};

for (const colorScheme of ['light', 'dark']) {
  const when = colorScheme === 'light' ? 'by day' : 'by night';
  // A timeline is widest on a wide screen: there its drawing is looked at too.
  const options = { colorScheme, viewport: { width: 1500, height: 1000 } };
  for (const [kind, path] of Object.entries(KINDS)) {
    scenario(`axe ${when}: ${kind}`, { ...options, path }, async ({ page }) => {
      assert.deepEqual(await violations(page), []);
    });
  }
  for (const [state, [path, reach]] of Object.entries(STATES)) {
    scenario(`axe ${when}: ${state}`, { ...options, path }, async ({ page }) => {
      await reach(page);
      assert.deepEqual(await violations(page), []);
    });
  }
  scenario(`axe ${when}: a phone with its menu open`, { colorScheme, viewport: { width: 360, height: 740 }, path: KINDS['a page of text'] }, async ({ page }) => {
    assert.deepEqual(await violations(page), []);
    await page.locator('.menu-open').click();
    await page.locator('.navigatie').waitFor();
    assert.deepEqual(await violations(page), []);
  });
}
