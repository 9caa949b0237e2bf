import type { End, Id } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { VirtualTrunk } from '../trunk.ts';
import type { PageLeg } from './legs/page-leg.ts';
import type { VirtualEnd } from './legs/virtual-end.ts';
import type { SipConnection } from './sip/sip-connection.ts';
import type { SipEntrance } from './sip/sip-entrance.ts';

/** Waits for the page to be registered, then invites it. Returns the stop. */
export function diallingPage(entrance: SipEntrance, page: Id, leg: PageLeg): () => void {
  let invited = false;
  let unwatch: () => void = () => undefined;
  let watched: SipConnection | null = null;
  const look = (): void => {
    const connection = entrance.connection(page);
    if (invited || !connection) return;
    if (connection.reachable) {
      invited = true;
      return void leg.invite(connection);
    }
    if (watched === connection) return;
    unwatch();
    watched = connection;
    unwatch = connection.watch(look);
  };
  const unopen = entrance.onOpen(look);
  look();
  return () => {
    invited = true;
    unopen();
    unwatch();
  };
}

/** Hands the leg to its trunk, outside of the caller's stack: a trunk may answer, or throw, at once. */
export function diallingTrunk(
  trunk: VirtualTrunk,
  number: string,
  end: VirtualEnd,
  callerNumber: string | undefined,
  failed: (end: End) => void,
): void {
  queueMicrotask(() => {
    try {
      trunk.dialed(number, end.trunkLeg(), callerNumber);
    } catch (error) {
      failed({ reason: 'systemError', by: 'system', cause: { text: String(error).slice(0, 200) } });
    }
  });
}

/** Runs `late` unless stopped before. */
export function withinTime(clock: Clock, ms: number, late: () => void): () => void {
  return clock.after(Math.max(0, ms), late);
}

const HEADER_NAME = /^X-[A-Za-z0-9-]{1,60}$/;

/**
 * Extra headers as SIP lines. @throws CallstationError `invalidArgument` for a name that is not `X-…` or a value that
 * could end the line. Our own leg header is left out: it is set anyway.
 */
export function headerLines(headers: Record<string, string> = {}): string[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() !== 'x-callstation-leg')
    .map(([name, value]) => {
      if (!HEADER_NAME.test(name) || value.length > 256 || !/^[\x20-\x7e]*$/.test(value))
        throw new CallstationError('invalidArgument', 'A header is malformed.');
      return `${name}: ${value}`;
    });
}
