import { unheardRing, type DomainEventName, type Id, type SessionSnapshot, type Update } from '../model/index.ts';
import type { Emitter } from './emitter.ts';
import type { AgentEventName, SessionEventName, WorkstationEventMap } from './events.types.ts';
import type { WorkstationSnapshot } from './workstation.types.ts';

const isAgentEvent = (name: DomainEventName): name is AgentEventName =>
  name === 'agentStatusChanged' || name === 'agentChanged';

/** A cause that does not fit its entity still reports the change, under the entity's most general name. */
const sessionEvent = (cause: DomainEventName): SessionEventName => (isAgentEvent(cause) ? 'sessionChanged' : cause);
const agentEvent = (cause: DomainEventName): AgentEventName => (isAgentEvent(cause) ? cause : 'agentChanged');

/** Whether this page is the one that rings and reports. */
export const isLead = ({ agent, page }: WorkstationSnapshot): boolean => agent?.leadPage === page.pageId;

const find = (snapshot: WorkstationSnapshot, id: Id): SessionSnapshot | null =>
  snapshot.sessions.find((session) => session.id === id) ?? null;

/** Emits what an update stands for: its event, and that a call rings in vain. */
export function announce(
  emitter: Emitter<WorkstationEventMap>,
  update: Update,
  before: WorkstationSnapshot,
  after: WorkstationSnapshot,
): void {
  announceUpdate(emitter, update, before, after);
  const [was, is] = [unheardRing(before), unheardRing(after)];
  if (is !== null && (is.why !== was?.why || is.call.engagementId !== was.call.engagementId))
    emitter.emit('ringUnheard', is);
}

function announceUpdate(
  emitter: Emitter<WorkstationEventMap>,
  update: Update,
  before: WorkstationSnapshot,
  after: WorkstationSnapshot,
): void {
  const lead = isLead(after);
  switch (update.type) {
    case 'reset':
      return emitter.emit('resynchronised', { snapshot: after, previous: before, lead });
    case 'agent':
      if (after.agent === null) return;
      return emitter.emit(agentEvent(update.cause), {
        agent: after.agent,
        previous: before.agent,
        current: after.agent,
        lead,
      });
    case 'session':
    case 'removed': {
      const id = update.type === 'removed' ? update.id : update.session.id;
      const [previous, current] = [find(before, id), find(after, id)];
      const session = current ?? previous;
      // A removal of what this page never knew says nothing to an app.
      if (session) emitter.emit(sessionEvent(update.cause), { session, previous, current, lead });
      return;
    }
    case 'append':
      return 'chat' in update
        ? emitter.emit('chatMessage', { message: update.chat, lead })
        : emitter.emit('transcript', { transcript: update.transcript, lead });
    case 'signal':
      return emitter.emit('signal', { signal: update.signal });
    case 'page':
      if (before.page.connection.state === after.page.connection.state) return;
      return emitter.emit('connectionChanged', { previous: before.page.connection, current: after.page.connection });
  }
}
