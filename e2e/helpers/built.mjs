// The site as it lies in its folder.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const FOLDER = process.env.WEGWIJS_SITE;

/** Every file of the site, as a path from its root. */
export const FILES = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(FOLDER.length).replaceAll('\\', '/').replace(/^\//, ''))
  .sort();

export const read = (file) => readFileSync(join(FOLDER, file), 'utf8');

/** A page that only sends its reader on to where it moved. */
const moved = (file) => read(file).includes('http-equiv="refresh"');

/** Every page, as an address. */
export const PAGES = FILES
  .filter((file) => file.endsWith('.html') && !moved(file))
  .map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`);

/** One page of every kind that there is. */
export const KINDS = {
  'the start page': '/',
  'the start of a municipality': '/lelystad/',
  'a part of the handbook': '/lelystad/gedragscode/',
  'a page of text': '/lelystad/gedragscode/nevenwerk/',
  'a page with a calculator in it': '/lelystad/gedragscode/geschenken/',
  'a page with steps': '/lelystad/handboek/verzuim/verzuimtijdlijn-en-wia/',
  'a comparison': '/vergelijken/geschenken/',
  'all calculators': '/rekenhulpen/',
  'the calculators of a municipality': '/lelystad/rekenhulpen/',
  'a calculator for every municipality': '/rekenhulpen/geschenk/',
  'a decision': '/almere/rekenhulpen/geschenk/',
  'a decision that asks everything': '/lelystad/rekenhulpen/moreel-kompas/',
  'a decision with a measure': '/lelystad/rekenhulpen/werkplektemperatuur/',
  'a timeline': '/lelystad/rekenhulpen/wia-tijdlijn/',
  'all pages': '/alle-paginas/',
  'the sources': '/bronnen/',
  'the glossary': '/begrippen/',
  'who to ask': '/lelystad/contact/',
  'no such page': '/404.html',
};
