import {
  END_REASONS,
  outgoingCall,
  type AgentSnapshot,
  type CallSnapshot,
  type ChatSnapshot,
  type End,
  type Party,
  type SessionContext,
} from '@callstation/core/model';
import { constantFields, fakeAgent, fakeOffer } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { callInOf } from './payloads.ts';
import { openPage, type OpenPage } from './testing/open-page.ts';
import { ANSWERS, EVENTS, type SurfaceEvent } from './testing/surface.ts';

/** All that can be known of a session. */
interface Known {
  peer: Partial<Party>;
  context: Partial<SessionContext>;
  phone: AgentSnapshot['phone'];
  end: End;
  flow: 'IN' | 'OUT';
}
const ADA: Known = {
  peer: {
    ...{ number: '+49170***4567', masked: true, userId: 'u-1', name: 'Ada', avatar: 'https://example.org/a.png' },
    location: 'Berlin',
  },
  context: {
    ...{ calleeNumber: '+4930123456', callerNumber: '+491701234567', remark: 'calls again', userData: 'C-1001' },
    ...{
      clientData: '{"cart":3}',
      channel: 'shop',
      channelName: 'The shop',
      displayNumber: '+4930999',
      trunk: 'north',
    },
    skillGroup: { id: 'sales', name: 'Sales' },
    ivrPath: [{ key: '1', label: 'Orders' }],
  },
  phone: { mode: 'mobile' },
  end: { reason: 'busy', by: 'peer', cause: { sip: 486 } },
  flow: 'IN',
};
const BEN: Known = {
  peer: {
    ...{ number: '+8613*****8000', masked: true, userId: 'u-2', name: 'Ben', avatar: 'https://example.org/b.png' },
    location: 'Beijing',
  },
  context: {
    ...{ calleeNumber: '4000', callerNumber: '+8613800138000', remark: 'new here', userData: 'C-1002' },
    ...{ clientData: '{}', channel: 'app', channelName: 'The app', displayNumber: '4001', trunk: 'south' },
    skillGroup: { id: 'support', name: 'Support' },
    ivrPath: [{ key: '2', label: 'Returns' }],
  },
  phone: { mode: 'phone', number: '9001' },
  end: { reason: 'unreachable', by: 'system', cause: { code: 'noRoute' } },
  flow: 'OUT',
};
const outgoing = (known: Known | null, id: string) =>
  outgoingCall({
    ...{ id, engagementId: `${id}-e`, kind: 'phone', at: 0 },
    peer: { id: `${id}-p`, role: 'customer', state: 'ringing', number: '10001', ...known?.peer },
    context: known?.context ?? {},
  });
const chat = (known: Known | null, id: string): ChatSnapshot => ({
  ...{ id, engagementId: `${id}-e`, kind: 'im', role: 'handler', direction: 'in', createdAt: 0 },
  peer: { id: 'visitor', role: 'customer', state: 'ringing', ...known?.peer },
  context: { flow: 'in', ...known?.context },
  phase: 'offered',
  deadline: known ? 20_000 : null,
});
/** Rings with that, at the page or wherever the agent takes calls. */
function ring({ centre }: OpenPage, kind: CallSnapshot['kind'], known: Known | null, who = known?.peer): string {
  const agent = {
    ...fakeAgent('alice', { leadPage: centre.backend.page?.pageId ?? null }),
    phone: known?.phone ?? { mode: 'page' },
  };
  centre.backend.emit({ type: 'agent', agent, cause: 'agentChanged' });
  const id = `${kind}-${known?.peer.name ?? 'nobody'}`;
  const session = {
    ...fakeOffer(id),
    kind,
    deadline: known ? fakeOffer().createdAt + (known === ADA ? 20_000 : 9000) : null,
  };
  const peer = { ...session.peer, ...who };
  const context = { ...session.context, calleeNumber: '4000', ...known?.context };
  centre.backend.emit({ type: 'session', session: { ...session, peer, context }, cause: 'sessionOffered' });
  return id;
}
const answered = async ({ centre, tccc }: OpenPage): Promise<string> => {
  const sessionId = centre.callIn();
  await tccc.Call.accept({ sessionId });
  return sessionId;
};

