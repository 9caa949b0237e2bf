import type { Clock, Logger, MediaPort } from '../ports/index.ts';
import { browserEnvironment, type MediaEnvironment } from './environment.ts';
import { MediaEngine } from './media-engine.ts';
import { silentLogger } from './silent-logger.ts';
import { systemClock } from '../ports/defaults/system-clock.ts';

/** What {@link createMediaEngine} may be given; all of it has a default in a browser. */
export interface MediaEngineOptions {
  /** Time. Default: the machine's. */
  clock?: Clock;
  /** Default: silence. */
  logger?: Logger;
  /** The browser's media functions, replaceable one by one; looked up at their first use. */
  environment?: Partial<MediaEnvironment>;
}

/**
 * Makes the sound of one page: microphone, peer connections, output, ring tone, levels. Nothing of the browser is touched
 * before the first use, so it can be made while rendering on a server.
 *
 * @example
 * const media = createMediaEngine();
 * await media.acquire({ video: false });
 * const leg = media.leg('audio', { video: false, iceServers: [] });
 * const answer = await leg.answer(offer);
 */
export function createMediaEngine(options: MediaEngineOptions = {}): MediaPort {
  const environment = { ...browserEnvironment(), ...options.environment };
  return new MediaEngine(environment, options.clock ?? systemClock, options.logger ?? silentLogger);
}
