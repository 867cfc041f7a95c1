// A calculator of every kind, by keyboard: what each draws that the others do not.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { lookTwice } from './helpers/axe.mjs';
import { deadAddresses, faults } from './helpers/html.mjs';
import { answer, fault, focused, press, shownQuestions, skipToText, submit, tabTo, verdict } from './helpers/keyboard.mjs';
import { at, site, url } from './helpers/kinds.mjs';
import { NARROW, tooWide } from './helpers/layout.mjs';
import { becomes, scenario, text } from './helpers/scenario.mjs';
import { left } from './helpers/storage.mjs';

const status = (page) => text(page.locator('body > [role=status]'));
const part = (page, name) => page.locator(`.uitkomst [data-plek=${name}]`);

test('a handbook with every kind: its pages are valid and their addresses lead somewhere', async () => {
  assert.deepEqual(await faults(site), []);
  assert.deepEqual(deadAddresses(site), []);
});

for (const path of site.pages) {
  scenario(`a handbook with every kind: ${path} passes axe and fits 320 pixels`, { url, path, viewport: NARROW }, async ({ page }) => {
    assert.equal(await tooWide(page), '');
    await lookTwice(page);
  });
}

/** Answers with which each kind shows all that it can. */
const FULL = {
  dienstfiets: 'werk=ja&slot=ja',
  fietsgeld: 'afstand=13&dagen=5',
  fietsplan: 'begin=1-6-2026&einde=1-8-2026&vergoeding=0,25',
  fietsschade: 'schade=24-12-2026',
  'waar-meld-ik': 'stuk=slot',
  tuinwerkplek: 'buiten=4&afspraak=ja',
  moestuin: 'sla=groen&aardbei=groen&hek=oranje',
};

for (const [id, answers] of Object.entries(FULL)) {
  for (const viewport of [NARROW, { width: 1500, height: 1000 }]) {
    scenario(`${id} with its outcome passes axe at ${viewport.width} pixels`, { url, path: at(id, answers), viewport }, async ({ page }) => {
      await page.locator('.uitkomst [data-plek=rekent_met]').waitFor();
      for (const folded of await page.locator('.uitkomst summary').all()) await folded.click();
      assert.equal(await tooWide(page), '');
      await lookTwice(page);
    });
  }
}

// ---- which questions, and when ------------------------------------------------------------------------------

scenario('order: a question that can no longer matter is not asked', { url, path: at('dienstfiets') }, async ({ page }) => {
  assert.deepEqual(await shownQuestions(page), ['werk']);
  await skipToText(page);
  await answer(page, 'werk', 'nee');
  await becomes(() => verdict(page), 'Niet doen: Laat de fiets staan');
  assert.deepEqual(await shownQuestions(page), ['werk'], 'the lock does not matter');
  await page.locator('#dienstfiets-werk-ja').check();
  await becomes(() => shownQuestions(page), ['werk', 'slot']);
  assert.equal(await verdict(page), '', 'no outcome that is not certain');
});

scenario('order: a calculation asks one thing after the other and reckons once it has all', { url, path: at('fietsgeld') }, async ({ page }) => {
  assert.deepEqual(await shownQuestions(page), ['afstand']);
  await skipToText(page);
  await answer(page, 'afstand', '13');
  await page.keyboard.press('Tab');
  await becomes(() => shownQuestions(page), ['afstand', 'dagen']);
  await answer(page, 'dagen', '5');
  await page.keyboard.press('Tab');
  await becomes(() => verdict(page), 'Fietsgeld: Je krijgt € 15');
});

scenario('order: a checklist asks first what decides which points count', { url, path: at('tuinwerkplek') }, async ({ page }) => {
  const shown = () => page.locator('.punt:visible').evaluateAll((points) => points.map((point) => point.dataset.vraag));
  assert.deepEqual(await shownQuestions(page), ['buiten']);
  await skipToText(page);
  await answer(page, 'buiten', '2');
  await page.keyboard.press('Tab');
  await becomes(shown, ['afspraak', 'hoed']);
  assert.equal(await page.locator('legend', { hasText: 'Tafel en stoel' }).isVisible(), false, 'no heading without points');
  await page.locator('#tuinwerkplek-buiten').fill('2,5');
  await becomes(shown, ['afspraak', 'hoed', 'tafel', 'schaduw']);
});

