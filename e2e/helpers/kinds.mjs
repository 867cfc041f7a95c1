// The small handbook of `tests/` that has a calculator of every kind, built and served for the test file that asks.

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { siteIn } from './built.mjs';
import { DAY } from './scenario.mjs';
import { serveFolder } from './server.mjs';

const folder = join(mkdtempSync(join(process.env.WEGWIJS_SCRATCH, 'kinds-')), 'site');
execFileSync(process.env.WEGWIJS_PROGRAM, ['build', '--site', join(process.env.WEGWIJS_ROOT, 'tests/handboeken/soorten'), '--out', folder, '--datum', DAY]);
const server = await serveFolder(folder, process.env.WEGWIJS_POLICY);
after(() => server.close());

export const site = siteIn(folder);
/** Where it is served. */
export const url = server.url;
/** The page of a calculator. */
export const at = (id, answers = '') => `/dorp/rekenhulpen/${id}/${answers && `#hulp-${id}:${answers}`}`;

/** Calculators whose answers may be kept nowhere. */
export const SENSITIVE = ['luisteren', 'gesprek', 'verder-praten'];
