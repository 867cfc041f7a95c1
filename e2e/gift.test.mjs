// "Mag ik dit geschenk aannemen?", by keyboard alone.

import assert from 'node:assert/strict';
import { becomes, ready, scenario, text } from './helpers/scenario.mjs';
import { answer, fault, focused, press, shownQuestions, skipToText, submit, summary, tabTo, verdict } from './helpers/keyboard.mjs';
import { left } from './helpers/storage.mjs';

const PAGE = '/lelystad/rekenhulpen/geschenk/';
const REPORT = 'Dit mag: Je mag het aannemen, maar meld het';
const REFUSE = 'Niet doen: Neem het niet aan';

/** The answers under which a gift of that value may be taken in Lelystad. */
async function acceptable(page, value) {
  await answer(page, 'geld', 'nee');
  await answer(page, 'waarde', value);
  await answer(page, 'onderhandeling', 'nee');
  await answer(page, 'huisadres', 'nee');
}

scenario('a gift: question after question to an outcome, and another answer gives another', { path: PAGE }, async ({ page }) => {
  assert.deepEqual(await shownQuestions(page), ['geld'], 'only the first question is asked at first');
  await skipToText(page);
  await answer(page, 'geld', 'nee');
  await becomes(() => shownQuestions(page), ['geld', 'waarde'], 'the next question comes under the last');
  assert.equal(await verdict(page), '');
  await acceptable(page, '49,99');
  await becomes(() => verdict(page), REPORT);

  const outcome = page.locator('.uitkomst');
  assert.match(await text(outcome.locator('[data-plek=voorbehoud]')), /team heeft afgesproken niets aan te nemen/, 'what was not asked is named');
  assert.equal(await outcome.locator('[data-plek=doe] li').count(), 2);
  assert.match(await text(outcome.locator('[data-plek=redenen]')), /gedragscode/i, 'the rule that decided names its source');
  assert.match(await text(outcome.locator('[data-plek=wijzigt]')), /€ 50/, 'the nearest other side is named');
  assert.match(await text(outcome.locator('[data-plek=rekent_met]')), /regels van 22 november 2026, versie \w+/);
  await becomes(async () => (await text(page.locator('body > [role=status]'))).startsWith('Dit mag.'), true, 'the outcome is said to who listens');

  await tabTo(page, (found) => found.question === 'waarde', 'the value, backwards', 'Shift+Tab');
  await answer(page, 'waarde', '50,01');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), REFUSE);
  await tabTo(page, (found) => found.question === 'waarde', 'the value, backwards', 'Shift+Tab');
  await answer(page, 'waarde', '€ 50');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), REPORT);
});

scenario('a gift: an outcome comes as soon as it is certain', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'geld', 'ja');
  await becomes(() => verdict(page), REFUSE);
  assert.equal(await page.locator('[data-plek=doe]').count(), 0, 'there is nothing to do beside refusing');
});

for (const typed of ['', 'veel', '-5', '€', '12,,5', '1e3', '12,345', '9'.repeat(40)]) {
  scenario(`a gift worth "${typed.slice(0, 12)}": a message at the field and above the form, no verdict`, { path: PAGE }, async ({ page }) => {
    await skipToText(page);
    await answer(page, 'geld', 'nee');
    await answer(page, 'waarde', typed);
    await submit(page);
    await becomes(async () => (await fault(page, 'waarde')) !== '', true, 'a message at the field');
    assert.equal(await verdict(page), '');
    const message = await fault(page, 'waarde');
    assert.equal((await summary(page))[0], message, 'the same message above the form');
    assert.equal(await page.locator('#geschenk-waarde').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'fouten', 'the list of messages has the focus');

    // The message leads to the field, and a better answer takes it away.
    await press(page, (found) => found.tag === 'a', 'the message in the list');
    assert.equal((await focused(page)).question, 'waarde');
    await answer(page, 'waarde', '20');
    await page.keyboard.press('Tab');
    await becomes(() => fault(page, 'waarde'), '');
    await becomes(async () => (await summary(page)).includes(message), false);
  });
}

scenario('a gift: what is still being typed is not called wrong', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'geld', 'nee');
  await answer(page, 'waarde', '12,');
  assert.equal(await fault(page, 'waarde'), '');
  assert.equal(await verdict(page), '');
});

scenario('a gift: "Begin opnieuw" forgets everything', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await acceptable(page, '20');
  await becomes(() => verdict(page), REPORT);
  await press(page, (found) => found.type === 'reset', '"Begin opnieuw"');
  await becomes(() => verdict(page), '');
  assert.deepEqual(await shownQuestions(page), ['geld']);
  assert.equal((await focused(page)).question, 'geld', 'the first question has the focus');
  assert.equal(await page.locator('.vraag input:checked').count(), 0);
  assert.equal(await page.locator('#geschenk-waarde').inputValue(), '');
});

scenario(
  'a gift: a link restores the answers and is never sent to the server',
  { path: PAGE, permissions: ['clipboard-read', 'clipboard-write'] },
  async ({ page, context, requests }) => {
    await skipToText(page);
    await acceptable(page, '49,99');
    await becomes(() => verdict(page), REPORT);
    await press(page, (found) => found.does === 'link', 'the link with the answers');
    await becomes(() => text(page.locator('[data-doe=link]')), 'De link is gekopieerd.');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#hulp-geschenk:.*waarde=49/);

    const other = await context.newPage();
    await other.goto(link);
    await ready(other);
    assert.equal(await verdict(other), REPORT);
    assert.equal(await other.locator('#geschenk-waarde').inputValue(), '49,99');
    assert.ok(await other.locator('#geschenk-geld-nee').isChecked());
    assert.equal(requests.some((url) => /waarde|49(,|%2C)99/i.test(url)), false, 'the answers stay behind the # of the address');
    assert.deepEqual(await left(other), [], 'nothing is kept in the browser');
  },
);

scenario('a gift: answers in a link that make no sense are called wrong', { path: `${PAGE}#hulp-geschenk:geld=nee&waarde=gratis` }, async ({ page }) => {
  await becomes(async () => (await fault(page, 'waarde')) !== '', true, 'a message at the field');
  assert.equal(await verdict(page), '');
});

// Exactly on the limit the four codes differ; that is what they are compared for.
for (const [organisation, answers, expected] of [
  ['lelystad', 'geld=nee&onderhandeling=nee&huisadres=nee', REPORT],
  ['deventer', 'gebruikelijk=ja&tegenprestatie=nee', REPORT],
  ['almere', 'geld=nee&attentie=nee&onderhandeling=nee&gever_heeft_nodig=nee&tegenprestatie=nee&huisadres=nee', 'Eerst vragen: Overleg eerst met je leidinggevende'],
  ['maastricht', 'kwetsend=nee&gebruikelijk=ja&praktisch_onmogelijk=nee', REFUSE],
]) {
  scenario(`a gift of exactly the limit in ${organisation}`, { path: `/${organisation}/rekenhulpen/geschenk/#hulp-geschenk:waarde=50&${answers}` }, async ({ page }) => {
    await becomes(() => verdict(page), expected);
  });
}

scenario('a gift: the same calculator inside a page of text', { path: '/lelystad/gedragscode/geschenken/' }, async ({ page }) => {
  await skipToText(page);
  await acceptable(page, '50');
  await becomes(() => verdict(page), REPORT);
});