// ---- where to go --------------------------------------------------------------------------------------------

scenario('a route: desks with their channels as links, what to bring, what comes next', { url, path: at('waar-meld-ik') }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'stuk', 'slot');
  await becomes(() => verdict(page), 'Meld het: Ga naar de stalling');
  const card = page.locator('.uitkomst .route');
  assert.equal(await card.count(), 1);
  assert.match(await text(card), /^De fietsenstalling Telefoon 0320 12 34 56 Telefoon 45 \(intern\) Mail stalling@dorp\.example In gesprek aan de balie/);
  assert.deepEqual(await card.locator('dd a').evaluateAll((links) => links.map((link) => link.href)), ['tel:0320123456', 'mailto:stalling@dorp.example'], 'a number for inside only cannot be called');
  assert.match(await text(card), /Dit kan niet anoniem/);
  assert.deepEqual(await card.locator('[data-plek=neem_mee] li').allInnerTexts(), ['de fiets', 'de sleutel, als je die hebt']);
  assert.match(await text(card.locator('[data-plek=daarna]')), /^Daarna Je krijgt binnen een dag een andere fiets\.$/);
  assert.match(await text(part(page, 'waarden')), /Zo lang duurt het hoogstens:? ?3 dagen/, 'a value beside the route');
  await tabTo(page, (found) => found.label === 'Mag ik de dienstfiets lenen?', 'the calculator that comes next');
  await page.keyboard.press('Enter');
  await becomes(() => new URL(page.url()).pathname, '/dorp/rekenhulpen/dienstfiets/');
});

scenario('a route: two desks keep their own channels, an unknown one says why', { url, path: at('waar-meld-ik', 'stuk=band') }, async ({ page }) => {
  const card = page.locator('.uitkomst .route');
  assert.match(await text(card), /De fietsmaker Website fietsmaker\.example\/afspraak Onbekend het telefoonnummer staat niet in de regeling De fietsenstalling Telefoon/);
  assert.equal(await card.locator('dd a').first().getAttribute('href'), 'https://fietsmaker.example/afspraak');
  assert.match(await text(card), /Dit kan anoniem/);
});

scenario('a route: channels of its own take the place of those of the desk', { url, path: at('waar-meld-ik', 'stuk=trapper') }, async ({ page }) => {
  assert.equal(await text(page.locator('.uitkomst .route')), 'De fietsenstalling Brief Postbus 1, Dorp');
});

// ---- how much -----------------------------------------------------------------------------------------------

scenario('a calculation: its amount is the largest thing of the outcome', { url, path: at('fietsgeld', 'afstand=13&dagen=5') }, async ({ page }) => {
  const amount = page.locator('.uitkomst .bedrag');
  assert.equal(await text(amount), '€ 15');
  const size = (locator) => locator.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  assert.ok(await size(amount) > await size(part(page, 'titel')));
  assert.match(await text(page.locator('.uitkomst')), /Wat meetelt op een dag.*10 km/);
});

scenario('a calculation: what its title waits for is said, not filled in by its name', { url, path: at('fietsgeld', 'afstand=13') }, async ({ page }) => {
  await becomes(() => text(part(page, 'titel')), '“Over alle dagen samen” is nog niet bekend');
  assert.equal(await text(part(page, 'kort')), 'Fietsgeld');
  await page.locator('#fietsgeld-dagen').fill('5');
  await page.keyboard.press('Tab');
  await becomes(() => text(part(page, 'titel')), 'Je krijgt € 15');
});

