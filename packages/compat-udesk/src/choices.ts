/** What the vendor's document leaves open. Each has a default; all can be changed by the option `callstation`. */
export interface Choices {
  /** `CallType`, of which the document shows `OtherIn` alone, on a call whose agent is called back. */
  callTypes: Record<'inbound' | 'outbound' | 'callback' | 'threeWay' | 'consult' | 'internal' | 'supervise', string>;
  /** `AdvancedCallStatus` where it is none of the event names. */
  statuses: Record<'consulting' | 'listen' | 'whisper' | 'barge', string>;
  /** `FromQueue`: the name of the queue, or its id. */
  fromQueue: 'name' | 'id';
  /** The agent's state during after-call work, which the vendor has none for. */
  wrapUpState: 'busy' | 'idle';
  /** `State` and `ExtState` of other agents. */
  stateNumbers: Record<'offline' | 'idle' | 'busy' | 'onBreak', number>;
  extStateNumbers: Record<'offline' | 'idle' | 'busy', number>;
  /** `Strategy` of a queue, by how ours chooses among its free members. */
  strategyNumbers: Record<'longest-idle' | 'round-robin' | 'skill' | 'ring-all', number>;
  /** `Timeout` of a queue: how long a caller waits at most (0: for ever), or how long one agent is rung. */
  queueTimeout: 'wait' | 'ring';
  /** What becomes of the agent's leg, by `JumpType`. */
  jumpTypes: Record<string, 'hangup' | 'wait'>;
  /** Events on the agent's lead page alone, or on every page of theirs. */
  pages: 'lead' | 'all';
}

/** The defaults. */
export const CHOICES: Choices = {
  callTypes: {
    inbound: 'Inbound',
    outbound: 'Outbound',
    callback: 'OtherIn',
    threeWay: 'ThreeWay',
    consult: 'Consult',
    internal: 'Internal',
    supervise: 'Supervise',
  },
  statuses: { consulting: 'Consulting', listen: 'Eavesdrop', whisper: 'Whisper', barge: 'ForcePickup' },
  fromQueue: 'name',
  wrapUpState: 'busy',
  stateNumbers: { offline: 0, idle: 1, busy: 2, onBreak: 3 },
  extStateNumbers: { offline: 0, idle: 1, busy: 2 },
  strategyNumbers: { 'longest-idle': 1, 'round-robin': 2, skill: 3, 'ring-all': 4 },
  queueTimeout: 'wait',
  jumpTypes: { agent_hangup: 'hangup' },
  pages: 'lead',
};
