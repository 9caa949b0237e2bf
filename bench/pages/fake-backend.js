const now = Date.now();
const session = (i) => ({
  id: `session-${i}`,
  engagementId: `engagement-${i}`,
  role: 'handler',
  direction: 'in',
  kind: 'phone',
  peer: { id: `party-${i}`, role: 'customer', state: 'joined', number: `+861390000${1000 + i}` },
  context: { flow: 'in' },
  createdAt: now,
  phase: 'active',
  answeredAt: now,
  leg: { state: 'flowing', at: { page: 'page' } },
  mute: 'off',
  cameraOff: 'off',
  hold: 'none',
  consult: { state: 'none' },
  recording: 'off',
  others: [],
});
const agent = {
  id: 'alice',
  name: 'Alice',
  since: now,
  wanted: { status: 'idle' },
  reach: 'page',
  leadPage: 'page',
  load: { voice: { used: 1, max: 1 }, chat: { used: 0, max: 0 }, video: { used: 0, max: 0 } },
  phone: { mode: 'page' },
  rights: ['dial'],
  skillGroups: [],
  status: 'busy',
};
const capabilities = {
  calls: ['hangup', 'hold', 'resume', 'mute', 'unmute', 'sendDigits'],
  chats: [],
  agent: ['setStatus', 'dial'],
  kinds: ['phone'],
};

/** A backend of the public port: `count` calls in conversation, mute toggled by hand, levels on their own channel. */
export function fakeBackend(count) {
  const sessions = Array.from({ length: count }, (_, i) => session(i));
  const listeners = new Map();
  let emit = () => {};
  return {
    ids: sessions.map(({ id }) => id),
    async connect(sink) {
      emit = sink;
      sink({ type: 'reset', state: { agent, sessions: structuredClone(sessions), capabilities } });
    },
    request: () => Promise.resolve(null),
    devices: {
      list: () => Promise.resolve([]),
      select: () => Promise.resolve(),
      unlock: () => Promise.resolve(),
      ring() {},
    },
    levels(id, fn) {
      const of = listeners.get(id) ?? new Set();
      listeners.set(id, of.add(fn));
      return () => of.delete(fn);
    },
    close: () => Promise.resolve(),
    /** One state change of one call. */
    toggle(i) {
      const { [i]: was } = sessions;
      sessions[i] = { ...was, mute: was.mute === 'off' ? 'on' : 'off' };
      emit({ type: 'session', session: structuredClone(sessions[i]), cause: 'sessionMuted' });
    },
    level(i, mic) {
      for (const fn of listeners.get(sessions[i].id) ?? []) fn({ mic, peer: mic });
    },
    get levelListeners() {
      return [...listeners.values()].reduce((sum, of) => sum + of.size, 0);
    },
  };
}
