// Finds PostgreSQL's programs for the store's tests and measurements, or installs them, and runs a throw-away server.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isDebian } from './chromium.mjs';
import { run } from './run.mjs';
import { StepError } from './steps.mjs';

/** @param {string} folder */
const hasBoth = (folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)));

/** @param {string} folder  Where Debian keeps each version in a folder of its own. */
function versionsIn(folder) {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(folder, version, 'bin'));
}

/**
 * The folder of PostgreSQL's `initdb` and `postgres`: `POSTGRES_BIN`, else along the PATH, else where Debian, Homebrew or
 * postgresql.org put them.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [debian]
 */
export function findPostgres(env = process.env, debian = '/usr/lib/postgresql') {
  const wanted = env['POSTGRES_BIN'];
  if (wanted) {
    if (!hasBoth(wanted))
      throw new StepError(`POSTGRES_BIN names ${wanted}, and there is no initdb and postgres in it`);
    return wanted;
  }
  const along = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  // A link on the PATH may stand alone; the programs look for their own files beside where it leads.
  const linked = along
    .map((folder) => join(folder, 'postgres'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)));
  const usual = ['/opt/homebrew/opt/postgresql@17/bin', '/usr/local/opt/postgresql@17/bin', '/usr/pgsql-17/bin'];
  return [...linked, ...versionsIn(debian), ...usual].find(hasBoth);
}

async function fromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  console.log('No PostgreSQL on this machine: installing Debian’s (about 60 MB).');
  if ((await run('apt-get', ['update', '-q'], { env, quiet: true })) !== 0) return undefined;
  const install = ['install', '-y', '-q', '--no-install-recommends', 'postgresql'];
  if ((await run('apt-get', install, { env, quiet: true })) !== 0) return undefined;
  return findPostgres();
}

/**
 * The folder of PostgreSQL's programs, installed by apt as root on Debian and Ubuntu when there is none.
 *
 * @param {{ apt: boolean }} options  Whether apt may be used.
 */
export async function ensurePostgres({ apt }) {
  const here = findPostgres();
  if (here) return here;
  const root = process.getuid?.() === 0;
  const installed = apt && isDebian() && root ? await fromDebian() : undefined;
  if (installed) return installed;
  throw new StepError(
    'no PostgreSQL, and none could be installed. Its tests start a throw-away server. Install one, for example\n' +
      '  sudo apt-get install -y --no-install-recommends postgresql      (Debian, Ubuntu)\n' +
      '  brew install postgresql@17                                      (macOS)\n' +
      'or name the folder of yours: POSTGRES_BIN=/path/to/bin npm test',
  );
}

/** Whom to run as: PostgreSQL refuses to run as root. */
function somebodyElse() {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })));
      if (uid && gid) return { uid, gid };
    } catch {
      // No such user here.
    }
  }
  throw new StepError('PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody');
}

/**
 * Starts a PostgreSQL of its own: data in a temporary folder, reached by a socket in it, nobody else's business.
 *
 * @param {{ bin: string, durable?: boolean }} options  `durable`: writes to the disk as a real one does; tests need not.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres({ bin, durable = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-postgres-'));
  const who = somebodyElse();
  if (who) chownSync(folder, who.uid, who.gid);
  const as = { ...who, cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const init = ['-D', data, '-U', 'callstation', '--auth=trust', '--encoding=UTF8', '--no-sync'];
    execFileSync(join(bin, 'initdb'), init, { ...as, stdio: 'pipe' });
  } catch (error) {
    remove();
    throw error;
  }
  const fast = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=60', ...fast];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(bin, 'postgres'), args, { ...as, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(server, 'exit').then(remove);
  let said = '';
  await new Promise((resolve, reject) => {
    server.stderr.on('data', (chunk) => {
      if (said.length < 20_000) said += String(chunk);
      if (said.includes('ready to accept connections')) resolve(undefined);
    });
    server.once('exit', () => reject(new StepError(`PostgreSQL did not start:\n${said}`)));
  });
  return {
    url: `postgresql://callstation@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async stop() {
      server.kill('SIGQUIT');
      await ended;
    },
  };
}
