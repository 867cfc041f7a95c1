// On paper: an outcome with its answers on one page, and nothing that paper has no use for.

import assert from 'node:assert/strict';
import { at, url } from './helpers/kinds.mjs';
import { scenario, text } from './helpers/scenario.mjs';

/** How many pages of A4 it takes. */
async function pages(page) {
  const file = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  return file.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
}

/** What stands on the paper, as one line. */
async function paper(page) {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const said = await text(page.locator('body'));
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  return said;
}

const DATE = 'Gerekend met de regels van 22 november 2026, versie';

/** By calculator: the answers, and what must be on the paper in this order. */
const OUTCOMES = {
  dienstfiets: ['werk=ja&slot=ja', [
    'Mag ik de dienstfiets lenen?', 'Is de rit voor je werk? Ja', 'Zit er een slot op de fiets? Ja', 'Dit mag', 'Neem de fiets mee',
    'Doe nu', 'Schrijf je naam in het schrift', 'Waarom', 'Fietsregeling, artikel 2, lenen', DATE,
  ]],
  fietsgeld: ['afstand=13&dagen=5', [
    'Hoeveel kilometer fiets je op een dag? 13 km', 'Op hoeveel dagen fietste je? 5', 'Je krijgt € 15', 'Zo is het berekend', '13 km − 3 km = 10 km', 'Vul je dagen in', 'artikel 5, vergoeding', DATE, 'wegwijs:1:fietsgeld:dorp:2026-11-22:',
  ]],
  fietsschade: ['schade=24-12-2026', [
    'Op welke dag ging de fiets stuk? 24-12-2026', 'do 24 dec 2026 t/m do 14 jan 2027', 'De fiets is weer heel', 'uiterlijk za 26 dec 2026',
    'Maak een foto.', 'Bron: Fietsregeling, artikel 7, schade melden', DATE,
  ]],
  'waar-meld-ik': ['stuk=slot', [
    'Wat is er stuk? Het slot of de sleutel', 'Ga naar de stalling', 'De fietsenstalling', '0320 12 34 56', 'stalling@dorp.example', 'Neem mee', 'de fiets',
    'Daarna', 'Je krijgt binnen een dag', 'artikel 7, schade melden', DATE,
  ]],
  tuinwerkplek: ['buiten=4&afspraak=ja', [
    'Hoeveel uur per dag werk je buiten?', 'Afspraken', 'Ik heb het met mijn team afgesproken.', 'advies', 'Let op. Een pet', 'Tafel en stoel', 'Nog 2 punten die moeten. Aangeraden: nog 1.', 'Naam', 'Datum',
    'Handtekening', 'Nog niet', 'Je plek is nog niet in orde.', DATE,
  ]],
  moestuin: ['sla=groen&aardbei=groen&hek=oranje', [
    'Je ziet een krop sla', 'Doen. Goed.', 'Een collega vraagt', 'Doen. Dat is niet het antwoord. Het is: Niet doen.', 'Eerst vragen. Goed.', '2 van de 3 goed.', DATE,
  ]],
};

/** What is for a screen only. */
const SCREEN = ['Begin opnieuw', 'Druk af', 'Kopieer de link', 'Zet in je agenda', 'Herinner me', 'Ga naar de tekst', 'Voorbeelden', 'Je antwoorden blijven op dit apparaat', 'Zoek in het handboek'];

for (const [id, [answers, wanted]] of Object.entries(OUTCOMES)) {
  scenario(`print: ${id} with its outcome is one page`, { url, path: at(id, answers) }, async ({ page }) => {
    await page.locator('.uitkomst [data-plek=rekent_met]').waitFor();
    const said = await paper(page);
    let from = 0;
    for (const piece of wanted) {
      const place = said.indexOf(piece, from);
      assert.ok(place >= 0, `"${piece}" is not on the paper, or not there: ${said}`);
      from = place;
    }
    for (const piece of SCREEN) assert.equal(said.includes(piece), false, `"${piece}" is on the paper`);
    assert.equal(await pages(page), 1);
  });
}

scenario('print: an empty checklist has empty boxes and lines to fill in, on one page', { url, path: at('tuinwerkplek', 'buiten=4') }, async ({ page }) => {
  const said = await paper(page);
  for (const piece of ['Is mijn tuinwerkplek in orde?', 'De tafel staat recht', 'Naam', 'Datum', 'Handtekening']) assert.ok(said.includes(piece), piece);
  assert.equal(said.includes('Nog niet'), false, 'no verdict on somebody who has not begun');
  assert.equal(await page.locator('.punt input:checked').count(), 0);
  assert.equal(await pages(page), 1);
  await page.emulateMedia({ media: 'print' });
  const line = await page.locator('.invullen dd').first().boundingBox();
  assert.ok(line.width > 150, 'room to write');
});

scenario('print: the button prints this calculator alone, also from a page of text', { url, path: '/dorp/#hulp-dienstfiets:werk=nee' }, async ({ page }) => {
  await page.locator('#hulp-dienstfiets .uitkomst [data-plek=titel]').waitFor();
  // The dialog of the browser would wait for somebody.
  await page.evaluate(() => { window.print = () => { document.documentElement.dataset.printed = 'ja'; }; });
  await page.locator('#hulp-dienstfiets [data-doe=afdrukken]').click();
  await page.locator('html[data-printed=ja]').waitFor({ state: 'attached' });
  const alone = await paper(page);
  assert.match(alone, /Mag ik de dienstfiets lenen\? Is de rit voor je werk\? Nee Niet doen Laat de fiets staan/);
  assert.doesNotMatch(alone, /De regels van het dorp|Wat zou jij doen/);
  const whole = await paper(page);
  assert.match(whole, /De regels van het dorp/, 'afterwards the page prints as before');
});
