// A demo that is not built yet has a page in its place that says so, and looks again by itself until the demo is there.
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

/** @typedef {import('./demos.mjs').Demo} Demo */

const kept = join('node_modules', '.callstation');

/** What is served for it, from the repository's root: a link, to its page of waiting or to itself. @param {Demo} demo */
export const servedFolder = ({ path }) => join(kept, 'served', path.slice(1, -1));

/** @param {Demo} demo @param {string} text @param {boolean} again */
const pageSaying = ({ name = '' }, text, again) => `<!doctype html>
<html lang="en" data-stands-in="${again ? 'waits' : 'failed'}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />${again ? '\n    <meta http-equiv="refresh" content="2" />' : ''}
    <title>${name}</title>
  </head>
  <body>
    <h1>${name}</h1>
    <p role="status">${text}</p>
  </body>
</html>
`;

/** @param {Demo} demo @param {string} target  From the repository's root. */
function point(demo, target) {
  const link = join(root, servedFolder(demo));
  const next = `${link}.next`;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(next, { recursive: true, force: true });
  // A junction: on Windows anybody may make one.
  symlinkSync(join(root, target), next, 'junction');
  try {
    // No request falls between the two.
    renameSync(next, link);
  } catch {
    // Windows leaves what is there.
    rmSync(link, { recursive: true, force: true });
    renameSync(next, link);
  }
}

/** @param {Demo} demo @param {string} text @param {boolean} again */
function standIn(demo, text, again) {
  const folder = join(kept, 'standing-in', demo.path.slice(1, -1));
  mkdirSync(join(root, folder), { recursive: true });
  for (const page of ['index.html', ...(demo.pages ?? [])])
    writeFileSync(join(root, folder, page), pageSaying(demo, text, again));
  point(demo, folder);
}

/** A page that waits for the demo stands in its place. @param {Demo} demo @param {string} time  About how long. */
export function wait(demo, time) {
  standIn(demo, `It is being built; the first time that takes ${time}. This page waits for it.`, true);
}

/** A page that says what to look at stands in its place. @param {Demo} demo */
export function giveUp(demo) {
  standIn(demo, 'It could not be built. What went wrong stands where npm start was typed.', false);
}

/** The demo itself is in its place. @param {Demo} demo */
export function show(demo) {
  point(demo, demo.folder);
}
