import type { Backend, Clock, Logger, Random, Visibility } from '../../ports/index.ts';
import type { BridgePort } from './bridge-port.ts';

/** What the near half needs of its surroundings. */
export interface BridgePorts {
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Whether the agent sees the app. Default: always. */
  visibility: Visibility;
}

/** Options of {@link bridge}. */
export interface BridgeOptions {
  /** The way to the far half. */
  port: BridgePort;
  /** Fetches a token from your back end: called each time the far half's backend needs one. */
  token: () => string | Promise<string>;
  /** Handed to the far half as it is (JSON): what it makes its backend with, as the URL of the centre. Default none. */
  settings?: Record<string, unknown>;
  /** The far half says nothing: its page may have been killed and has to be made again. Called every 10 s while it is so. */
  onSilent?: () => void;
  /** Replaces defaults one by one. They need nothing of the web. */
  ports?: Partial<BridgePorts>;
}

/** A backend whose work is done in another JavaScript world. */
export interface BridgeBackend extends Backend {
  /** Calls a function of the far half's surroundings, by the name `serveBridge` gave it; JSON both ways. */
  host(name: string, args?: unknown): Promise<unknown>;
  /** Hears what the far half's surroundings tell (`FarHalf.tell`); returns the stop. */
  onHost(fn: (name: string, data: unknown) => void): () => void;
}
