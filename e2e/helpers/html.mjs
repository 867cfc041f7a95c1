// Pages as text: whether they are valid, and whether every address in them leads somewhere.

import { posix } from 'node:path';
import { HtmlValidate } from 'html-validate';
import config from '../html-validate.config.mjs';

const ADDRESSES = /\s(?:href|src|data-(?:script|soort-script|module|wasm|index|fragmenten|bundel|rekenhulp-script))="([^"]*)"/g;

/** What is not valid HTML in a site. */
export async function faults(site) {
  const validator = new HtmlValidate(config);
  const found = [];
  for (const file of site.html) {
    const report = await validator.validateString(site.read(file), file);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message } of messages) found.push(`${file}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  return found;
}

/** Addresses in a site that lead to no file, or to no place in it. The site may stand below a prefix. */
export function deadAddresses(site, prefix = '/') {
  const known = new Set(site.files);
  const places = new Map();
  const hasPlace = (file, id) => {
    if (!places.has(file)) places.set(file, new Set([...site.read(file).matchAll(/\sid="([^"]*)"/g)].map(([, found]) => found)));
    return places.get(file).has(id);
  };
  const dead = [];
  for (const file of site.html) {
    for (const [, address] of site.read(file).matchAll(ADDRESSES)) {
      if (/^(https?|mailto|tel):/.test(address)) continue;
      const [path, anchor] = decodeURI(address.replaceAll('&amp;', '&')).split('#');
      // The page for addresses that are not there is read from any depth, so it alone counts from the root.
      const whole = path === '' ? file
        : path.startsWith('/') ? (path.startsWith(prefix) ? path.slice(prefix.length) : path)
        : posix.join(posix.dirname(file), path);
      const target = ['', '.', './'].includes(whole) ? 'index.html' : whole.endsWith('/') ? `${whole}index.html` : whole;
      if (!known.has(target)) dead.push(`${file}: ${address}`);
      else if (anchor && !hasPlace(target, anchor)) dead.push(`${file}: ${address} has no such place`);
    }
  }
  return dead;
}
