// Finds a Chromium for the browser and e2e lanes, or installs one.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runTool } from './run.mjs';
import { StepError } from './steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const elsewhere = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/**
 * Whether this is Debian or one of its children, Ubuntu above all.
 *
 * @param {string} [platform]
 * @param {string} [release]  The file in which a Linux says what it is.
 */
export function isDebian(platform = process.platform, release = '/etc/os-release') {
  if (platform !== 'linux' || !existsSync(release)) return false;
  const text = readFileSync(release, 'utf8');
  return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(text);
}

/**
 * The Chromium that is here: `CHROMIUM_PATH`, else one along the PATH, else at a usual place.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findChromium(env = process.env) {
  const wanted = env['CHROMIUM_PATH'];
  if (wanted) {
    if (!existsSync(wanted)) throw new StepError(`CHROMIUM_PATH names ${wanted}, and there is no such file`);
    return wanted;
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const along = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = names
    .flatMap((name) => along.map((folder) => join(folder, name + suffix)))
    .find((file) => existsSync(file));
  if (found) return found;
  const usual = process.platform === 'darwin' ? elsewhere.darwin : process.platform === 'win32' ? elsewhere.win32 : [];
  return usual.find((file) => existsSync(file));
}

async function fromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  console.log('No Chromium on the PATH: installing Debian’s (about 125 MB).');
  if ((await run('apt-get', ['update', '-q'], { env, quiet: true })) !== 0) return undefined;
  const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium'];
  if ((await run('apt-get', install, { env, quiet: true })) !== 0) return undefined;
  return findChromium();
}

async function fromPlaywright() {
  const { chromium } = await import('playwright-core');
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  console.log('Installing Playwright’s Chromium (about 170 MB).');
  if ((await runTool('playwright-core/cli.js', ['install', 'chromium'])) !== 0) return undefined;
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/**
 * The path of a Chromium, installed when there is none: by apt as root on Debian and Ubuntu, else by Playwright.
 *
 * @param {{ apt: boolean }} options  Whether apt may be used.
 */
export async function ensureChromium({ apt }) {
  const here = findChromium();
  if (here) return here;
  const root = process.getuid?.() === 0;
  const installed = (apt && isDebian() && root ? await fromDebian() : undefined) ?? (await fromPlaywright());
  if (installed) return installed;
  throw new StepError(
    'no Chromium, and none could be installed. Install one, for example\n' +
      '  sudo apt-get install -y --no-install-recommends chromium      (Debian, Ubuntu)\n' +
      '  npx playwright-core install chromium                          (elsewhere)\n' +
      'or name yours: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}
