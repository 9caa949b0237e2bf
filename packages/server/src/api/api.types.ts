import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { TenantConfig } from '../config/server-config.ts';
import type { Tokens } from '../http/tokens.ts';
import type { RecordingKeeper } from '../recordings/keeper.ts';
import type { SoundFolder } from '../sound/sound-folder.ts';
import type { Keeper } from '../store/keeper.ts';
import type { Administration } from '../engine/administration.ts';
import type { AppSettings } from './app-settings.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';
import type { Route } from './route.ts';

/** What routes are made of. */
export interface ApiParts {
  clock: Clock;
  /** The time of day, by which credentials are judged. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  logger: Logger;
  tenants: readonly TenantConfig[];
  tokens: Tokens;
  /** The store, once it is open, and the line of writes before it. */
  keeper: Pick<Keeper, 'store' | 'put' | 'written'>;
  /** Recordings, where calls may be recorded. */
  recordings: Pick<RecordingKeeper, 'list' | 'open' | 'remove'> | null;
  /** Uploaded prompts and music, where there is a folder for them. */
  sounds: SoundFolder | null;
  /** The configuration of every app as it is now. */
  settings: AppSettings;
  /** The call logic, as far as it is anybody's without a seat. */
  centre: Administration;
  webhooks: Webhooks;
}

/** A file of routes. */
export type RouteFile = (parts: ApiParts) => Route[];
