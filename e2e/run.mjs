// Serves the built site, starts one Chromium, and lets Node's own test runner run the test files, all of which use
// that one browser. `cargo xtask test` calls this and says by environment variables where everything is.

import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveFolder } from './helpers/server.mjs';
import { FLAGS } from './helpers/flags.mjs';

const here = import.meta.dirname;
const wanted = process.argv.slice(2).map((name) => `${name}.test.mjs`);
const files = wanted.length > 0 ? wanted : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();

// What a server hears of its readers; the tests read it.
const log = join(process.env.WEGWIJS_SCRATCH, 'server.log');
const server = await serveFolder(process.env.WEGWIJS_SITE, process.env.WEGWIJS_POLICY, {
  log: (line) => appendFileSync(log, `${line}\n`),
});
const browser = await chromium.launchServer({
  executablePath: process.env.WEGWIJS_CHROMIUM, args: FLAGS, chromiumSandbox: false, host: '127.0.0.1',
});

const tests = spawn(
  process.execPath,
  // Two files at a time: while one page waits, another works.
  ['--test', '--test-reporter=spec', '--test-concurrency=2', ...files.map((name) => join(here, name))],
  { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, WEGWIJS_URL: server.url, WEGWIJS_BROWSER: browser.wsEndpoint() } },
);
const status = await new Promise((resolve) => tests.once('exit', (code) => resolve(code ?? 1)));
await browser.close();
await server.close();
process.exit(status);
