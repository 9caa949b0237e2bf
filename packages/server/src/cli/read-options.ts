import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConfigFile } from '../config/config-file.ts';
import {
  ConfigError,
  defaultConfig,
  parseConfigFile,
  parseStore,
  type ServedFolder,
  type ServerConfig,
} from '../config/index.ts';
import { LOG_LEVELS, type LogLevel } from '../config/node-ports.ts';
import { makeCertificate } from './make-certificate.ts';

/** What the command line asks for. */
export type Options =
  | { run: false; help: true }
  | { run: true; config: ServerConfig; logLevel: LogLevel; drainMs: number };

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  demo: { type: 'boolean' },
  config: { type: 'string' },
  store: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'base-path': { type: 'string' },
  serve: { type: 'string', multiple: true },
  https: { type: 'boolean' },
  cert: { type: 'string' },
  key: { type: 'string' },
  origin: { type: 'string', multiple: true },
  'public-url': { type: 'string' },
  scripts: { type: 'string', multiple: true },
  'trust-proxy': { type: 'boolean' },
  'public-ip': { type: 'string' },
  'rtp-ports': { type: 'string' },
  'log-level': { type: 'string' },
  'orphan-after': { type: 'string' },
  drain: { type: 'string' },
} as const;
type Values = ReturnType<typeof parse>;
type Env = Readonly<Record<string, string | undefined>>;

/** Reads flags, environment and configuration file, in that order of weight. Throws {@link ConfigError}. */
export async function readOptions(args: readonly string[], env: Env): Promise<Options> {
  const values = parse(args);
  if (values.help) return { run: false, help: true };
  const path = values.config ?? env['CALLSTATION_CONFIG'];
  const file = path ? parseConfigFile(read(path, '--config'), path) : {};
  const turn = turnOf(env) ?? file.turn;
  const origins = values.origin ?? file.origins;
  const [demo, host] = [values.demo ?? false, values.host ?? env['CALLSTATION_HOST']];
  const tls = await tlsOf(values, host);
  const config = defaultConfig({
    demo,
    tenants: file.apps ?? [],
    port: portOf(values.port ?? env['PORT'] ?? '8787'),
    basePath: basePathOf(values['base-path'] ?? ''),
    serve: (values.serve ?? []).map(folderOf),
    trustProxy: values['trust-proxy'] ?? false,
    iceServers: file.iceServers ?? [],
    ...(host ? { host } : {}),
    ...(tls ? { tls } : {}),
    ...(origins ? { origins } : {}),
    ...(turn ? { turn } : {}),
    ...(file.retention ? { retention: file.retention } : {}),
    ...storeOf(values.store ?? env['CALLSTATION_STORE'] ?? file.store),
    ...(file.recordings ? { recordings: file.recordings } : {}),
    ...vendorsOf(values, file),
    ...(file.sounds ? { sounds: file.sounds } : {}),
    ...(file.webhooks ? { webhooks: file.webhooks } : {}),
    ...mediaOf(values, env),
    ...limitsOf(values),
  });
  return { run: true, config, logLevel: levelOf(values, demo), drainMs: drainOf(values, demo) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values;
  } catch (cause) {
    const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
    throw new ConfigError(`${first}. See --help.`);
  }
}

function read(path: string, flag: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`${flag}: cannot read ${path}.`);
  }
}

function whole(text: string, flag: string, most: number): number {
  if (!/^\d{1,9}$/u.test(text) || Number(text) > most)
    throw new ConfigError(`${flag}: ${JSON.stringify(text)} is not a whole number from 0 to ${most}.`);
  return Number(text);
}
const portOf = (text: string): number => whole(text, '--port', 65_535);

function basePathOf(text: string): string {
  const path = text.replace(/(?<!\/)\/+$/u, '');
  if (path !== '' && !/^(?:\/[\w.~-]+)+$/u.test(path))
    throw new ConfigError(`--base-path: must be as /phone, not ${text}.`);
  return path;
}

