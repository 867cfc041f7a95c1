// "Is het hier te warm of te koud om te werken?", by keyboard alone.

import assert from 'node:assert/strict';
import { becomes, ready, scenario, text } from './helpers/scenario.mjs';
import { answer, fault, press, shownQuestions, skipToText, submit, summary, tabTo, verdict } from './helpers/keyboard.mjs';

const PAGE = '/lelystad/rekenhulpen/werkplektemperatuur/';
const INDICATION = /Indicatie, geen wettelijke grens/;

scenario('the temperature inside: the limit of the work decides', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'plek', 'binnen');
  await answer(page, 'werk', 'licht');
  for (const [degrees, expected] of [
    ['26', 'In orde: Het is niet te warm voor dit werk'],
    ['26,1', 'Maatregelen: Bedenk samen wat jullie tegen de warmte doen'],
    ['28,1', 'Te warm: Het is te warm voor dit werk'],
  ]) {
    await answer(page, 'temperatuur', degrees);
    await page.keyboard.press('Tab');
    await becomes(() => verdict(page), expected, degrees);
    assert.match(await text(page.locator('.uitkomst')), INDICATION);
    await tabTo(page, (found) => found.question === 'temperatuur', 'the temperature, backwards', 'Shift+Tab');
  }
  assert.equal((await shownQuestions(page)).includes('luchtstroom'), false, 'for light work the air makes no difference');
});

scenario('the temperature inside: for heavy work the air makes a difference', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'plek', 'binnen');
  await answer(page, 'werk', 'intensief');
  await answer(page, 'luchtstroom', 'ja');
  await answer(page, 'temperatuur', '26');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), 'In orde: Het is niet te warm voor dit werk');
  await tabTo(page, (found) => found.question === 'luchtstroom', 'the air, backwards', 'Shift+Tab');
  await answer(page, 'luchtstroom', 'nee');
  await becomes(() => verdict(page), 'Te warm: Het is te warm voor dit werk');
});

scenario('the temperature outside: with humidity it shows how warm that feels', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'plek', 'buiten');
  await answer(page, 'temperatuur', '32,2');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), 'Heet: Bescherm je tegen de hitte');
  assert.equal(await page.locator('.uitkomst [data-plek=waarden]').count(), 0, 'nothing is shown that was not reckoned');
  await tabTo(page, (found) => found.question === 'temperatuur', 'the temperature, backwards', 'Shift+Tab');
  await answer(page, 'luchtvochtigheid', '70');
  await page.keyboard.press('Tab');
  await becomes(() => page.locator('.uitkomst [data-plek=waarden] dd').allInnerTexts().then((all) => all.join().replace(/\s/g, ' ')), '41,0 °C');
  assert.match(await text(page.locator('.uitkomst [data-plek=waarden]')), /hoort niet bij het protocol/);
  assert.match(await text(page.locator('.uitkomst')), INDICATION);
  assert.equal((await shownQuestions(page)).includes('werk'), false, 'outside the kind of work is not asked');
});

scenario('the temperature outside: cold', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'plek', 'buiten');
  await answer(page, 'temperatuur', '-3,5');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), 'Koud: Bescherm je tegen de kou');
});

for (const typed of ['', 'warm', '-', '500', '-300', '26,55', '2 6 0']) {
  scenario(`the temperature "${typed}": a message at the field and above the form, no verdict`, { path: PAGE }, async ({ page }) => {
    await skipToText(page);
    await answer(page, 'plek', 'buiten');
    await answer(page, 'temperatuur', typed);
    await submit(page);
    await becomes(async () => (await fault(page, 'temperatuur')) !== '', true, 'a message at the field');
    assert.equal(await verdict(page), '');
    assert.deepEqual(await summary(page), [await fault(page, 'temperatuur')]);
  });
}

scenario('the temperature: an absurd humidity is called wrong and changes no verdict', { path: PAGE }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'plek', 'buiten');
  await answer(page, 'temperatuur', '30');
  await answer(page, 'luchtvochtigheid', '170');
  await submit(page);
  await becomes(async () => (await fault(page, 'luchtvochtigheid')) !== '', true, 'a message at the field');
  assert.equal(await page.locator('.uitkomst [data-plek=waarden]:visible').count(), 0, 'nothing is reckoned with it');
  assert.ok(['', 'Heet: Bescherm je tegen de hitte'].includes(await verdict(page)));
});

scenario('the temperature: a link restores the answers, "Begin opnieuw" takes them away', { path: PAGE }, async ({ page, context }) => {
  await skipToText(page);
  await answer(page, 'plek', 'buiten');
  await answer(page, 'temperatuur', '4,9');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), 'Koud: Bescherm je tegen de kou');
  const link = await page.locator('[data-doe=link]').evaluate((element) => element.href);
  const other = await context.newPage();
  await other.goto(link);
  await ready(other);
  assert.equal(await verdict(other), 'Koud: Bescherm je tegen de kou');
  await other.bringToFront();
  await skipToText(other);
  await press(other, (found) => found.type === 'reset', '"Begin opnieuw"');
  await becomes(() => verdict(other), '');
  assert.doesNotMatch(other.url(), /temperatuur=/);
});
