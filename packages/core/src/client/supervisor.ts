import { supervisorActions, type AgentVerb, type CallSnapshot, type Id } from '../model/index.ts';
import { CallstationError, type Method, type Params } from '../protocol/index.ts';
import type { Send } from './commands.ts';
import { agentContext, assertAgentLegal, findCall, NO_SUPERVISION } from './legality.ts';
import type { Store } from './store.ts';
import type { ListenRequest, SupervisorCommands } from './workstation.types.ts';

/** `workstation.supervisor`: legality, then the request. */
export function createSupervisor(store: Store, send: Send): SupervisorCommands {
  const act = async <M extends Method>(verb: AgentVerb, method: M, params: Params<M>, id?: Id): Promise<void> => {
    assertAgentLegal(store.getSnapshot(), verb);
    await send(method, params, id);
  };
  return {
    listen: (target) => listen(store, send, target),
    whisper: (sessionId) => act('whisper', 'supervisor.whisper', { sessionId }, sessionId),
    barge: (sessionId) => act('barge', 'supervisor.barge', { sessionId }, sessionId),
    intercept: (sessionId) => act('intercept', 'supervisor.intercept', { sessionId }, sessionId),
    stop: (sessionId) => act('stop', 'supervisor.stop', { sessionId }, sessionId),
    setStatus: (agent, status) =>
      act('setAgentStatus', 'supervisor.setStatus', {
        agent,
        status: typeof status === 'string' ? { status } : status,
      }),
    logout: (agent) => act('logoutAgent', 'supervisor.logout', { agent }),
    actions(target) {
      const snapshot = store.getSnapshot();
      return snapshot.agent ? supervisorActions(agentContext(snapshot, snapshot.agent), target) : NO_SUPERVISION;
    },
  };
}

async function listen(store: Store, send: Send, target: ListenRequest): Promise<CallSnapshot> {
  const snapshot = store.getSnapshot();
  const isAttending = snapshot.sessions.some(({ role, phase }) => role === 'supervisor' && phase !== 'ended');
  assertAgentLegal(snapshot, isAttending ? (target.mode ?? 'listen') : 'listen');
  const { sessionId } = await send('supervisor.listen', target, target.session);
  const call = findCall(store.getSnapshot(), sessionId);
  // It was over before the answer came.
  if (!call) throw new CallstationError('notFound', undefined, { data: { sessionId } });
  return call;
}