scenario('a calculation: every step with its numbers, amounts below each other on the right', { url, path: at('fietsgeld', 'afstand=13&dagen=5') }, async ({ page }) => {
  const rows = page.locator('.uitkomst .rekening li');
  const texts = async () => (await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
  assert.deepEqual(await texts(), ['Wat meetelt op een dag het hoogste van 0 km en 13 km − 3 km = 10 km', 'Over alle dagen samen 10 km × € 0,30 per km × 5, afgerond op centen = € 15']);
  const ends = await rows.locator('.getal').evaluateAll((amounts) => amounts.map((amount) => [Math.round(amount.getBoundingClientRect().right), getComputedStyle(amount).fontVariantNumeric]));
  assert.equal(new Set(ends.map(String)).size, 1);
  assert.equal(ends[0][1], 'tabular-nums');
  await page.locator('#fietsgeld-dagen').fill('4');
  await page.keyboard.press('Tab');
  await becomes(async () => (await texts())[1], 'Over alle dagen samen 10 km × € 0,30 per km × 4, afgerond op centen = € 12');
});

scenario('a calculation on a phone: the steps are folded, and stay unfolded once they are', { url, path: at('fietsgeld', 'afstand=13&dagen=5'), viewport: { width: 360, height: 740 } }, async ({ page }) => {
  const row = page.locator('.uitkomst .rekening li').first();
  assert.equal(await row.isVisible(), false);
  await tabTo(page, (found) => found.tag === 'summary' && found.label === 'Zo is het berekend', 'the heading of the steps');
  await page.keyboard.press('Enter');
  await becomes(() => row.isVisible(), true);
  await page.locator('#fietsgeld-dagen').fill('4');
  await page.keyboard.press('Tab');
  await becomes(() => text(page.locator('.uitkomst .bedrag')), '€ 12');
  assert.ok(await row.isVisible());
});

// ---- what cannot be known, and what can be checked later ----------------------------------------------------

scenario('who does not know gets what it depends on, never a guess', { url, path: at('dienstfiets') }, async ({ page }) => {
  await skipToText(page);
  await answer(page, 'werk', 'ja');
  await answer(page, 'slot', 'weet-ik-niet');
  await becomes(() => verdict(page), 'Hangt ervan af: Dat hangt af van wat je niet weet');
  const possible = part(page, 'mogelijk').locator('li');
  assert.deepEqual((await possible.allInnerTexts()).map((line) => line.trim()), ['Zit er een slot op de fiets? Ja. Neem de fiets mee', 'Zit er een slot op de fiets? Nee. Laat de fiets staan']);
  assert.deepEqual(await possible.locator('svg').evaluateAll((shapes) => shapes.map((shape) => shape.classList[1])), ['vorm-groen', 'vorm-rood'], 'each with its own shape');
  assert.equal(await page.locator('.oordeel-grijs').count(), 1);
});

scenario('a period in which the rules change is said, with its parts', { url, path: at('fietsplan', 'begin=1-6-2026&einde=1-8-2026&vergoeding=0,25') }, async ({ page }) => {
  assert.equal(await verdict(page), 'Regels veranderen: In deze periode veranderen de regels');
  assert.match(await text(part(page, 'zin')), /Op 1 juli 2026 verander.*1 juni 2026 t\/m 30 juni 2026 en 1 juli 2026 t\/m 1 augustus 2026/);
});

scenario('the receipt: copied by keyboard, and reckoned again from the command line', { url, path: at('fietsgeld', 'afstand=13&dagen=5'), permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
  await tabTo(page, (found) => found.does === 'bon', '"Kopieer de bon"');
  await page.keyboard.press('Enter');
  await becomes(() => text(page.locator('[data-doe=bon]')), 'De bon is gekopieerd.');
  await becomes(() => status(page), 'De bon is gekopieerd.');
  const receipt = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(receipt, /^wegwijs:1:fietsgeld:dorp:2026-11-22:\w+:afstand=13;dagen=5$/);
  assert.equal(receipt, await text(part(page, 'bon')));
  const again = execFileSync(process.env.WEGWIJS_PROGRAM, ['calc', '--bon', receipt, '--site', join(process.env.WEGWIJS_ROOT, 'tests/handboeken/soorten')], { encoding: 'utf8' });
  assert.match(again, /Je krijgt € 15/);
});

scenario('the receipt: without a clipboard it is ready to be copied by hand', { url, path: at('fietsgeld', 'afstand=13&dagen=5') }, async ({ page }) => {
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.locator('[data-doe=bon]').click();
  await becomes(() => text(page.locator('[data-doe=bon]')), 'De bon is geselecteerd. Kopieer hem zelf.');
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), await text(part(page, 'bon')));
});

