// "Klopt wat ik wil doen?", by keyboard alone. Sensitive: nothing of it may remain.

import assert from 'node:assert/strict';
import { becomes, ready, scenario, text } from './helpers/scenario.mjs';
import { answer, fault, press, shownQuestions, skipToText, submit, summary, tabTo, verdict } from './helpers/keyboard.mjs';
import { left } from './helpers/storage.mjs';

const PAGE = '/almere/rekenhulpen/moreel-kompas/';
const QUESTIONS = ['toegestaan', 'belangen_gescheiden', 'integer_gezien', 'spiegel', 'verantwoorden'];
const GO = 'Ga door: Vijf keer ja, je kunt verder';
const TALK = 'Eerst praten: Sta stil en bespreek het eerst';

async function five(page, value) {
  for (const question of QUESTIONS) await answer(page, question, value);
}

scenario('the compass: five times yes, and one doubt changes it', { path: PAGE }, async ({ page }) => {
  assert.deepEqual(await shownQuestions(page), QUESTIONS, 'all five are asked, whatever the answers');
  await skipToText(page);
  await five(page, 'ja');
  await becomes(() => verdict(page), GO);
  for (const doubt of ['weet-ik-niet', 'nee']) {
    await tabTo(page, (found) => found.question === 'spiegel', 'the mirror, backwards', 'Shift+Tab');
    await answer(page, 'spiegel', doubt);
    await becomes(() => verdict(page), TALK);
    assert.match(await text(page.locator('.uitkomst [data-plek=doe]')), /vertrouwenspersoon/);
    assert.deepEqual(await shownQuestions(page), QUESTIONS);
  }
});

scenario('the compass: a question left open gives a message, not a verdict', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  for (const question of QUESTIONS.slice(0, 4)) await answer(page, question, 'ja');
  await submit(page);
  await becomes(async () => (await fault(page, 'verantwoorden')) !== '', true, 'a message at the question');
  assert.equal(await verdict(page), '');
  assert.deepEqual(await summary(page), [await fault(page, 'verantwoorden')]);
  await press(page, (found) => found.tag === 'a', 'the message in the list');
  await answer(page, 'verantwoorden', 'ja');
  await becomes(() => verdict(page), GO);
  assert.deepEqual(await summary(page), []);
});

scenario('the compass: no link, and nothing is kept anywhere', { path: PAGE }, async ({ page, requests, go }) => {
  const before = requests.length;
  const address = page.url();
  await skipToText(page);
  await five(page, 'nee');
  await becomes(() => verdict(page), TALK);
  assert.equal(await page.locator('[data-doe=link]').count(), 0, 'there is no link with answers');
  assert.equal(page.url().split('#')[0], address);
  assert.doesNotMatch(page.url(), /=/, 'the address says nothing');
  assert.deepEqual(await left(page), []);
  assert.deepEqual(requests.slice(before).filter((url) => !url.includes('/icoon')), [], 'answering asks nothing of the server');

  await go('/almere/');
  await page.goBack();
  await ready(page);
  assert.equal(await page.locator('.vraag input:checked').count(), 0, 'who comes back finds it empty');
  assert.equal(await verdict(page), '');
});

scenario('the compass: a link with answers is not read', { path: `${PAGE}#hulp-moreel-kompas:toegestaan=nee&spiegel=nee` }, async ({ page }) => {
  assert.equal(await page.locator('.vraag input:checked').count(), 0);
  assert.equal(await verdict(page), '');
});

scenario('the compass: "Begin opnieuw" forgets everything', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await five(page, 'ja');
  await becomes(() => verdict(page), GO);
  await press(page, (found) => found.type === 'reset', '"Begin opnieuw"');
  await becomes(() => verdict(page), '');
  assert.equal(await page.locator('.vraag input:checked').count(), 0);
});

scenario('the compass of another municipality says whose questions these are', { path: '/lelystad/rekenhulpen/moreel-kompas/' }, async ({ page }) => {
  assert.match(await text(page.locator('.hulp')), /Almere/);
  await skipToText(page);
  await five(page, 'ja');
  await becomes(() => verdict(page), GO);
});
