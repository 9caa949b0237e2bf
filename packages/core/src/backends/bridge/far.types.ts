import type { Backend, Clock, Logger, Random, Visibility } from '../../ports/index.ts';

/** What a backend on the far side has of the near one. */
export interface NearSide {
  /** What {@link BridgeOptions.settings} said, as it came: check it. */
  settings: Record<string, unknown>;
  /** Asks the near half for a token. Rejects as its function does; `network` where nobody answers. */
  token: () => Promise<string>;
  /** Whether the agent sees the app: the far half's own page is hidden always. */
  visibility: Visibility;
}

/** Makes the backend, once for the same settings. What it throws is what the near half's `connect` rejects with. */
export type MakeBackend = (near: NearSide) => Backend;

/** Something the far half's surroundings can do besides the backend: JSON in, JSON out. */
export type HostFunction = (args: unknown) => unknown;

/** Options of {@link serveBridge}. */
export interface ServeBridgeOptions {
  /** What `bridge.host(name, args)` of the near half reaches. */
  host?: Record<string, HostFunction>;
  /** Replaces defaults one by one. */
  ports?: Partial<FarPorts>;
}

/** What the far half needs of its surroundings. */
export interface FarPorts {
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** The far half in use. */
export interface FarHalf {
  /** Tells the near half something of the host; `data` is JSON. Lost where nobody is linked. */
  tell(name: string, data: unknown): void;
  /** Closes the backend and stops listening. */
  close(): Promise<void>;
}
