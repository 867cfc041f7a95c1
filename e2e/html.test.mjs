// The built pages as text: valid, and every address in them leads somewhere.

import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import config from './html-validate.config.mjs';
import { FILES, read } from './helpers/built.mjs';

const HTML = FILES.filter((file) => file.endsWith('.html'));

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate(config);
  const faults = [];
  for (const file of HTML) {
    const report = await validator.validateString(read(file), file);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message } of messages) faults.push(`${file}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('every address in a page leads to a file, and every anchor to a place in it', () => {
  const known = new Set(FILES);
  const ids = new Map();
  const places = (file) => {
    if (!ids.has(file)) ids.set(file, new Set([...read(file).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)));
    return ids.get(file);
  };
  const dead = [];
  for (const file of HTML) {
    for (const [, address] of read(file).matchAll(/\s(?:href|src|data-(?:script|module|wasm|index|fragmenten|bundel|rekenhulp-script))="([^"]*)"/g)) {
      if (/^(https?|mailto|tel):/.test(address)) continue;
      const [path, anchor] = address.replaceAll('&amp;', '&').split('#');
      // The page for addresses that are not there is read from any depth, so it alone counts from the root.
      const whole = path === '' ? file : path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path);
      const target = whole === './' || whole === '' || whole === '.' ? 'index.html' : whole.endsWith('/') ? `${whole}index.html` : whole;
      if (!known.has(target)) dead.push(`${file}: ${address}`);
      else if (anchor && !places(target).has(decodeURIComponent(anchor))) dead.push(`${file}: ${address} has no such place`);
    }
  }
  assert.deepEqual(dead, []);
});
