// The schemas in schema/, with a validator that knows nothing of the readers: every YAML file of the handbook, of the
// tests and of a new site fits them, and what is misspelt or missing is refused by the schema and by `wegwijs check`.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const MARK = '# yaml-language-server: $schema=';
const wegwijs = (...words) => execFileSync(process.env.WEGWIJS_PROGRAM, words, { encoding: 'utf8' });
const scratch = (name) => mkdtempSync(join(process.env.WEGWIJS_SCRATCH, `${name}-`));

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
const schemas = new Map(readdirSync(join(root, 'schema')).map((name) => {
  const schema = JSON.parse(readFileSync(join(root, 'schema', name), 'utf8'));
  assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#', name);
  assert.ok(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`);
  return [name, ajv.compile(schema)];
}));

/** The schema of a file by its place in a site, as the program sees it. */
function schemaOf(path) {
  const parts = path.split('/');
  const last = parts.at(-1);
  if (parts[0] === 'content' && parts[1] === 'rekenhulpen') return 'rekenhulp.json';
  if (parts.at(-2) === 'feiten') return 'feiten.json';
  if (parts[0] === 'profielen') return 'profiel.json';
  return last.replace('.yaml', '.json');
}

/** What a schema says against a text; empty when it fits. */
function against(name, text) {
  const validate = schemas.get(name);
  assert.ok(validate, name);
  return validate(parse(text)) ? '' : ajv.errorsText(validate.errors);
}

// The program writes the fingerprints by itself; nobody completes them.
const yamlOf = (site) => readdirSync(site, { recursive: true })
  .filter((path) => path.endsWith('.yaml') && (path === 'wegwijs.yaml' || /^(content|profielen|templates)\//.test(path)) && path !== 'content/vingerafdrukken.yaml')
  .sort();

const books = join(root, 'tests/handboeken');
const clean = readdirSync(books).filter((name) => {
  const run = spawnSync(process.env.WEGWIJS_PROGRAM, ['check', '--site', join(books, name), '--datum', process.env.WEGWIJS_DAY]);
  return run.status === 0;
});

test('every YAML file fits its schema', () => {
  const fresh = join(scratch('schema'), 'nieuw');
  wegwijs('new', 'site', fresh);
  assert.ok(clean.length >= 3, clean.join());
  let seen = 0;
  for (const site of [root, fresh, ...clean.map((name) => join(books, name))]) {
    for (const path of yamlOf(site)) {
      const text = readFileSync(join(site, path), 'utf8');
      assert.equal(against(schemaOf(path), text), '', join(site, path));
      seen += 1;
    }
  }
  assert.ok(seen > 40, `${seen}`);
});

test('the files of the handbook and of a new site name their schema in their first line', () => {
  const fresh = join(scratch('schema'), 'nieuw');
  wegwijs('new', 'site', fresh);
  for (const site of [root, fresh]) {
    for (const path of yamlOf(site)) {
      const [line] = readFileSync(join(site, path), 'utf8').split('\n', 1);
      assert.ok(line.startsWith(MARK), `${path}: run wegwijs schema --verwijs`);
      const named = relative(site, join(site, dirname(path), line.slice(MARK.length)));
      assert.equal(named, `schema/${schemaOf(path)}`, path);
    }
  }
});

/** One mistake in a file of the handbook that is named: what stands there, and what is typed instead. */
const mistakes = [
  ['wegwijs.yaml', 'omschrijving: ', 'omschrijvng: '],
  ['wegwijs.yaml', /^naam: .*\n/m, ''],
  ['content/bronnen.yaml', '    vergoeding: artikel', '    vergoeding:\n      - artikel'],
  ['content/bronnen.yaml', '  staat: geldend', '  staat: geldig'],
  ['content/bronnen.yaml', '  titel: ', '  titl: '],
  ['content/bronnen.yaml', /^ {2}titel: .*\n/m, ''],
  ['content/begrippen.yaml', '  uitleg: ', '  uitlg: '],
  ['content/begrippen.yaml', /^ {2}uitleg: .*\n/m, ''],
  ['content/voorbeeldstad/feiten.yaml', 'omschrijving: ', 'omschrijvng: '],
  ['content/voorbeeldstad/feiten.yaml', /^ {4}omschrijving: .*\n/m, ''],
  ['content/voorbeeldstad/feiten.yaml', 'waarde: 15 EUR', 'waarde: 15'],
  ['content/voorbeeldstad/feiten.yaml', '2026-01-01', '1 januari 2026'],
  ['content/voorbeeldstad/organisatie.yaml', '    noem: ', '    nom: '],
  ['content/voorbeeldstad/organisatie.yaml', /^ {4}noem: .*\n/m, ''],
  ['content/voorbeeldstad/organisatie.yaml', '- mail: ', '- maill: '],
  ['content/rekenhulpen/lunch.yaml', /^titel: .*\n/m, ''],
  ['content/rekenhulpen/lunch.yaml', /^soort: .*\n/m, ''],
  ['content/rekenhulpen/lunch.yaml', 'soort: beslissing', 'soort: beslising'],
  ['content/rekenhulpen/lunch.yaml', 'zoekwoorden:', 'zoekworden:'],
  ['content/rekenhulpen/lunch.yaml', 'type: ja/nee', 'type: janee'],
  ['content/rekenhulpen/lunch.yaml', /^ {4}type: ja\/nee\n/m, ''],
  ['content/rekenhulpen/lunch.yaml', 'minimum: 0 EUR', 'minimm: 0 EUR'],
  ['content/rekenhulpen/lunch.yaml', 'kleur: groen', 'kleur: geel'],
  ['content/rekenhulpen/lunch.yaml', /^ {4}kleur: groen\n/m, ''],
  ['content/rekenhulpen/lunch.yaml', '    werking: uniek', '    werking: enig'],
  ['content/rekenhulpen/lunch.yaml', '    werking: uniek', '    stappen:\n      een: twee'],
  ['content/rekenhulpen/lunch.yaml', '    tabel: |', '    tabl: |'],
  ['content/rekenhulpen/lunch.yaml', '    voorbeelden: |', '    voorbelden: |'],
  ['content/rekenhulpen/lunch.yaml', '    werking: uniek', '    werking: uniek\n    niet-geregeld:\n      bron: vergoeding'],
];

for (const [path, old, typed] of mistakes) {
  test(`${path}: ${typed || `without ${old}`} is refused by the schema and by check`, () => {
    const site = join(scratch('fout'), 'site');
    wegwijs('new', 'site', site);
    const file = join(site, path);
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(old, typed);
    assert.notEqual(changed, text, 'the mistake applies');
    assert.equal(against(schemaOf(path), text), '');
    assert.notEqual(against(schemaOf(path), changed), '', 'the schema refuses it');
    writeFileSync(file, changed);
    const run = spawnSync(process.env.WEGWIJS_PROGRAM, ['check', '--site', site, '--datum', process.env.WEGWIJS_DAY, '--format', 'json'], { encoding: 'utf8' });
    assert.equal(run.status, 1, run.stdout);
    const files = JSON.parse(run.stdout).map((finding) => finding.bestand);
    assert.ok(files.includes(path), `check names ${path}: ${files}`);
  });
}

test('wegwijs schema --verwijs gives each file its line once', () => {
  const site = join(scratch('verwijs'), 'site');
  cpSync(join(books, 'geschenk'), site, { recursive: true });
  wegwijs('schema', '--site', site, '--verwijs');
  const texts = () => yamlOf(site).map((path) => readFileSync(join(site, path), 'utf8'));
  const first = texts();
  assert.ok(first.every((text) => text.startsWith(MARK)), first.join('\n'));
  wegwijs('schema', '--site', site, '--verwijs');
  assert.deepEqual(texts(), first);
  assert.equal(spawnSync(process.env.WEGWIJS_PROGRAM, ['check', '--site', site, '--datum', process.env.WEGWIJS_DAY]).status, 0);
});
