// Without JavaScript everything can be read and every rule understood.

import assert from 'node:assert/strict';
import { becomes, scenario, text } from './helpers/scenario.mjs';

const off = { javaScriptEnabled: false };

scenario('no script: a decision is questions, rules in words and worked examples', { ...off, path: '/lelystad/rekenhulpen/geschenk/' }, async ({ page }) => {
  assert.match(await text(page.locator('.zonder-script')), /alleen met JavaScript/);
  assert.equal(await page.locator('.formulier').isVisible(), false, 'a form that would do nothing is not shown');
  assert.ok((await page.locator('.vragenlijst li:visible').count()) >= 4, 'the questions');
  const rules = await text(page.locator('.hulp-vast'));
  for (const title of ['Neem het niet aan', 'Je mag het aannemen, maar meld het']) assert.ok(rules.includes(title), title);
  assert.match(rules, /€ 50/);
  assert.match(rules, /Vertel je leidinggevende/, 'what to do');
  assert.ok((await page.locator('.regelgroep .bron:visible').count()) > 0, 'with their sources');
  assert.equal(await page.locator('.voorbeeld:visible').count(), 8, 'the worked examples');
});

scenario('no script: a calculator inside a page unfolds its rules', { ...off, path: '/lelystad/gedragscode/geschenken/' }, async ({ page }) => {
  const rules = page.locator('.hulp-regels');
  await rules.locator('summary').focus();
  await page.keyboard.press('Enter');
  await becomes(() => rules.locator('.regelgroep').first().isVisible(), true);
});

scenario('no script: a timeline is its steps in words, with examples', { ...off, path: '/lelystad/rekenhulpen/wia-tijdlijn/' }, async ({ page }) => {
  assert.ok((await page.locator('.tijdlijn-woorden .stap:visible').count()) >= 12);
  assert.match(await text(page.locator('.tijdlijn-woorden')), /week 6|6 weken|6e week/, 'when, in words');
  assert.match(await text(page.locator('.voorbeelden')), /zo(ndag)? 3 jan(uari)? 2027|3 januari 2027/);
  assert.match(await text(page.locator('.hulp-vast')), /bijlage met de tijdlijn ontbreekt/i);
});

scenario('no script: search says so and leads to all pages', { ...off, path: '/lelystad/' }, async ({ page }) => {
  const note = page.locator('.zoek-zonder');
  assert.match(await text(note), /Zoeken werkt alleen met JavaScript/);
  assert.equal(await page.locator('.zoek input').isVisible(), false, 'a field that would do nothing is not shown');
  await note.locator('a').click();
  await becomes(() => new URL(page.url()).pathname, '/alle-paginas/');
  assert.ok((await page.locator('main a').count()) > 30);
});

scenario('no script: the comparison is a table', { ...off, path: '/vergelijken/geschenken/' }, async ({ page }) => {
  const table = page.locator('main table').first();
  const heads = await table.locator('thead th').allInnerTexts();
  for (const name of ['Lelystad', 'Deventer', 'Almere', 'Maastricht']) assert.ok(heads.some((head) => head.includes(name)), name);
  assert.match(await text(table), /€ 50/);
});

scenario('no script: the navigation of a phone can be reached', { ...off, path: '/lelystad/gedragscode/nevenwerk/', viewport: { width: 320, height: 640 } }, async ({ page }) => {
  await page.locator('.menu-open').click();
  await page.locator('.navigatie a[aria-current=page]').waitFor();
});
