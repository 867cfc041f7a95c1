// Sensitive calculators of every kind that can be: nothing of an answer may remain anywhere.

import assert from 'node:assert/strict';
import { SENSITIVE, at, url } from './helpers/kinds.mjs';
import { becomes, ready, scenario, text, until } from './helpers/scenario.mjs';
import { left } from './helpers/storage.mjs';

/** Gives an answer so that there is an outcome. */
const ACTS = {
  luisteren: (page) => page.locator('#luisteren-wie-collega').check(),
  gesprek: (page) => page.locator('#gesprek-dag').check(),
  'verder-praten': async (page) => {
    await page.locator('#verder-praten-gesprek').fill('1-12-2026');
    await page.keyboard.press('Tab');
  },
};
/** The same as a link would carry it. */
const LINKS = { luisteren: 'wie=collega', gesprek: 'dag=ja', 'verder-praten': 'gesprek=1-12-2026' };

/** What is on the page only because of an answer: a timeline also has steps that bear no day. */
const trace = (page, id) => page.locator(id === 'verder-praten' ? '.uitkomst [data-stap=verder]' : '.uitkomst [data-plek=oordeel]');

/** What of the form was filled in. */
const given = (page) => page.locator('.hulp input').evaluateAll((inputs) => inputs.map((input) => (input.type === 'text' ? input.value : input.checked)).filter(Boolean));

assert.deepEqual(Object.keys(ACTS), SENSITIVE);

for (const id of SENSITIVE) {
  const path = at(id);

  scenario(`${id} is sensitive: no link, no receipt, and a line that says what becomes of the answers`, { url, path }, async ({ page }) => {
    await ACTS[id](page);
    await trace(page, id).waitFor();
    assert.equal(await page.locator('[data-doe=link]').count(), 0);
    assert.equal(await page.locator('[data-plek=bon]').count(), 0);
    assert.match(await text(page.locator('.formulier > .klein')), /blijven op dit apparaat en worden niet bewaard/);
  });

  scenario(`${id} is sensitive: nothing in storage, history, address or requests`, { url, path }, async ({ page, requests }) => {
    const steps = await page.evaluate(() => history.length);
    const asked = requests.length;
    await ACTS[id](page);
    await trace(page, id).waitFor();
    assert.equal(new URL(page.url()).hash, '');
    assert.equal(await page.evaluate(() => history.length), steps);
    assert.deepEqual(await left(page), []);
    assert.deepEqual(requests.slice(asked), []);
    assert.equal(await page.locator('form').getAttribute('autocomplete'), 'off');
  });

  scenario(`${id} is sensitive: gone after leaving, coming back, and loading again`, { url, path }, async ({ page, go }) => {
    await ACTS[id](page);
    await trace(page, id).waitFor();
    await go('/dorp/');
    await page.goBack();
    await ready(page);
    await becomes(() => given(page), []);
    assert.equal(await trace(page, id).count(), 0);
    await ACTS[id](page);
    await trace(page, id).waitFor();
    await page.reload();
    await ready(page);
    await becomes(() => given(page), []);
  });

  scenario(`${id} is sensitive: the page that is left is empty before it is put away`, { url, path }, async ({ page }) => {
    await ACTS[id](page);
    await trace(page, id).waitFor();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    assert.deepEqual(await given(page), []);
    await until(async () => (await trace(page, id).count()) === 0, 'no outcome');
  });

  scenario(`${id} is sensitive: a link with answers is not taken`, { url, path: at(id, LINKS[id]) }, async ({ page }) => {
    assert.deepEqual(await given(page), []);
    assert.equal(await trace(page, id).count(), 0);
  });
}
