import type { Workstation } from '@callstation/core';
import type { Clock } from '@callstation/core/ports';

import type { MediaHost } from './hosts/media-host.ts';
import type { LogConsole } from './ports/level-logger.ts';

/** Where the centre is, and what an app wants otherwise than it is. */
export interface TcccSettings {
  /**
   * The centre: `https://desk.example.com`, or that with a path in front of `/seat`. A control socket's own address is
   * taken too. `login({ url })` counts before it.
   */
  url?: string;
  /**
   * Fetches a token for that agent from your back end, for sign-ins that outlive the token of `login()`. Default: the token
   * of the latest `login()` again.
   */
  token?: (userId: string) => string | Promise<string>;
  /** A workstation of your own, which you connect and close. `login` then only waits for it. */
  workstation?: Workstation;
  /** Where sound is. Default: what fits the platform. */
  host?: MediaHost;
  /** Language of texts, a BCP 47 tag. Default English. */
  language?: string;
  /**
   * `lead`: calls are told to the agent's lead page alone, which alone rings; default. `all`: to every page they have open.
   * Whoever was told of a call is told how it goes on.
   */
  pages?: 'lead' | 'all';
  /** Hears warnings and failures. Default: the console. */
  log?: LogConsole;
  /** Time, for tests. Default: the platform's. */
  clock?: Clock;
}
