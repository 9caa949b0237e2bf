import {
  bridged,
  createFakeClock,
  createFakeRandom,
  fakeAgent,
  fakeCapabilities,
  recordEvents,
} from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import {
  callCommand,
  DOMAIN_EVENTS,
  offeredCall,
  outgoingCall,
  reduceCall,
  type CallEvent,
  type CallSnapshot,
  type CallVerb,
  type Update,
} from '../model/index.ts';
import type { Backend } from '../ports/index.ts';
import { createWorkstation } from './create-workstation.ts';

const CONFIRM: Partial<Record<CallVerb, CallEvent>> = {
  answer: { type: 'leg', leg: { state: 'flowing', at: { page: 'page' } } },
  reject: { type: 'ended', end: { reason: 'localReject', by: 'agent' } },
  hangup: { type: 'ended', end: { reason: 'localHangup', by: 'agent' }, wrapUp: { deadline: null } },
  hold: { type: 'held' },
  resume: { type: 'resumed' },
  mute: { type: 'muted' },
  unmute: { type: 'unmuted' },
};

/** A PBX without any centre: it runs the call table itself, in 30 lines, and knows no server, wire or media. */
function createFakePbx() {
  const calls = new Map<string, CallSnapshot>();
  let [sink, at, digits]: [(update: Update) => void, number, string] = [() => undefined, 1, ''];
  const happen = (call: CallSnapshot, event: CallEvent): void => {
    const [next, effects] = reduceCall(call, { ...event, at: at++ });
    calls.set(call.id, next);
    for (const effect of effects) {
      if (effect.type !== 'announce') continue;
      if (effect.event === 'sessionRemoved') sink({ type: 'removed', id: call.id, cause: effect.event });
      else sink({ type: 'session', session: next, cause: effect.event });
    }
    for (const effect of effects) {
      if (effect.type !== 'order') continue;
      if (effect.verb === 'sendDigits') digits += effect.args.digits;
      const confirmed = CONFIRM[effect.verb];
      if (confirmed) happen(calls.get(call.id) ?? next, confirmed);
    }
  };
  const begin = (call: CallSnapshot, cause: 'sessionOffered' | 'sessionDialing'): void => {
    calls.set(call.id, call);
    sink({ type: 'session', session: call, cause });
  };
  const backend: Backend = {
    async connect(to) {
      sink = to;
      sink({ type: 'reset', state: { agent: fakeAgent(), sessions: [], capabilities: fakeCapabilities() } });
    },
    async request(method, params) {
      const base = { engagementId: 'e', kind: 'phone', at: at++ } as const;
      const peer = { id: 'c', role: 'customer', state: 'ringing' } as const;
      if (method === 'call.dial') begin(outgoingCall({ ...base, id: 'out', peer, page: 'page' }), 'sessionDialing');
      const call = 'sessionId' in params ? calls.get(params.sessionId) : undefined;
      const verb = method.slice('call.'.length) as CallVerb;
      if (call) happen(call, callCommand(verb, params as never, 'page'));
      return (method === 'call.dial' ? { sessionId: 'out' } : null) as never;
    },
    devices: {
      list: async () => [],
      select: async () => undefined,
      setVolume: async () => undefined,
      unlock: async () => undefined,
      ring: () => undefined,
    },
    levels: () => () => undefined,
    close: async () => undefined,
  };
  const fact = (id: string, event: CallEvent): void => happen(calls.get(id) as CallSnapshot, event);
  const ring = (id: string): void =>
    begin(
      offeredCall({
        id,
        engagementId: 'e',
        kind: 'phone',
        peer: { id: 'c', role: 'customer', state: 'ringing' },
        at: at++,
      }),
      'sessionOffered',
    );
  return { backend, fact, ring, digits: () => digits };
}

/** The page's own id first, then one for each command. */
function firstPage(): () => string {
  let count = 0;
  return () => (count++ === 0 ? 'page' : `command${count}`);
}

const WAYS: [string, (backend: Backend) => Backend][] = [
  ['with a backend that is no centre', (backend) => backend],
  ['with that backend behind a webview bridge', (backend) => bridged(backend, createFakeClock())],
];

async function setUpWith(through: (backend: Backend) => Backend) {
  const pbx = createFakePbx();
  const workstation = createWorkstation({
    backend: through(pbx.backend),
    ports: { clock: createFakeClock(), random: { ...createFakeRandom(), id: firstPage() } },
  });
  const events = recordEvents(workstation, [...DOMAIN_EVENTS, 'resynchronised']);
  await workstation.connect();
  const first = (): CallSnapshot => workstation.getSnapshot().sessions[0] as CallSnapshot;
  return { pbx, workstation, events, first };
}

describe.each(WAYS)('the call table through a workstation, %s', (_way, through) => {
  const setUp = () => setUpWith(through);

  it('takes an inbound call through hold, mute and digits to its end', async () => {
    const { pbx, workstation, events, first } = await setUp();
    const { calls } = workstation;
    pbx.ring('in');
    expect(workstation.getSnapshot().currentCallId).toBe('in');
    await calls.answer('in');
    expect(first()).toMatchObject({ phase: 'active', hold: 'none', mute: 'off' });
    await calls.hold('in');
    expect(first()).toMatchObject({ hold: 'held' });
    await calls.resume('in');
    await calls.mute('in');
    expect(first()).toMatchObject({ hold: 'none', mute: 'on' });
    await calls.unmute('in');
    await calls.sendDigits('in', '42#');
    expect(pbx.digits()).toBe('42#');
    await calls.hangup('in');
    expect(first()).toMatchObject({ phase: 'ended', end: { reason: 'localHangup' }, wrapUp: { deadline: null } });
    expect(workstation.getSnapshot().currentCallId).toBeNull();
    await calls.complete('in');
    expect(workstation.getSnapshot().sessions).toEqual([]);
    expect(events.names.filter((name) => name !== 'sessionChanged')).toEqual([
      'resynchronised',
      'sessionOffered',
      'sessionAccepted',
      'sessionActive',
      'sessionHeld',
      'sessionResumed',
      'sessionMuted',
      'sessionUnmuted',
      'sessionEnded',
      'sessionRemoved',
    ]);
  });

  it('takes an outbound call that is answered', async () => {
    const { pbx, workstation, first } = await setUp();
    const call = await workstation.calls.dial({ to: '10001' });
    expect(call).toMatchObject({ phase: 'dialing', direction: 'out' });
    pbx.fact('out', { type: 'peerRinging' });
    expect(first().phase).toBe('alerting');
    pbx.fact('out', { type: 'peerAnswered' });
    expect(first()).toMatchObject({ phase: 'active', peer: { state: 'joined' } });
    pbx.fact('out', { type: 'ended', end: { reason: 'remoteHangup', by: 'peer' } });
    expect(first()).toMatchObject({ phase: 'ended', end: { reason: 'remoteHangup', by: 'peer' } });
  });

  it('rejects, and shows a second call beside a held one', async () => {
    const { pbx, workstation, first } = await setUp();
    pbx.ring('one');
    await workstation.calls.answer('one');
    await workstation.calls.hold('one');
    pbx.ring('two');
    expect(workstation.getSnapshot().currentCallId).toBe('two');
    await workstation.calls.reject('two');
    expect(workstation.getSnapshot().currentCallId).toBe('one');
    expect(first()).toMatchObject({ id: 'one', hold: 'held' });
    await expect(workstation.calls.reject('two')).rejects.toMatchObject({ code: 'invalidState' });
  });
});
