// A calendar file as another program reads it.

import assert from 'node:assert/strict';
import { text as readAll } from 'node:stream/consumers';
import ICAL from 'ical.js';
import { at, url } from './helpers/kinds.mjs';
import { answer, press, skipToText, submit, tabTo } from './helpers/keyboard.mjs';
import { scenario } from './helpers/scenario.mjs';

/** Asks for the calendar file by keyboard, with the reminder or without. */
async function save(page, remind) {
  const box = page.locator('[data-plek=wekker]');
  if ((await box.isChecked()) !== remind) {
    await tabTo(page, (found) => found.type === 'checkbox', 'the reminder');
    await page.keyboard.press('Space');
  }
  const download = page.waitForEvent('download');
  await press(page, (found) => found.does === 'agenda', '"Zet in je agenda"');
  const warning = page.locator('[data-doe=agenda-toch]');
  if (await warning.count()) await press(page, (found) => found.does === 'agenda-toch', '"Sla op"');
  const file = await download;
  return { name: file.suggestedFilename(), text: await readAll(await file.createReadStream()) };
}

/** What another program understands. */
function read(file) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  assert.ok(calendar.getFirstPropertyValue('prodid'));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    assert.ok(component.getFirstPropertyValue('dtstamp').toString());
    assert.ok(event.startDate.isDate && event.endDate.isDate, 'all day');
    return {
      uid: event.uid,
      what: event.summary,
      from: event.startDate.toString(),
      before: event.endDate.toString(),
      class: component.getFirstPropertyValue('class'),
      more: event.description ?? '',
      alarms: component.getAllSubcomponents('valarm').map((alarm) => `${alarm.getFirstPropertyValue('action')} ${alarm.getFirstPropertyValue('trigger')}`),
    };
  });
}

async function reckon(page, question, day) {
  await skipToText(page);
  await answer(page, question, day);
  await submit(page);
  await page.locator('.uitkomst .stap').first().waitFor();
}

scenario('a calendar file: another program reads the days, and every line is as the standard asks', { url, path: at('fietsschade'), acceptDownloads: true }, async ({ page }) => {
  await reckon(page, 'schade', '24-12-2026');
  const { name, text } = await save(page, false);
  assert.equal(name, 'fietsschade.ics');
  assert.equal(text.replaceAll('\r\n', '').search(/[\r\n]/), -1, 'lines end with CRLF alone');
  const lines = text.split('\r\n');
  for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(lines.some((line) => line.startsWith(' ')), 'a long line is folded');
  assert.equal(lines.some((line) => line.startsWith('ATTENDEE') || line.startsWith('ORGANIZER')), false);

  const events = read(text);
  assert.deepEqual(events.map(({ from, before }) => [from, before]), [['2026-12-26', '2026-12-27'], ['2026-12-24', '2027-01-15']]);
  assert.equal(events[0].what, 'Je meldt de schade; doe dat bij de stalling, met een foto en de naam van de weg waar het gebeurde', 'signs with a meaning of their own are read back');
  assert.match(events[0].more, /Wie: jij\nMaak een foto\.\nBron: Fietsregeling/);
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length, 'each event has an id of its own');
  assert.deepEqual(events.flatMap(({ alarms }) => alarms), []);
});

scenario('a calendar file: saved again it replaces the same events, and can ring the day before', { url, path: at('fietsschade'), acceptDownloads: true }, async ({ page }) => {
  await reckon(page, 'schade', '20-11-2026');
  const before = read((await save(page, false)).text);
  const again = read((await save(page, true)).text);
  assert.deepEqual(again.map(({ uid }) => uid), before.map(({ uid }) => uid));
  const ringing = Object.fromEntries(again.map(({ from, alarms }) => [from, alarms]));
  assert.deepEqual(ringing, { '2026-11-22': [], '2026-11-20': [] }, 'what has begun does not ring');

  await tabTo(page, (found) => found.question === 'schade', 'the day, backwards', 'Shift+Tab');
  await answer(page, 'schade', '24-12-2026');
  await page.keyboard.press('Tab');
  await page.locator('.uitkomst .stap-dag', { hasText: 'dec' }).first().waitFor();
  assert.ok(await page.locator('[data-plek=wekker]').isChecked(), 'the choice stays when the days change');
  const later = read((await save(page, true)).text);
  assert.deepEqual(later.map(({ alarms }) => alarms), [['DISPLAY -PT15H'], ['DISPLAY -PT15H']]);
});

scenario('a calendar file of something sensitive says nothing, its alarm neither', { url, path: at('verder-praten'), acceptDownloads: true }, async ({ page }) => {
  await reckon(page, 'gesprek', '1-12-2026');
  const { name, text } = await save(page, true);
  assert.equal(name, 'afspraak.ics');
  const events = read(text);
  assert.deepEqual(events.map(({ what, from, class: kind, more, alarms }) => ({ what, from, kind, more, alarms })), [
    { what: 'Afspraak', from: '2026-12-29', kind: 'PRIVATE', more: '', alarms: ['DISPLAY -PT15H'] },
  ]);
  assert.doesNotMatch(text, /praten|gesprek|leidinggevende|tuin/i);
});
