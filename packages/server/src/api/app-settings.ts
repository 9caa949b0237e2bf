import type { Id } from '@callstation/core/model';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { LAYER_KINDS, layered, numbersOf, type Layer, type LayerKind, type LayerValues } from '../config/app-layers.ts';
import { ConfigError } from '../config/config-error.ts';
import type { TenantConfig } from '../config/server-config.ts';
import type { SettingStore } from '../store/settings.types.ts';

/** Which version a change is meant for: `'none'`, there must be none yet; undefined, whatever is there. */
export type Expected = number | 'none' | undefined;

/** What was done: the new document, `null` to take it away. */
interface Change<K extends LayerKind> {
  kind: K;
  id: Id;
  value: LayerValues[K] | null;
  expected: Expected;
  by: string;
}

/** The configuration of every app as it is now. */
export interface AppSettings {
  /** Reads what was changed before this start. Once, when the store is open. */
  start(): Promise<void>;
  /** All of an app. Throws `unauthorized` for one that there is not. */
  current(app: Id): TenantConfig;
  /** The version of a document, whether it is there or not. */
  version(app: Id, kind: LayerKind, id: Id): number;
  /**
   * Keeps a change, after the changes asked for before it, and lets it take effect. Rejects `invalidArgument` when the app
   * would be wrong with it, `invalidState` with the present `version` when another one was expected.
   */
  change<K extends LayerKind>(app: Id, change: Change<K>): Promise<number>;
}

/** What {@link createAppSettings} needs. */
export interface AppSettingsOptions {
  tenants: readonly TenantConfig[];
  settings: () => SettingStore;
  clock: Clock;
  logger: Logger;
  /** Reads what is kept of a kind; null for what this version cannot use. */
  read: (kind: LayerKind, value: unknown) => Layer['value'] | null;
  /** Throws {@link ConfigError} when these apps would not do. */
  refuse: (tenants: readonly TenantConfig[]) => void;
  /** An app is from now on as it says. */
  changed: (app: TenantConfig) => void;
}

/** Documents of one app, gone ones included. */
const MOST = 5000;

/** Makes the {@link AppSettings} of a server, which is the only one to write them. */
export function createAppSettings(options: AppSettingsOptions): AppSettings {
  return new Settings(options);
}

const keyOf = (kind: LayerKind, id: Id): string => `${kind} ${id}`;
const versionKey = (app: Id, kind: string, id: Id): string => JSON.stringify([app, kind, id]);