/** Where pages find this server, and the scripts that are served to them under vendors' names. */
function vendorsOf(values: Values, file: ConfigFile): Pick<ServerConfig, 'publicUrl' | 'scripts'> {
  const { 'public-url': given, scripts = file.scripts } = values;
  const publicUrl = given?.replace(/(?<!\/)\/+$/u, '') ?? file.publicUrl;
  if (given !== undefined) parseConfigFile(JSON.stringify({ publicUrl }), '--public-url');
  return {
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(scripts === undefined ? {} : { scripts: scripts.map((folder) => resolve(folder)) }),
  };
}

function folderOf(text: string): ServedFolder {
  const [, prefix, folder] = /^(\/(?:[\w.~-]+\/)*)=(.+)$/u.exec(text) ?? [];
  if (prefix === undefined || folder === undefined)
    throw new ConfigError(`--serve: must be as /react/=folder, not ${text}.`);
  return { prefix, folder: resolve(folder) };
}

async function tlsOf(values: Values, host: string | undefined): Promise<ServerConfig['tls']> {
  const { cert, key, https } = values;
  if ((cert === undefined) !== (key === undefined)) throw new ConfigError('--cert and --key go together.');
  if (cert !== undefined && key !== undefined) return { cert: read(cert, '--cert'), key: read(key, '--key') };
  return https ? makeCertificate([host, values['public-ip']].filter((name) => name !== undefined)) : undefined;
}

/** What was given is not repeated: it may hold a password. */
function storeOf(text: string | undefined): Pick<Partial<ServerConfig>, 'store'> {
  if (text === undefined) return {};
  const store = parseStore(text);
  if (store === null)
    throw new ConfigError('--store: must be memory, file:path or postgres://user:password@host/database.');
  return { store };
}

function mediaOf(values: Values, env: Env): Pick<ServerConfig, 'publicIp' | 'rtpPorts'> {
  const publicIp = values['public-ip'] ?? env['CALLSTATION_PUBLIC_IP'];
  if (publicIp !== undefined && isIP(publicIp) === 0)
    throw new ConfigError(`--public-ip: ${publicIp} is no IP address.`);
  const range = values['rtp-ports'] ?? env['CALLSTATION_RTP_PORTS'];
  const [from, to, ...more] = range?.split('-').map((text) => whole(text, '--rtp-ports', 65_535)) ?? [];
  if (range !== undefined && (from === undefined || to === undefined || more.length > 0 || from < 1024 || to <= from))
    throw new ConfigError(`--rtp-ports: must be as 40000-40999, not ${range}.`);
  return {
    ...(publicIp === undefined ? {} : { publicIp }),
    ...(from === undefined || to === undefined ? {} : { rtpPorts: [from, to] }),
  };
}

/** A secret is better kept out of a command line, where everybody sees it. */
function turnOf(env: Env): ServerConfig['turn'] {
  const { CALLSTATION_TURN_URLS: urls, CALLSTATION_TURN_SECRET: secret } = env;
  if (!urls && !secret) return undefined;
  const text = JSON.stringify({ turn: { urls: urls?.split(/[\s,]+/u).filter(Boolean) ?? [], secret: secret ?? '' } });
  return parseConfigFile(text, 'CALLSTATION_TURN_URLS and CALLSTATION_TURN_SECRET').turn;
}

function levelOf(values: Values, demo: boolean): LogLevel {
  const wanted = values['log-level'] ?? (demo ? 'warn' : 'info');
  const level = LOG_LEVELS.find((one) => one === wanted);
  if (!level) throw new ConfigError(`--log-level: one of ${LOG_LEVELS.join(', ')}, not ${wanted}.`);
  return level;
}

function limitsOf({ 'orphan-after': orphan }: Values): Pick<ServerConfig, 'limits'> {
  if (orphan === undefined) return {};
  return { limits: { orphanAfterMs: whole(orphan, '--orphan-after', 3600) * 1000 } };
}

function drainOf(values: Values, demo: boolean): number {
  return whole(values.drain ?? (demo ? '0' : '30'), '--drain', 3600) * 1000;
}
