import { bridge, serveBridge, type BridgePort } from '@callstation/core/bridge';
import type { Backend, Clock } from '@callstation/core/ports';

import { createFakeLogger, createFakeRandom } from './fake-ports.ts';

/** What happens to one message: how long it takes, milliseconds; `null`: it never arrives. */
export type BridgeFate = () => number | null;

/** The way between the two halves of a webview bridge, in a test's hands. */
export interface BridgePair {
  near: BridgePort;
  /** A new page for the far half; the one before hears and says nothing any more. */
  far(): BridgePort;
  /** The present far page is gone, and nobody is told. */
  kill(): void;
  /** Another program at the near end. */
  newNear(): BridgePort;
  /** Says something to a half as if the other had. */
  readonly say: { near(text: string): void; far(text: string): void };
  /** Everything that crossed, oldest first. */
  readonly log: { to: 'near' | 'far'; text: string }[];
  fate: BridgeFate;
}

/**
 * Makes one. Everything arrives in a later task, after the milliseconds that `fate` says (default 0; more need a clock).
 *
 * @example
 * const pair = createBridgePair(clock);
 * serveBridge(pair.far(), () => backend);
 * const workstation = createWorkstation({ backend: bridge({ port: pair.near, token }) });
 */
export function createBridgePair(clock?: Clock): BridgePair {
  return makePair((ms, fn) => (ms > 0 && clock ? void clock.after(ms, fn) : queueMicrotask(fn)));
}

/**
 * A backend as seen through a webview bridge: each thing crosses as text, and arrives at once.
 *
 * @example
 * const { alice } = await linkAgents({ through: bridged });
 */
export function bridged(backend: Backend, clock: Clock): Backend {
  const pair = makePair((_, fn) => fn());
  const logger = createFakeLogger();
  serveBridge(pair.far(), () => backend, { ports: { clock, random: createFakeRandom('far'), logger } });
  return bridge({ port: pair.near, token: () => 'token', ports: { clock, random: createFakeRandom('near'), logger } });
}

function makePair(later: (ms: number, fn: () => void) => void): BridgePair {
  const log: BridgePair['log'] = [];
  const ends = { near: new Set<(text: string) => void>(), far: new Set<(text: string) => void>() };
  const cross = (to: 'near' | 'far', text: string): void => {
    const wait = pair.fate();
    log.push({ to, text });
    if (wait === null) return;
    const listeners = ends[to];
    later(wait, () => {
      if (ends[to] === listeners) for (const fn of [...listeners]) fn(text);
    });
  };
  const port = (mine: 'near' | 'far'): BridgePort => {
    const listeners = new Set<(text: string) => void>();
    ends[mine] = listeners;
    return {
      post(text) {
        if (ends[mine] === listeners) cross(mine === 'near' ? 'far' : 'near', text);
      },
      onMessage(fn) {
        listeners.add(fn);
        return () => void listeners.delete(fn);
      },
    };
  };
  const pair: BridgePair = {
    near: port('near'),
    far: () => port('far'),
    kill() {
      ends.far = new Set();
    },
    newNear: () => port('near'),
    say: {
      near: (text) => ends.near.forEach((fn) => fn(text)),
      far: (text) => ends.far.forEach((fn) => fn(text)),
    },
    log,
    fate: () => 0,
  };
  return pair;
}
