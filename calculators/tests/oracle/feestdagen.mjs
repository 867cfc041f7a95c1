// Makes ../fixtures/feestdagen.txt from the npm package date-holidays, by kind; `--check` only compares.
//
//   npm ci && node feestdagen.mjs --check

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import Holidays from "date-holidays";

const FIRST = 1990;
const LAST = 2060;
const FILE = new URL("../fixtures/feestdagen.txt", import.meta.url);

// Our kinds in the order of the year, and how the package writes the rule of each.
const KINDS = [
  ["nieuwjaarsdag", (rule) => rule === "01-01"],
  ["goede-vrijdag", (rule) => rule === "easter -2"],
  ["eerste-paasdag", (rule) => rule === "easter"],
  ["tweede-paasdag", (rule) => rule === "easter 1"],
  ["koningsdag", (rule) => /^04-(30|27) if sunday /.test(rule)],
  ["bevrijdingsdag", (rule) => rule === "05-05"],
  ["hemelvaartsdag", (rule) => rule === "easter 39"],
  ["eerste-pinksterdag", (rule) => rule === "easter 49"],
  ["tweede-pinksterdag", (rule) => rule === "easter 50"],
  ["eerste-kerstdag", (rule) => rule === "12-25"],
  ["tweede-kerstdag", (rule) => rule === "12-26"],
];

const version = createRequire(import.meta.url)("date-holidays/package.json").version;
const holidays = new Holidays("NL");
const lines = [];
for (let year = FIRST; year <= LAST; year += 1) {
  const entries = holidays.getHolidays(year);
  const days = KINDS.map(([kind, is]) => {
    const found = entries.filter((entry) => is(entry.rule));
    if (found.length !== 1) throw new Error(`${year} ${kind}: ${found.length} entries`);
    return found[0].date.slice(5, 10);
  });
  // Nothing that the package calls a public holiday may be left out.
  const other = entries.find((entry) => entry.type === "public" && !KINDS.some(([, is]) => is(entry.rule)));
  if (other) throw new Error(`${year}: ${other.name} is no kind of ours`);
  lines.push([year, ...days].join(" "));
}

const text = `# Dutch holidays by year and kind, to check our own computation against.
# Made by tests/oracle/feestdagen.mjs from the npm package date-holidays ${version}
# (https://github.com/commenthol/date-holidays, ISC; its data CC-BY-3.0). Columns are month-day.
jaar ${KINDS.map(([kind]) => kind).join(" ")}
${lines.join("\n")}
`;
if (!process.argv.includes("--check")) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, "utf8") !== text) {
  console.error("feestdagen.txt is not what date-holidays says; run this without --check and look at the difference.");
  process.exit(1);
}
console.log(`${LAST - FIRST + 1} years, ${KINDS.length} kinds`);
