import { CallstationError, type SessionSnapshot, type Workstation } from '@callstation/core';
import type { Notes } from '@callstation/core/facade';

import type { TcccEmitter } from './emitter.ts';
import type { Inferred } from './options.ts';
import type { TcccResponse } from './tccc.types.ts';

/** What the parts of the facade share. Nothing of it is about sessions: those are the workstation's. */
export interface TcccContext {
  readonly saying: Notes;
  readonly inferred: Inferred;
  readonly emitter: TcccEmitter;
  /** The workstation; null while it is being loaded, and after the facade was dropped. */
  workstation(): Workstation | null;
}

/** The workstation, signed in. Throws `notReady`. */
export function seatOf(context: TcccContext): Workstation {
  const workstation = context.workstation();
  if (!workstation || workstation.getSnapshot().agent === null) {
    throw new CallstationError('notReady', 'The SDK is not ready yet. Wait for tccc.events.ready.');
  }
  return workstation;
}

/** A session by its id. Throws `notFound`. */
export function sessionOf(workstation: Workstation, sessionId: string): SessionSnapshot {
  const session = workstation.getSnapshot().sessions.find(({ id }) => id === sessionId);
  if (!session) throw new CallstationError('notFound', undefined, { data: { sessionId } });
  return session;
}

/** A success that carries this. */
export function success<D extends object>(data: D): TcccResponse<D> {
  return { ...data, status: 'success', data };
}