// ---- am I ready ---------------------------------------------------------------------------------------------

scenario('a checklist: each tick counts at once, and only what must be decides', { url, path: at('tuinwerkplek') }, async ({ page }) => {
  const state = page.locator('.stand');
  await skipToText(page);
  await answer(page, 'buiten', '4');
  await page.keyboard.press('Tab');
  await becomes(() => text(state), 'Nog 3 punten die moeten. Aangeraden: nog 1.');
  assert.equal(await page.locator('.uitkomst').isVisible(), false, 'nobody is told off before doing anything');
  const tick = async (id) => {
    await tabTo(page, (found) => found.id === `tuinwerkplek-${id}`, id);
    await page.keyboard.press('Space');
  };
  await tick('afspraak');
  await becomes(() => text(state), 'Nog 2 punten die moeten. Aangeraden: nog 1.');
  await becomes(() => verdict(page), 'Nog niet: Je plek is nog niet in orde. Werk hier niet langer dan 2 uur.');
  await becomes(async () => (await status(page)).includes('Nog 2 punten die moeten.'), true, 'the count is said');
  await tick('tafel');
  await becomes(() => text(state), 'Nog 1 punt dat moet. Aangeraden: nog 1.');
  await tick('schaduw');
  await becomes(() => verdict(page), 'Klaar: Je plek is in orde. Veel plezier buiten.');
  assert.equal(await text(state), 'Alles wat moet, is aangevinkt. Aangeraden: nog 1.');
  await page.keyboard.press('Space');
  await becomes(async () => (await verdict(page)).startsWith('Nog niet'), true, 'a tick can be taken back');
});

scenario('a checklist: advice is told apart by a word, and each point has its heading', { url, path: at('tuinwerkplek', 'buiten=4') }, async ({ page }) => {
  const points = await page.locator('.punt').evaluateAll((list) => list.map((point) => [point.dataset.vraag, 'moet' in point.dataset, point.querySelector('.merkje')?.textContent ?? '']));
  assert.deepEqual(points, [['afspraak', true, ''], ['hoed', false, 'advies'], ['tafel', true, ''], ['schaduw', true, '']]);
  const groups = page.locator('.punten-groep');
  assert.deepEqual(await groups.locator('legend').allInnerTexts(), ['Afspraken', 'Tafel en stoel']);
  assert.match(await text(groups.first()), /Let op\. Een pet beschermt je nek niet\. Bron: Tuinboek, hoofdstuk 1, buiten werken$/, 'what all points of a group rest on is named once');
  assert.match(await text(groups.last()), /Hulp hierbij: de tuinploeg/);
});

scenario('a checklist: "Kijk na" asks first what it must know, then tells', { url, path: at('tuinwerkplek') }, async ({ page }) => {
  await skipToText(page);
  await submit(page);
  await becomes(async () => (await fault(page, 'buiten')) !== '', true);
  await page.locator('#tuinwerkplek-buiten').fill('1');
  await submit(page);
  await becomes(async () => (await verdict(page)).startsWith('Nog niet'), true);
  await page.locator('button[type=reset]').click();
  await becomes(() => verdict(page), '');
});

scenario('a checklist: ticks are kept nowhere', { url, path: at('tuinwerkplek', 'buiten=1') }, async ({ page, context, go }) => {
  await page.locator('#tuinwerkplek-afspraak').check();
  await becomes(async () => (await verdict(page)) !== '', true);
  assert.deepEqual(await left(page), []);
  const other = await context.newPage();
  await other.goto(`${url}${at('tuinwerkplek')}`);
  await other.locator('.hulp[data-klaar=ja]').waitFor();
  assert.equal(await other.locator('input:checked').count(), 0);
  await go(at('dienstfiets'));
  await page.goBack();
  await page.locator('.hulp[data-klaar=ja]').waitFor();
  assert.equal(await page.locator('.punt input:checked').count(), 0, 'going back brings no ticks');
});

