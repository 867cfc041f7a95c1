// One scenario is one test on one page of its own. Whatever else it looks at, it fails when the page complains in the
// console, breaks the content security policy, misses a file, or asks any other host.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

/** Where the site is served. */
export const SITE = process.env.WEGWIJS_URL;
/** The day whose rules the site shows; in these tests also the reader's own day. */
export const DAY = process.env.WEGWIJS_DAY;

/** How long anything may take before the test says that it does not come. */
const PATIENCE = 20_000;

let connection;
after(async () => { await (await connection)?.close(); });

/** A page with nothing remembered, watched from its first request. */
async function open({ day = DAY, url = SITE, expect404 = false, ...options } = {}) {
  connection ??= chromium.connect(process.env.WEGWIJS_BROWSER);
  const context = await (await connection).newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', ...options });
  context.setDefaultTimeout(PATIENCE);
  // Every date that is marked is marked by the same clock.
  if (options.javaScriptEnabled !== false) await context.clock.setFixedTime(`${day}T10:00:00`);
  const troubles = [];
  const requests = [];
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (expect404 && /404/.test(message.text())) return;
    troubles.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => troubles.push(`error in the page: ${error.error()}`));
  context.on('request', (request) => {
    requests.push(request.url());
    const { protocol, origin } = new URL(request.url());
    if (!['blob:', 'data:'].includes(protocol) && origin !== new URL(url).origin) troubles.push(`asked another host: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400 && !(expect404 && response.status() === 404)) troubles.push(`${response.status()}: ${response.url()}`);
  });
  return { context, page: await context.newPage(), troubles, requests };
}

/**
 * Names a test and runs it on a new page. Options are those of a Playwright context, and `path`, which is opened
 * first; `act` gets the page, its context, the requests so far, and `go` to open another path.
 */
export function scenario(name, { path, ...options }, act) {
  test(name, async () => {
    const opened = await open(options);
    const go = async (to) => {
      const response = await opened.page.goto(new URL(to, options.url ?? SITE).href);
      await ready(opened.page, options.javaScriptEnabled !== false);
      return response;
    };
    try {
      if (path !== undefined) await go(path);
      await act({ ...opened, go });
      assert.deepEqual(opened.troubles, [], 'the page complained');
    } finally {
      await opened.context.close();
    }
  });
}

/** Waits until the scripts of a page have done what they do at once. */
export async function ready(page, scripted = true) {
  if (!scripted) return;
  await page.locator('html[data-script=ja]').waitFor({ state: 'attached' });
  for (const calculator of await page.locator('.hulp[data-bundel]').all()) {
    await until(async () => ['ja', 'nee'].includes(await calculator.getAttribute('data-klaar')), 'a calculator that is ready');
    assert.equal(await calculator.getAttribute('data-klaar'), 'ja', 'the calculator did not start');
  }
}

/** Waits for a condition. The page may not evaluate text as a script, so it is asked again and again from here. */
export async function until(condition, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await pause(15);
  }
}

/** Waits until reading gives a value; says both when it does not. */
export async function becomes(read, expected, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return assert.deepEqual(await read(), expected, what);
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(15);
    }
  }
}

/** The text of an element as a reader gets it: no-break and other spaces are all one. */
export async function text(locator) {
  return (await locator.innerText()).replace(/\s+/g, ' ').trim();
}
