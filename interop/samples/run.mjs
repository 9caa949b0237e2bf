// `CALLSTATION_SAMPLES=folder node interop/samples/run.mjs [document …]`, after `npm run build`: finds the code in the documents of that
// folder, pastes each piece into a page with a seat, and says of each what came of it. Exit code 1 when one fails that should run.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { startBrowser } from '../../scripts/lib/browser.mjs';
import { startCentre } from '../../scripts/lib/centre.mjs';
import { dialectOf } from './dialect-of.mjs';
import { extractSamples } from './extract.mjs';
import { trySample } from './try-sample.mjs';

/** Why a piece is not tried. */
const ELSEWHERE = {
  uniapp: 'for uni-app',
  backend: 'for a back end: interop/',
  none: 'names no vendor: a fragment, or another platform',
};

const folder = process.env['CALLSTATION_SAMPLES'];
if (!folder) {
  console.error('Set CALLSTATION_SAMPLES to a folder of documents or samples.');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const samples = readdirSync(folder)
  .toSorted()
  .filter((file) => wanted.length === 0 || wanted.some((one) => file.startsWith(one)))
  .flatMap((file) => extractSamples(parse(file).name, readFileSync(join(folder, file), 'utf8')))
  .map((sample) => ({ ...sample, dialect: dialectOf(sample.code) }));

const centre = await startCentre();
const browser = await startBrowser();
/** @type {Record<string, number>} */
const counts = {};
let tried = 0;
try {
  writeFileSync(
    join(centre.folder, 'blank.html'),
    '<!doctype html><meta charset="utf-8"><title>sample</title><body></body>',
  );
  for (const { dialect, ...sample } of samples) {
    const { verdict, why } =
      dialect === 'uniapp' || dialect === 'backend' || dialect === 'none'
        ? { verdict: 'not here', why: ELSEWHERE[dialect] }
        : await trySample({ browser, centre }, { ...sample, dialect }, tried++ % 2 ? 'alice' : 'carol');
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    console.log(`${sample.id.padEnd(28)} ${dialect.padEnd(8)} ${verdict.padEnd(10)} ${why}`);
  }
} finally {
  await browser.close();
  await centre.stop();
}
console.log(
  Object.entries(counts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', '),
);
process.exitCode = counts['FAILS'] ? 1 : 0;
