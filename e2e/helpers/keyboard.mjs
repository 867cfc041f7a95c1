// A reader without a mouse.

import assert from 'node:assert/strict';
import { text } from './scenario.mjs';

/** What has the focus, in a few words. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    return {
      tag: element.localName,
      id: element.id,
      type: element.type ?? '',
      value: element.value ?? '',
      question: element.closest('[data-vraag]')?.dataset.vraag ?? '',
      does: element.dataset.doe ?? '',
      label: (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60),
    };
  });
}

/** Presses Tab until the focus is where it is wanted. */
export async function tabTo(page, wanted, what, key = 'Tab') {
  const passed = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (wanted(now)) return now;
    passed.push(now.question || now.id || now.label);
  }
  assert.fail(`Tab never reaches ${what}; it passed ${passed.join(', ')}`);
}

/** From the top of the page into its text, by the link that is there for it. */
export async function skipToText(page) {
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).label, 'Ga naar de tekst');
  await page.keyboard.press('Enter');
}

/** Goes to a question and gives an answer as typed, or the name of a choice. The focus stays on the answer. */
export async function answer(page, question, value) {
  const start = await focused(page);
  let now = start.question === question ? start : await tabTo(page, (found) => found.question === question, `the question ${question}`);
  if (now.type === 'text') {
    await page.keyboard.press('ControlOrMeta+A');
    if (value === '') await page.keyboard.press('Delete');
    else await page.keyboard.type(value);
    return;
  }
  // Radio buttons: the space bar chooses, the arrows go on.
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 8; presses += 1) {
    now = await focused(page);
    if (now.value === value) return;
    await page.keyboard.press('ArrowDown');
  }
  assert.fail(`the question ${question} has no answer ${value}`);
}

/** Goes on with Tab to a button of the form or the outcome, and presses it. */
export async function press(page, wanted, what) {
  await tabTo(page, wanted, what);
  await page.keyboard.press('Enter');
}

/** Goes back or forth to the button that sends the form, and presses it. */
export async function submit(page) {
  await press(page, (found) => found.tag === 'button' && found.type === 'submit', 'the button of the form');
}

/** The questions that a reader sees, in order. */
export function shownQuestions(page) {
  return page.locator('.vraag:visible').evaluateAll((boxes) => boxes.map((box) => box.dataset.vraag));
}

/** What the outcome says: word and title; nothing while there is none. */
export async function verdict(page) {
  const outcome = page.locator('.uitkomst [data-plek=oordeel]');
  if (!(await outcome.isVisible())) return '';
  return `${await text(outcome.locator('[data-plek=kort]'))}: ${await text(outcome.locator('[data-plek=titel]'))}`;
}

/** The message at a question; nothing when there is none. */
export async function fault(page, question) {
  const message = page.locator(`[data-vraag=${question}] .fout`);
  return (await message.isVisible()) ? text(message) : '';
}

/** All texts of some elements, as a reader gets them. */
async function texts(locator) {
  return (await locator.allInnerTexts()).map((line) => line.replace(/\s+/g, ' ').trim());
}

/** The messages above the form; an empty list when there are none. Those at the fields must be the very same. */
export async function summary(page) {
  const above = await texts(page.locator('.fouten:visible li'));
  assert.deepEqual(above, await texts(page.locator('.vraag .fout:visible')), 'what stands above the form stands at the fields');
  return above;
}
