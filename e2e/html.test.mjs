// The built pages as text: valid, and every address in them leads somewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDBOOK } from './helpers/built.mjs';
import { deadAddresses, faults } from './helpers/html.mjs';

test('every page is valid HTML', async () => {
  assert.deepEqual(await faults(HANDBOOK), []);
});

test('every address in a page leads to a file, and every anchor to a place in it', () => {
  assert.deepEqual(deadAddresses(HANDBOOK), []);
});
