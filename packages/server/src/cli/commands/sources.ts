import { readFileSync } from 'node:fs';
import { ConfigError, parseConfigFile, parseStore } from '../../config/index.ts';
import { openStore, StoreUnavailable } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { CommandArgs, CommandIo } from './command.types.ts';

/** The configuration file that is meant, by flag or environment; null: none. */
export function configPath({ flags }: CommandArgs, { env }: CommandIo): string | null {
  return flags.config ?? env['CALLSTATION_CONFIG'] ?? null;
}

/** A file's text. Throws {@link ConfigError}. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`Cannot read ${path}.`);
  }
}

/** Opens the store that is meant, for as long as `work` lasts: by flag, environment, configuration file, or the usual one. */
export async function withStore<Result>(
  args: CommandArgs,
  io: CommandIo,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const path = configPath(args, io);
  const inFile = path === null ? undefined : parseConfigFile(readText(path), path).store;
  const text = args.flags.store ?? io.env['CALLSTATION_STORE'] ?? inFile ?? 'file:callstation.db';
  const target = parseStore(text);
  if (target === null || target.kind === 'memory')
    throw new ConfigError('--store: must be file:path or postgres://user:password@host/database.');
  const store = await openStore(target, () => undefined).catch((cause: unknown) => {
    if (!(cause instanceof StoreUnavailable)) throw cause;
    throw new ConfigError(`${cause.message}\nWhile a server runs on it, use its REST API instead.`);
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The app that is meant. With one in the configuration file it needs no saying. */
export function appOf(args: CommandArgs, io: CommandIo): string {
  if (args.flags.app !== undefined) return args.flags.app;
  const path = configPath(args, io);
  const apps = path === null ? [] : (parseConfigFile(readText(path), path).apps ?? []);
  const [only] = apps;
  if (only === undefined || apps.length > 1) throw new ConfigError('--app: say which app is meant.');
  return only.id;
}

/** The one word of a command. */
export function wordOf({ words }: CommandArgs, what: string): string {
  const [word] = words;
  if (word === undefined || words.length > 1) throw new ConfigError(`Give one ${what}. See callstation --help.`);
  return word;
}
