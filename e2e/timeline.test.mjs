// "Wat moet er wanneer gebeuren als ik ziek ben?", by keyboard alone. Sensitive: nothing of it may remain.

import assert from 'node:assert/strict';
import { text as readAll } from 'node:stream/consumers';
import { becomes, scenario, text } from './helpers/scenario.mjs';
import { answer, fault, focused, press, skipToText, submit, summary, tabTo } from './helpers/keyboard.mjs';
import { left } from './helpers/storage.mjs';

const PAGE = '/lelystad/rekenhulpen/wia-tijdlijn/';

/** The steps for somebody whose first day was 6 January 2025, as the page writes them. */
const DAYS = {
  ziekmelding: 'ma 6 jan 2025 (voorbij)',
  weekgesprek: 'ma 13 jan 2025 (voorbij)',
  tussengesprekken: 'ma 13 jan 2025 t/m ma 27 jan 2025 (voorbij)',
  maandgesprek: 'do 6 feb 2025 (voorbij)',
  probleemanalyse: 'was uiterlijk zo 16 feb 2025',
  'plan-van-aanpak': 'was uiterlijk zo 2 mrt 2025',
  halfjaarevaluatie: 'zo 6 jul 2025 (voorbij)',
  'uwv-melding': 'ma 20 okt 2025 t/m zo 26 okt 2025 (voorbij)',
  opschudmoment: 'di 6 jan 2026 (voorbij)',
  'vervroegde-wia': 'was uiterlijk zo 26 apr 2026',
  'wia-aanvraag': 'ma 14 sep 2026 t/m zo 18 okt 2026 (voorbij)',
  'einde-wachttijd': 'zo 3 jan 2027',
};

async function reckon(page, day) {
  await skipToText(page);
  await answer(page, 'eerste_ziektedag', day);
  await submit(page);
  await page.locator('.uitkomst .stap').first().waitFor();
}

async function days(page) {
  const steps = await page.locator('.uitkomst .stap').all();
  return Object.fromEntries(await Promise.all(steps.map(async (step) => [
    await step.getAttribute('data-stap'), await text(step.locator('.stap-dag')),
  ])));
}

scenario('the timeline: the days of everybody who acts, from one first day', { path: PAGE }, async ({ page }) => {
  await reckon(page, '6-1-2025');
  const found = await days(page);
  for (const [step, day] of Object.entries(DAYS)) assert.equal(found[step], day, step);
  const step = (id) => page.locator(`.uitkomst [data-stap="${id}"]`);
  assert.match(await text(step('uwv-melding')), /ma(andag)? 27 okt(ober)? 2025|27 oktober 2025/, 'the limit of the law stands beside the window');
  assert.match(await text(step('einde-wachttijd')), /4 januari 2027/, 'the first day of the benefit is named');
  assert.match(await text(step('probleemanalyse')), /wet/, 'what comes from the law alone says so');
  assert.match(await text(step('weekgesprek')), /leidinggevende/, 'who acts is named');
  assert.ok((await step('plan-van-aanpak').locator('[data-plek=doe] li').count()) > 0, 'what to write down is named');
  const series = step('evaluatie-plan').locator('details');
  assert.match(await text(series.locator('summary')), /^16 keer/);
  assert.equal(await series.locator('li').first().isVisible(), false, 'a series is folded');
  assert.match(await text(page.locator('.uitkomst')), /bijlage met de tijdlijn ontbreekt/i);
  assert.match(await text(page.locator('.uitkomst')), /telt zulke periodes niet bij elkaar op/);
});

scenario('the timeline: today is marked, and what is past says so', { path: PAGE }, async ({ page }) => {
  await reckon(page, '2025-01-06');
  const rows = await page.locator('.uitkomst .tijdlijn > li').evaluateAll((items) => items.map((item) => item.dataset.stap ?? item.textContent.trim()));
  const today = rows.findIndex((row) => row.startsWith('Vandaag'));
  assert.equal(rows[today].replace(/\s/g, ' '), 'Vandaag, zo 22 nov 2026');
  assert.ok(rows.indexOf('wia-aanvraag') < today && today < rows.indexOf('einde-wachttijd'));
  assert.equal(await page.locator('[data-stap="wia-aanvraag"] .geweest').count(), 1);
  assert.equal(await page.locator('[data-stap="einde-wachttijd"] .geweest').count(), 0);
  // Whether anybody kept a last day that is over, nobody knows.
  assert.equal(await page.locator('[data-stap="probleemanalyse"] .geweest').count(), 0);
  assert.match(await text(page.locator('[data-stap="probleemanalyse"] [data-plek=dag]')), /^was uiterlijk/);
});

scenario('the timeline: on another day another place is marked', { path: PAGE, day: '2025-02-01' }, async ({ page }) => {
  await reckon(page, '6-1-2025');
  assert.match(await text(page.locator('.uitkomst .vandaag')), /Vandaag, za 1 feb 2025/);
  assert.equal(await page.locator('[data-stap="tussengesprekken"] .geweest').count(), 1);
  assert.equal(await page.locator('[data-stap="maandgesprek"] .geweest').count(), 0);
});