class Settings implements AppSettings {
  readonly #options: AppSettingsOptions;
  readonly #files: ReadonlyMap<Id, TenantConfig>;
  readonly #kept = new Map<Id, Map<string, Layer>>();
  /** Also of what cannot be used. */
  readonly #versions = new Map<string, number>();
  readonly #now = new Map<Id, TenantConfig>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AppSettingsOptions) {
    this.#options = options;
    this.#files = new Map(options.tenants.map((tenant) => [tenant.id, tenant]));
    for (const tenant of options.tenants) {
      this.#kept.set(tenant.id, new Map());
      this.#now.set(tenant.id, tenant);
    }
  }

  async start(): Promise<void> {
    const { logger, refuse, changed } = this.#options;
    for (const app of this.#files.keys())
      for (const one of await this.#read(app)) this.#keptOf(app).set(keyOf(one.kind, one.id), one);
    for (const [app, kept] of this.#kept) {
      if (kept.size === 0) continue;
      const wanted = this.#layered(app, kept);
      try {
        refuse(this.#with(wanted));
      } catch (error) {
        // The file was changed under it. Calls are better taken by the file alone than not at all.
        logger.error('what was changed at run time does not fit the configuration file: it is left out', {
          ...{ app, error: String(error) },
        });
        continue;
      }
      this.#now.set(app, wanted);
      changed(wanted);
    }
  }

  current(app: Id): TenantConfig {
    const now = this.#now.get(app);
    if (now === undefined) throw new CallstationError('unauthorized');
    return now;
  }

  version(app: Id, kind: LayerKind, id: Id): number {
    return this.#versions.get(versionKey(app, kind, id)) ?? 0;
  }

  change<K extends LayerKind>(app: Id, change: Change<K>): Promise<number> {
    const turn = this.#last.then(() => this.#change(app, change));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #change<K extends LayerKind>(app: Id, { kind, id, value, expected, by }: Change<K>): Promise<number> {
    const { settings, clock, refuse, changed } = this.#options;
    const version = this.version(app, kind, id);
    this.#assertExpected(app, kind, id, expected);
    // The value is of its kind: the signature says so.
    const layer = { kind, id, value } as unknown as Layer;
    const kept = new Map(this.#keptOf(app)).set(keyOf(kind, id), layer);
    if (kept.size > MOST) throw new CallstationError('tooLarge', `There are ${MOST} changed documents already.`);
    const wanted = this.#layered(app, kept);
    refuseLost(layer, kept, wanted);
    refusing(() => refuse(this.#with(wanted)));
    const change = { app, kind, id, value, updatedAt: Math.round(clock.now()), updatedBy: by, version };
    const { version: made } = await settings().put(change);
    this.#keptOf(app).set(keyOf(kind, id), layer);
    this.#versions.set(versionKey(app, kind, id), made);
    this.#now.set(app, wanted);
    changed(wanted);
    return made;
  }

  #assertExpected(app: Id, kind: LayerKind, id: Id, expected: Expected): void {
    const version = this.version(app, kind, id);
    if (expected === undefined) return;
    const there = isThere(this.current(app), kind, id);
    if (expected === 'none' ? !there : there && expected === version) return;
    throw new CallstationError('invalidState', 'It was changed meanwhile. Read it again, then change it.', {
      data: { version },
    });
  }

  #keptOf(app: Id): Map<string, Layer> {
    return this.#kept.get(app) ?? new Map<string, Layer>();
  }

  #layered(app: Id, kept: ReadonlyMap<string, Layer>): TenantConfig {
    const file = this.#files.get(app);
    if (file === undefined) throw new CallstationError('unauthorized');
    return layered(file, [...kept.values()]);
  }

  /** All apps, with that one as it would be: numbers are told apart over all of them. */
  #with(wanted: TenantConfig): TenantConfig[] {
    return [...this.#now.values()].map((one) => (one.id === wanted.id ? wanted : one));
  }

  async #read(app: Id): Promise<Layer[]> {
    const { settings, read, logger } = this.#options;
    const found = await Promise.all(LAYER_KINDS.map((kind) => settings().list(app, kind)));
    return found.flat().flatMap(({ kind, id, value, version }) => {
      this.#versions.set(versionKey(app, kind, id), version);
      const known = LAYER_KINDS.find((one) => one === kind);
      const good = known === undefined || value === null ? null : read(known, value);
      if (known === undefined || (value !== null && good === null)) {
        logger.error('a setting cannot be used: it is left out', { app, kind, id });
        return [];
      }
      return [{ kind: known, id, value: good } as unknown as Layer];
    });
  }
}

function isThere({ skillGroups, agents = [], ivrs = [] }: TenantConfig, kind: LayerKind, id: Id): boolean {
  switch (kind) {
    case 'agent':
      return agents.some((one) => one.id === id);
    case 'skillGroup':
      return skillGroups.some((one) => one.id === id);
    case 'ivr':
      return ivrs.some((one) => one.id === id);
    case 'number':
      return [...skillGroups, ...ivrs].some(({ numbers = [] }) => numbers.includes(id));
  }
}

/** Refuses numbers that would not lead where it is said that they do, rather than let one document win in silence. */
function refuseLost(changed: Layer, kept: ReadonlyMap<string, Layer>, wanted: TenantConfig): void {
  const numbers = numbersOf(wanted);
  for (const one of kept.values()) {
    if (one.kind !== 'number' || one.value === null || numbers.some(({ number }) => number === one.id)) continue;
    const { to } = one.value;
    const [target] = Object.values(to);
    throw new CallstationError('invalidArgument', `The number ${one.id} leads to ${target}, which is not there.`);
  }
  const { kind, id, value } = changed;
  if ((kind !== 'skillGroup' && kind !== 'ivr') || value === null) return;
  const here = numbers.filter(({ to }) => Object.entries(to).join() === `${kind},${id}`).map(({ number }) => number);
  const odd = [...here, ...(value.numbers ?? [])].find(
    (of) => !here.includes(of) || value.numbers?.includes(of) !== true,
  );
  if (odd !== undefined)
    throw new CallstationError('invalidArgument', `numbers: where ${odd} leads is said at /v1/numbers/${odd}.`);
}

/** What is wrong with a configuration is wrong with what was asked for. */
function refusing(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CallstationError('invalidArgument', error.message, { cause: error });
  }
}
