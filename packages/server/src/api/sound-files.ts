import { basename } from 'node:path';
import type { TenantConfig } from '../config/server-config.ts';
import type { SoundFolder } from '../sound/sound-folder.ts';
import { invalid } from './check.ts';

/** Under which keys a document names a sound file. */
const KEYS = new Set(['file', 'announce']);

type Seen = (text: string, path: string) => string;

/** The sound files of an app, by the names that callers of the REST API know them by: they see no path of the machine. */
export function soundFilesOf(app: TenantConfig): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  walk([app.skillGroups, app.ivrs], '', (path) => {
    files.set(basename(path), files.get(basename(path)) ?? path);
    return path;
  });
  return files;
}

/** Those, and what was uploaded. */
export async function allSoundFilesOf(
  app: TenantConfig,
  sounds: Pick<SoundFolder, 'list'> | null,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map(soundFilesOf(app));
  for (const { name, path } of (await sounds?.list(app.id)) ?? []) files.set(name, path);
  return files;
}

/** A document without paths. */
export function withoutPaths<T>(document: T): T {
  return walk(document, '', (path) => basename(path));
}

/** A document of a caller, with the files of the app that its names mean. Throws `invalidArgument` for any other file. */
export function withPaths<T>(document: T, files: ReadonlyMap<string, string>): T {
  return walk(document, 'body', (given, field) => {
    const path = files.get(given);
    if (path !== undefined) return path;
    throw invalid([{ field, message: 'is no sound that this app has; upload it with PUT /v1/sounds/:name first' }]);
  });
}

function walk<T>(value: T, at: string, seen: Seen): T {
  if (Array.isArray(value)) return value.map((one, n) => walk<unknown>(one, `${at}.${n}`, seen)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const place = `${at}.${key}`;
    return [key, KEYS.has(key) && typeof inner === 'string' ? seen(inner, place) : walk<unknown>(inner, place, seen)];
  });
  return Object.fromEntries(entries) as T;
}
