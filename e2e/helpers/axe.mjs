// axe, put into the page as its own tools would: from outside, so that the policy of the page stays as it is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds: rule, why, and where. */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 5).map((node) => node.target.join(' ')).join(' | ')}`);
  });
}

/** The same page by day and by night: axe finds nothing. */
export async function lookTwice(page) {
  const found = {};
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    found[colorScheme] = await violations(page);
  }
  assert.deepEqual(found, { light: [], dark: [] }, page.url());
}
