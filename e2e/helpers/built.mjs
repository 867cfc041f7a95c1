// The site as it lies in its folder.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What a folder with a built site holds: its files as paths from its root, its pages as addresses. */
export function siteIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort();
  const read = (file) => readFileSync(join(folder, file), 'utf8');
  const html = files.filter((file) => file.endsWith('.html'));
  // A page that only sends its reader on to where it moved is none.
  const pages = html
    .filter((file) => !read(file).includes('http-equiv="refresh"'))
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`);
  return { files, html, pages, read };
}

/** The site of this project. */
export const HANDBOOK = siteIn(process.env.WEGWIJS_SITE);

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
  'the register': '/register/',
  'a letter of the register': '/register/c/',
  'the sources': '/bronnen/',
  'the glossary': '/begrippen/',
  'who to ask': '/lelystad/contact/',
  'no such page': '/404.html',
};
