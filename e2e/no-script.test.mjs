// Without JavaScript everything can be read and every rule understood.

import assert from 'node:assert/strict';
import { at, url } from './helpers/kinds.mjs';
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
  assert.equal(await page.locator('#w_zoekveld').isVisible(), false, 'a field that would do nothing is not shown');
  await note.locator('a').last().click();
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

// ---- the kinds that the handbook itself may not have ---------------------------------------------------------

scenario('no script: a checklist is there with its boxes, when each point counts, and lines to fill in on paper', { ...off, url, path: at('tuinwerkplek') }, async ({ page }) => {
  assert.match(await text(page.locator('.zonder-script')), /lijst lezen en afdrukken/);
  assert.equal(await page.locator('.punt input:visible').count(), 4);
  assert.match(await text(page.locator('.punten')), /De tafel staat recht en wiebelt niet\. Alleen bij: Hoeveel uur per dag werk je buiten\? Meer dan 2 uur\./);
  assert.equal(await page.locator('.formulier button:visible').count(), 0, 'no buttons that would do nothing');
  assert.match(await text(page.locator('.hulp-vast')), /Klaar Je plek is in orde\..*Nog niet Je plek is nog niet in orde\..*Voorbeelden/s);
  await page.emulateMedia({ media: 'print' });
  assert.match(await text(page.locator('.invullen')), /Naam Datum Handtekening/);
});

scenario('no script: a quiz has its situations, each answer under a button', { ...off, url, path: at('moestuin') }, async ({ page }) => {
  assert.equal(await page.locator('.situatie:visible').count(), 3);
  assert.equal(await page.locator('.kleur:visible').count(), 0);
  const answer = page.locator('[data-vraag=aardbei] .antwoord');
  assert.equal(await answer.locator('p').first().isVisible(), false);
  await answer.locator('summary').click();
  await becomes(() => text(answer), 'Antwoord Niet doen Ook verdedigbaar: Eerst vragen De oogst is niet voor thuis, ook niet voor een ander. De regeling is hier niet duidelijk Er staat Er staat niet of een bakje al oogst is. Wij lezen Alles wat je plukt, is oogst. Bron: Tuinboek, hoofdstuk 3, de oogst');
});

scenario('no script: a calculation says how it reckons, and has examples with amounts', { ...off, url, path: at('fietsgeld') }, async ({ page }) => {
  const rules = await text(page.locator('.hulp-vast'));
  assert.match(rules, /Zo rekenen we Wat meetelt op een dag Het hoogste van 0 km en “afstand” − 3 km/);
  assert.match(rules, /Afgerond: op centen, half omhoog/);
  assert.match(rules, /Over alle dagen samen: € 15/);
});

scenario('no script: a route is a list of desks with links', { ...off, url, path: at('waar-meld-ik') }, async ({ page }) => {
  const card = page.locator('.hulp-vast [data-route=stalling]');
  assert.match(await text(card), /De fietsenstalling Telefoon 0320 12 34 56.*Neem mee de fiets.*Daarna.*Verder met: Mag ik de dienstfiets lenen\?/);
  assert.equal(await card.locator('dd a').first().getAttribute('href'), 'tel:0320123456');
});