scenario('the timeline: another day moves it, and the day the plan was signed moves the series', { path: PAGE }, async ({ page }) => {
  await reckon(page, '6-1-2025');
  await tabTo(page, (found) => found.question === 'eerste_ziektedag', 'the first day, backwards', 'Shift+Tab');
  await answer(page, 'eerste_ziektedag', '29 februari 2024');
  await page.keyboard.press('Tab');
  await becomes(async () => (await days(page))['einde-wachttijd'], 'wo 25 feb 2026 (voorbij)');
  await tabTo(page, (found) => found.question === 'eerste_ziektedag', 'the first day, backwards', 'Shift+Tab');
  await answer(page, 'eerste_ziektedag', '6-1-2025');
  await answer(page, 'plan_getekend', '24-2-2025');
  await page.keyboard.press('Tab');
  await becomes(async () => /^ma 7 apr 2025/.test((await days(page))['evaluatie-plan'] ?? ''), true, 'the series counts from the day of signing');
});

for (const typed of ['', 'gisteren', '6-1', '31-2-2025', '32-1-2025', '6-13-2025', '2025', '29-2-2025', '1-1-99999']) {
  scenario(`the timeline from "${typed}": a message at the field and above the form, no days`, { path: PAGE }, async ({ page }) => {
    await skipToText(page);
    await answer(page, 'eerste_ziektedag', typed);
    await submit(page);
    await becomes(async () => (await fault(page, 'eerste_ziektedag')) !== '', true, 'a message at the field');
    assert.deepEqual(await summary(page), [await fault(page, 'eerste_ziektedag')]);
    // What has no day yet may be shown; a day that was made up may not.
    for (const day of Object.values(await days(page))) assert.doesNotMatch(day, /\d{4}/);
  });
}

scenario('the timeline: a plan signed before the first day is called wrong', { path: PAGE }, async ({ page }) => {
  await reckon(page, '6-1-2025');
  await tabTo(page, (found) => found.question === 'plan_getekend', 'the day of the plan', 'Shift+Tab');
  await answer(page, 'plan_getekend', '5-1-2025');
  await submit(page);
  await becomes(async () => (await fault(page, 'plan_getekend')) !== '', true, 'a message at the field');
  assert.deepEqual(await summary(page), [await fault(page, 'plan_getekend')]);
});

scenario('the timeline: a calendar file, neutral and after a warning', { path: PAGE, acceptDownloads: true }, async ({ page }) => {
  const downloads = [];
  page.on('download', (download) => downloads.push(download));
  await reckon(page, '6-1-2025');
  const warning = page.locator('[data-plek=agenda-vraag]');
  assert.equal(await warning.isVisible(), false);
  await press(page, (found) => found.does === 'agenda', '"Zet in je agenda"');
  await becomes(() => warning.isVisible(), true, 'it warns before anything is saved');
  assert.match(await text(warning), /titels zijn neutraal/);

  await press(page, (found) => found.does === 'agenda-niet', '"Niet opslaan"');
  assert.equal(await warning.isVisible(), false);
  assert.equal((await focused(page)).does, 'agenda', 'the focus goes back to the button');
  assert.equal(downloads.length, 0, 'nothing was saved');

  await page.keyboard.press('Enter');
  await press(page, (found) => found.does === 'agenda-toch', '"Sla op"');
  await becomes(() => downloads.length, 1);
  assert.match(downloads[0].suggestedFilename(), /^[a-z0-9-]+\.ics$/);
  assert.doesNotMatch(downloads[0].suggestedFilename(), /wia|ziek|verzuim/, 'the name of the file says nothing either');
  const calendar = await readAll(await downloads[0].createReadStream());
  const lines = calendar.split('\r\n');
  assert.equal(lines[0], 'BEGIN:VCALENDAR');
  assert.equal(lines.at(-1), '', 'the last line ends too');
  assert.equal(calendar.replaceAll('\r\n', '').includes('\n'), false, 'every line ends as the standard asks');
  const events = lines.filter((line) => line === 'BEGIN:VEVENT').length;
  assert.ok(events >= Object.keys(DAYS).length, `${events} events`);
  assert.deepEqual([...new Set(lines.filter((line) => line.startsWith('SUMMARY')))], ['SUMMARY:Afspraak']);
  assert.equal(lines.filter((line) => line === 'CLASS:PRIVATE').length, events, 'every event is private');
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20270103'), 'the last day is in it');
  assert.doesNotMatch(calendar, /ziek|WIA|UWV|verzuim|bedrijfsarts/i);
});

scenario('the timeline: no link, and nothing is kept anywhere', { path: PAGE }, async ({ page, requests }) => {
  const before = requests.length;
  await reckon(page, '6-1-2025');
  assert.equal(await page.locator('[data-doe=link]').count(), 0);
  assert.doesNotMatch(page.url(), /2025/);
  assert.deepEqual(await left(page), []);
  assert.deepEqual(requests.slice(before).filter((url) => !url.includes('/icoon')), []);
  await press(page, (found) => found.type === 'reset', '"Begin opnieuw"');
  await becomes(() => page.locator('.uitkomst .stap').count(), 0);
  assert.equal(await page.locator('#wia-tijdlijn-eerste_ziektedag').inputValue(), '');
});

scenario('the timeline on a wide screen is drawn along a line too', { path: PAGE, viewport: { width: 1500, height: 900 } }, async ({ page }) => {
  await reckon(page, '6-1-2025');
  const drawing = page.locator('.tijdbalk svg');
  await drawing.waitFor();
  assert.match(await drawing.getAttribute('aria-label'), /tijdbalk/);
  assert.match(await text(drawing.locator('.nu-woord')).catch(() => drawing.locator('.nu-woord').textContent()), /Vandaag/);
});
