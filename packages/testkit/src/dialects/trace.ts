import type { AgentStatus, EndReason, Id, SettableStatus } from '@callstation/core';

/**
 * What a seat's page was told, in words that no dialect owns. A dialect tells what it hears as these; what it has no word
 * for, it leaves out (see `Dialect.express`).
 */
export type TraceEntry =
  | { saw: 'ringing'; from: string }
  | { saw: 'dialing' | 'alerting' | 'connected' | 'held' | 'resumed' | 'muted' | 'unmuted' }
  /** A call that was offered rings elsewhere now. */
  | { saw: 'movedOn' }
  /** A transfer is through, or came back because nobody took it. */
  | { saw: 'transferred' | 'givenBack' }
  /** `by` is left out by dialects that do not say who ended it. */
  | { saw: 'ended'; by?: Ender }
  /** An ended call has left the list. */
  | { saw: 'cleared' }
  | { saw: 'status'; status: AgentStatus }
  /** What the far end got; told by the centre itself. */
  | { saw: 'digits'; digits: string }
  /** A verb was refused. */
  | { saw: 'refused'; verb: DialectVerb };

/** Who ended a call: this agent, the other side, or the centre. */
export type Ender = 'agent' | 'peer' | 'centre';

/** What scenarios do at the seat. A rejected promise is a refusal. */
export interface DialectVerbs {
  dial(number: string): Promise<unknown>;
  answer(id: Id): Promise<unknown>;
  reject(id: Id): Promise<unknown>;
  hangup(id: Id): Promise<unknown>;
  hold(id: Id): Promise<unknown>;
  resume(id: Id): Promise<unknown>;
  mute(id: Id): Promise<unknown>;
  unmute(id: Id): Promise<unknown>;
  sendDigits(id: Id, digits: string): Promise<unknown>;
  transfer(id: Id, to: { agent: Id } | { skillGroup: Id }): Promise<unknown>;
  /** Ends the after-call work. */
  complete(id: Id): Promise<unknown>;
  setStatus(status: SettableStatus): Promise<unknown>;
}
/** The name of one of them. */
export type DialectVerb = keyof DialectVerbs;

const AGENT: readonly EndReason[] = ['localHangup', 'localCancel', 'localReject', 'transferred'];
const PEER: readonly EndReason[] = ['remoteHangup', 'remoteCancel', 'rejected'];

/** Who ended a call, by its reason. */
export function enderOf(reason: EndReason): Ender {
  if (AGENT.includes(reason)) return 'agent';
  return PEER.includes(reason) ? 'peer' : 'centre';
}