// ---- what would you do --------------------------------------------------------------------------------------

scenario('a quiz: one situation after the other, and at once why', { url, path: at('moestuin') }, async ({ page }) => {
  const shown = () => page.locator('.situatie:visible').evaluateAll((list) => list.map((one) => one.dataset.vraag));
  const reply = (id) => page.locator(`[data-vraag=${id}] .antwoord`);
  assert.deepEqual(await shown(), ['sla']);
  assert.equal(await reply('sla').isVisible(), false, 'no answer before the choice');
  await skipToText(page);
  await tabTo(page, (found) => found.id === 'moestuin-sla-groen', 'the first choice');
  assert.match((await focused(page)).label, /Doen/);
  await page.keyboard.press('Enter');
  await becomes(shown, ['sla', 'aardbei']);
  assert.equal(await text(reply('sla')), 'Goed. Wat over is, is voor iedereen. Bron: Tuinboek, hoofdstuk 3, de oogst');
  assert.equal((await focused(page)).id, 'moestuin-sla-groen', 'the focus stays where it was');
  await becomes(async () => /^Goed\. Wat over is/.test(await status(page)), true, 'the answer is said');
  assert.equal(await verdict(page), '', 'the score comes at the end');

  await tabTo(page, (found) => found.id === 'moestuin-aardbei-oranje', 'a choice that can be defended');
  await page.keyboard.press('Space');
  await becomes(async () => (await text(reply('aardbei'))).startsWith('Dat kan ook. De oogst is niet voor thuis'), true);
  assert.match(await text(reply('aardbei')), /De regeling is hier niet duidelijk/);
  await tabTo(page, (found) => found.id === 'moestuin-hek-rood', 'a wrong choice');
  await page.keyboard.press('Enter');
  await becomes(async () => (await text(reply('hek'))).startsWith('Dat is niet het antwoord. Het is: Eerst vragen.'), true);

  await becomes(async () => (await verdict(page)).endsWith('Lees bij wat anders was waarom, en praat erover met de tuinploeg.'), true);
  assert.equal(await text(part(page, 'zin')), '2 van de 3 goed.');
  await becomes(async () => (await status(page)).includes('2 van de 3 goed'), true, 'the score is said');
});

scenario('a quiz: what was chosen stays chosen, until it begins again', { url, path: at('moestuin') }, async ({ page }) => {
  await page.locator('#moestuin-sla-rood').click();
  await page.locator('#moestuin-sla-groen').click({ force: true });
  assert.deepEqual(await page.locator('.kleur').evaluateAll((buttons) => buttons.filter((button) => button.ariaPressed === 'true').map((button) => button.id)), ['moestuin-sla-rood']);
  await press(page, (found) => found.type === 'reset', '"Begin opnieuw"');
  await becomes(() => page.locator('.situatie:visible').count(), 1);
  assert.equal(await page.locator('.kleur[aria-pressed=true]').count(), 0);
  assert.equal(await page.locator('.antwoord:visible').count(), 0);
  assert.equal((await focused(page)).id, 'moestuin-sla-groen', 'the first choice has the focus');
  for (const [situation, colour] of [['sla', 'groen'], ['aardbei', 'rood'], ['hek', 'oranje']]) await page.locator(`#moestuin-${situation}-${colour}`).click();
  await becomes(async () => (await verdict(page)).endsWith('Je had ze allemaal goed.'), true);
  assert.equal(await text(part(page, 'zin')), '3 van de 3 goed.');
});

scenario('a quiz: each colour has a shape and a word', { url, path: at('moestuin') }, async ({ page }) => {
  const buttons = await page.locator('[data-vraag=sla] .kleur').evaluateAll((list) => list.map((button) => [button.querySelector('svg').classList[1], button.textContent.trim()]));
  assert.deepEqual(buttons, [['vorm-groen', 'Doen'], ['vorm-oranje', 'Eerst vragen'], ['vorm-rood', 'Niet doen']]);
});