/** Makes each event happen, with all that can be known, or with as little as there can be. */
const HAPPEN: Record<string, (page: OpenPage, known: Known | null) => unknown> = {
  ready: () => undefined,
  tokenExpired: ({ centre }, known) => {
    const error = { code: 'tokenExpired', message: `Too old, ${known?.peer.name ?? 'you'}.`, retryable: true };
    centre.backend.emit({ type: 'page', page: { connection: { state: 'refused', since: 0, error } } });
  },
  'callIn phone': (page, known) => ring(page, 'phone', known),
  'callIn im': ({ centre }, known) => {
    const session = chat(known, `chat-${known?.peer.name ?? 'nobody'}`);
    centre.backend.emit({ type: 'session', session, cause: 'sessionOffered' });
  },
  'callIn voip': (page, known) => ring(page, 'voip', known),
  'callIn video': (page, known) => ring(page, 'video', known),
  'callIn internal': (page, known) => {
    const colleague: Partial<Party> = { role: 'agent', agentId: `bob${known?.peer.name ?? ''}` };
    ring(page, 'internal', known, colleague);
  },
  userAccessed: (page) => answered(page),
  autoTransfer: ({ centre }) => centre.end(centre.callIn(), { reason: 'requeued', by: 'timer' }),
  calloutAccepted: async (page) => {
    await page.tccc.Call.startOutboundCall({ phoneNumber: '10001' });
    page.centre.tell(page.centre.newest, { type: 'peerAnswered' });
  },
  callOuted: ({ centre }, known) => {
    const session = outgoing(known, `out-${known?.peer.name ?? 'nobody'}`);
    centre.backend.emit({ type: 'session', session, cause: 'sessionDialing' });
  },
  sessionEnded: async ({ centre, tccc, clock }, known) => {
    const sessionId = centre.callIn(known === null ? { kind: 'voip' } : {});
    await tccc.Call.accept({ sessionId });
    clock.advance(known === ADA ? 1500 : 3000);
    centre.end(sessionId, known?.end ?? { reason: 'remoteHangup', by: 'peer' });
  },
  sessionCompleted: ({ centre }) => centre.end(centre.callIn(), { reason: 'remoteCancel', by: 'peer' }),
  transfer: async (page, known) => {
    for (const to of [
      { userId: `bob${known?.peer.name ?? ''}` },
      { skillGroupId: known?.context.skillGroup?.id ?? 'vip' },
    ]) {
      const sessionId = await answered(page);
      await page.tccc.Call.transfer({ sessionId, ...to });
      page.centre.end(sessionId, { reason: 'transferred', by: 'agent' });
    }
  },
  statusChanged: ({ tccc }, known) =>
    tccc.Agent.setStatus({ status: known === ADA ? 'rest' : known === BEN ? 'notReady' : 'arrange' }),
  asr: ({ centre }, known) => {
    const text = `I am ${known?.peer.name ?? 'nobody'}`;
    const transcript = { sessionId: text, seq: 1, flow: known?.flow ?? 'IN', text, at: 0 };
    centre.backend.emit({ type: 'append', transcript });
  },
};

const nameOf = ({ event, kind }: SurfaceEvent): string => (kind === undefined ? event : `${event} ${kind}`);

function typeOf(value: unknown): string {
  const path = Array.isArray(value) && value.every((one: unknown) => hasKeyAndLabel(one));
  return path ? 'path' : typeof value;
}
const hasKeyAndLabel = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'key' in one && 'label' in one;

/** Whatever of an event is told when it happens to two who are known, and to one who is not. */
async function toldOf(one: SurfaceEvent): Promise<OpenPage['heard']> {
  const all: OpenPage['heard'] = [];
  for (const [at, known] of [ADA, BEN, null].entries()) {
    const page = await openPage({ pages: 'all' });
    // A centre that has had so many calls before: each call is another.
    for (let before = 0; before < at * 2; before++)
      page.centre.end(page.centre.callIn(), { reason: 'busy', by: 'peer' });
    page.heard.length = one.event === 'ready' ? 1 : 0;
    await HAPPEN[nameOf(one)]?.(page, known);
    await page.settle();
    all.push(...page.heard.filter(([event]) => event === one.event));
  }
  return all;
}

describe('every event', () => {
  it.each(EVENTS.map((one) => [nameOf(one), one] as const))(
    '%s has its fields, flat and under data, none of them always the same',
    async (name, one) => {
      const seen = new Set<string>();
      const told = await toldOf(one);
      expect(told.length).toBeGreaterThan(2);
      for (const [, { data, ...flat }] of told) {
        expect(flat).toEqual(data);
        for (const [field, value] of Object.entries(data)) {
          expect([field, typeOf(value)]).toEqual([field, one.fields[field]?.replace('!', '')]);
          seen.add(field);
        }
        const required = Object.keys(one.fields).filter((field) => one.fields[field]?.endsWith('!'));
        expect(required.filter((field) => data[field] === undefined || data[field] === '')).toEqual([]);
        if (one.kind !== undefined) expect(data['type']).toBe(one.kind);
      }
      expect([...seen].toSorted()).toEqual(Object.keys(one.fields).toSorted());
      const constant = constantFields(told.map(([, { data }]) => [name, data] as const));
      // What tells the kinds apart.
      expect(constant.filter(({ path }) => one.kind === undefined || path !== 'type')).toEqual([]);
    },
  );
});

