// What no first call waits for: `npm start` builds it when the port is open already, one part after the other.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pnpm } from '../with-pnpm.mjs';
import { buildBehind, buildUniapp } from './build.mjs';
import { LATER } from './demos.mjs';
import { installOnce } from './installed.mjs';
import { root } from './run.mjs';
import { giveUp, show, wait } from './stand-in.mjs';
import { seconds } from './steps.mjs';

/** How often the port is tried, milliseconds. */
const EVERY = 250;

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {import('./demos.mjs').Demo[]} demos  That it is for.
 * @property {string} time  About how long it takes the first time.
 * @property {(options: import('./run.mjs').RunOptions) => Promise<number>} build  Resolves with an exit code.
 */

const SOON = 'a few seconds';
/** In the order in which somebody may look for them. @type {Part[]} */
const PARTS = [
  { name: '/gallery/ /vue/', demos: [LATER.gallery, LATER.vue], time: SOON, build: (o) => buildBehind('pages', o) },
  {
    name: '/tccc/ /udesk/ /cc-sdk/',
    demos: [LATER.tccc, LATER.udesk, LATER.ccsdk],
    time: SOON,
    build: (options) => buildBehind('vendors', options),
  },
  { name: 'the other packages', demos: [], time: SOON, build: (options) => buildBehind('packages', options) },
];
/** Its compilers are as many packages as all the rest together. @type {Part} */
const UNIAPP = {
  name: '/uniapp/',
  demos: [LATER.uniapp],
  time: 'about a minute',
  async build(options) {
    let code = 0;
    await installOnce('installed-uniapp', async () => {
      console.log('[/uniapp/] being installed and built (the first time: about a minute) …');
      code = await pnpm(['install', '--frozen-lockfile'], options);
      if (code !== 0) throw new Error('it was not installed');
    });
    return buildUniapp(options);
  },
};

/** @param {number} port @param {AbortSignal} until */
async function open(port, until) {
  // Any free port: only the server knows which.
  if (port === 0) return;
  while (!until.aborted) {
    const answers = await fetch(`http://localhost:${port}/healthz`, { signal: until }).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(EVERY);
  }
}

/**
 * Never fails: without a part everything else is there.
 *
 * @param {Part} part
 * @param {AbortSignal} until
 */
async function bring({ name, demos, build }, until) {
  if (until.aborted) return;
  const since = Date.now();
  try {
    const code = await build({ quiet: true, background: true, until });
    if (code !== 0 || !demos.every(({ folder }) => existsSync(join(root, folder)))) throw new Error('it was not built');
    for (const demo of demos) show(demo);
    console.log(`[${name}] ready after ${seconds(since)}`);
  } catch (error) {
    if (until.aborted) return;
    for (const demo of demos) giveUp(demo);
    console.log(`[${name}] not there: ${error instanceof Error ? error.message : String(error)}. The rest is served.`);
  }
}

/**
 * Puts something in every demo's place before the server starts, which wants to find its folders; `bring` then builds, once the
 * port is open, what was not built before.
 *
 * @param {boolean} all  Whether all but the uni-app demo is built.
 */
export function placeLater(all) {
  for (const { demos, time } of PARTS)
    for (const demo of demos) {
      if (all) show(demo);
      else wait(demo, time);
    }
  for (const demo of UNIAPP.demos) wait(demo, UNIAPP.time);
  return {
    /** @param {number} port @param {AbortSignal} until */
    async bring(port, until) {
      await open(port, until);
      for (const part of all ? [UNIAPP] : [...PARTS, UNIAPP]) await bring(part, until);
    },
  };
}
