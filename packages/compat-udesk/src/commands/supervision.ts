import { CallstationError, type CallSnapshot, type Id, type ListenRequest, type Workstation } from '@callstation/core';

import { callId, optional, required } from '../args.ts';
import type { Desk } from '../desk.ts';
import { UdeskError } from '../envelope.ts';

/** Whose call it is about. */
function targetOf({ warn }: Desk, options: unknown): ListenRequest {
  const session = callId(options, warn);
  if (optional(options, 'AgentId', warn) === undefined && optional(options, 'AgentPhone', warn) !== undefined) {
    throw new UdeskError('000036', 'There are no anonymous agents here: name one by AgentId.', true);
  }
  return { agent: required(options, 'AgentId', warn), session };
}

/** Supervision of that agent's call in that way, from the first moment or from now on. */
export const supervise =
  (mode: NonNullable<ListenRequest['mode']>) =>
  async (desk: Desk, options: unknown): Promise<null> => {
    await desk.seat.supervisor.listen({ ...targetOf(desk, options), mode });
    return null;
  };

/** Takes that agent's call over. Who was not with it listens first: without sound nobody can have a customer. */
export async function substitute(desk: Desk, options: unknown): Promise<null> {
  const { supervisor } = desk.seat;
  const target = targetOf(desk, options);
  assertRight(desk.seat);
  const own = attended(desk.seat, target);
  const { id } = own ?? (await supervisor.listen(target));
  try {
    await heard(desk.seat, id);
    await supervisor.intercept(id);
  } catch (error) {
    // Nobody asked to go on listening. What is over already needs no stop.
    if (!own) await supervisor.stop(id).catch(() => undefined);
    throw error;
  }
  return null;
}

/** Nobody is listened to by who may not take over. */
function assertRight({ agent }: Workstation): void {
  const { intercept } = agent.actions();
  if (!intercept.allowed && intercept.reason === 'noRight') throw new CallstationError('forbidden');
}

const partOf = (seat: Workstation, id: Id): CallSnapshot | undefined =>
  seat
    .getSnapshot()
    .sessions.find(
      (one): one is CallSnapshot =>
        one.kind !== 'im' && one.id === id && one.role === 'supervisor' && one.phase !== 'ended',
    );

/** The supervisor's part of that call, with that agent. */
function attended(seat: Workstation, { agent, session }: ListenRequest): CallSnapshot | undefined {
  const part = partOf(seat, session);
  return part?.peer.agentId === agent ? part : undefined;
}

const LEFT: readonly string[] = ['closed', 'refused', 'replaced'];

/** Resolves once the supervisor's own leg is up. Rejects when that part is over, or the seat is. */
function heard(seat: Workstation, id: Id): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const part = partOf(seat, id);
      if (LEFT.includes(seat.getSnapshot().page.connection.state)) reject(new CallstationError('notReady'));
      else if (!part) reject(new UdeskError('100021', 'The call is over, or its sound did not come up.'));
      else if (part.phase === 'active') resolve();
      else return;
      stop();
    };
    const stop = seat.subscribe(look);
    look();
  });
}