describe('every answer', () => {
  it('has its fields, flat and under data, none of them always the same', async () => {
    const given: [string, unknown][] = [];
    const hear = async (name: string, answer: Promise<object>): Promise<void> => void given.push([name, await answer]);
    for (const [at, known] of [ADA, BEN, null].entries()) {
      const page = await openPage({ pages: 'all' });
      const { centre, tccc } = page;
      for (let before = 0; before < at; before++) centre.end(centre.callIn(), { reason: 'busy', by: 'peer' });
      const sessionId = await answered(page);
      if (known === ADA) await tccc.Call.muteMic({ sessionId });
      await hear('Call.isMicMuted', tccc.Call.isMicMuted({ sessionId }));
      centre.end(sessionId, { reason: 'remoteHangup', by: 'peer' });
      centre.endWrapUp();
      await hear('Call.startInternalCall', tccc.Call.startInternalCall({ calleeUserId: 'bob' }));
      centre.end(centre.newest, { reason: 'busy', by: 'peer' });
      const agent = { ...fakeAgent('alice'), phone: known?.phone ?? { mode: 'page' as const } };
      centre.backend.emit({ type: 'agent', agent, cause: 'agentChanged' });
      centre.backend.handle('call.dial', () => {
        const leg = { state: 'connecting', at: known ? { phone: '20001' } : { page: 'p' } } as const;
        const session = { ...outgoing(known, `placed-${at}`), leg };
        centre.backend.emit({ type: 'session', session, cause: 'sessionDialing' });
        return { sessionId: session.id };
      });
      await hear('Call.startOutboundCall', tccc.Call.startOutboundCall({ phoneNumber: '10001' }));
      centre.backend.handle('directory.skillGroups', () => [{ id: `g${at}`, name: `Group ${at}` }]);
      for (const one of await tccc.Admin.getSkillGroups()) given.push(['Admin.getSkillGroups', one]);
    }
    for (const [name, answer] of given) {
      if (name.startsWith('Admin')) continue;
      const { status, data, ...flat } = answer as { status: string; data: object };
      expect([name, status, flat]).toEqual([name, 'success', data]);
    }
    const payloads = given.map(
      ([name, answer]) => [name, 'data' in (answer as object) ? (answer as { data: unknown }).data : answer] as const,
    );
    for (const [name, fields] of Object.entries(ANSWERS)) {
      const keys = payloads.filter(([one]) => one === name).flatMap(([, data]) => Object.keys(data as object));
      expect([name, [...new Set(keys)].toSorted()]).toEqual([name, fields.toSorted()]);
    }
    expect(constantFields(payloads)).toEqual([]);
  });
});

describe('what is told', () => {
  it('counts seconds: of an offer, and of a conversation', async () => {
    const { centre, clock, tccc, last } = await openPage();
    const sessionId = centre.callIn();
    expect(last('callIn')['timeout']).toBe(20);
    await tccc.Call.accept({ sessionId });
    clock.advance(61_500);
    centre.end(sessionId, { reason: 'remoteHangup', by: 'peer' });
    expect(last('sessionEnded')).toMatchObject({ duration: 61.5, closeBy: 'client', type: 'phone' });
    expect(last('sessionEnded')).not.toHaveProperty('mainReason');
  });

  it.each(END_REASONS)('says who closed it and why: %s', async (reason) => {
    const { centre, tccc, last, names } = await openPage();
    await tccc.Call.accept({ sessionId: centre.callIn() });
    centre.end(centre.newest, { reason, by: 'system', cause: { sip: 500, code: 'seen', text: 'said' } });
    const { closeBy, mainReason, subReason } = last('sessionEnded');
    expect(['client', 'seat', 'admin', 'timer']).toContain(closeBy);
    if (closeBy === 'admin') expect([typeof mainReason, subReason]).toEqual(['string', 'seen']);
    else expect(mainReason).toBeUndefined();
    // It was answered, so it did not only pass by.
    expect(names()).not.toContain('autoTransfer');
  });

  it('says where the agent has the call', async () => {
    const types = [];
    for (const phone of [{ mode: 'page' }, { mode: 'mobile' }, { mode: 'phone' }] as const) {
      const { centre, last } = await openPage({ pages: 'all' });
      centre.backend.emit({ type: 'agent', agent: { ...fakeAgent('alice'), phone }, cause: 'agentChanged' });
      centre.backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
      types.push(last('callIn')['serverType']);
    }
    expect(types).toEqual(['staffSeat', 'staffPhoneSeat', 'staffExtensionSeat']);
  });
});

it('tells of a call that a colleague made our own number as the one called, and the other party’s as the caller’s', () => {
  const peer = { ...fakeOffer().peer, number: '+86139****9000', masked: true };
  const context = {
    flow: 'out',
    callerNumber: '+8640',
    calleeNumber: '+86139****9000',
    displayNumber: '+8640',
  } as const;
  expect(callInOf({ ...fakeOffer(), peer, context }, fakeAgent())).toMatchObject({
    ...{ calleePhoneNumber: '+8640', protectedCallee: '+8640' },
    ...{ callerPhoneNumber: '+86139****9000', protectedCaller: '+86139****9000' },
  });
});
