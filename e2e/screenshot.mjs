// The picture of the README: `cargo xtask screenshot` calls this with the file to write.

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium } from 'playwright-core';
import { FLAGS } from './helpers/flags.mjs';
import { serveFolder } from './helpers/server.mjs';

const [file] = process.argv.slice(2);
const server = await serveFolder(process.env.WEGWIJS_SITE);
const browser = await chromium.launch({ executablePath: process.env.WEGWIJS_CHROMIUM, args: FLAGS, chromiumSandbox: false });
const page = await browser.newPage({ viewport: { width: 1240, height: 1330 }, colorScheme: 'light', locale: 'nl-NL' });
await page.clock.setFixedTime(`${process.env.WEGWIJS_DAY}T10:00:00`);
await page.goto(`${server.url}/lelystad/rekenhulpen/geschenk/#hulp-geschenk:geld=nee&waarde=49,99&onderhandeling=nee&huisadres=nee`);
await page.locator('.uitkomst [data-plek=titel]').waitFor();
await page.evaluate(() => scrollTo(0, 0));
await mkdir(dirname(file), { recursive: true });
await page.screenshot({ path: file });
await browser.close();
await server.close();
