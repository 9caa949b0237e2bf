import type { ChatSnapshot, Party, SessionSnapshot } from '@callstation/core';
import { END_REASONS, outgoingCall } from '@callstation/core/model';
import { fakeAgent, fakeOffer } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { openPage, type OpenPage } from './testing/open-page.ts';
import { EVENTS, type SurfaceEvent } from './testing/surface.ts';

const RICH_PEER: Partial<Party> = {
  ...{ number: '+49170***4567', masked: true, name: 'Ada', avatar: 'https://example.org/a.png', location: 'Berlin' },
};
const RICH_CONTEXT: Partial<SessionSnapshot['context']> = {
  ...{ calleeNumber: '+4930123456', callerNumber: '+491701234567', remark: 'calls again', userData: 'C-1001' },
  ...{ clientData: '{"cart":3}', channel: 'shop', displayNumber: '+4930999', trunk: 'north' },
  skillGroup: { id: 'sales', name: 'Sales' },
  ivrPath: [{ key: '1', label: 'Orders' }],
};
const chat = (rich: boolean): ChatSnapshot => ({
  ...{ id: 'chat-1', engagementId: 'e', kind: 'im', role: 'handler', direction: 'in', createdAt: 0 },
  peer: { id: 'visitor', role: 'customer', state: 'ringing', ...(rich ? RICH_PEER : {}) },
  context: { flow: 'in', ...(rich ? RICH_CONTEXT : {}) },
  phase: 'offered',
  deadline: 20_000,
});

/** Makes each event happen, with all that can be known or with as little as there can be. */
const HAPPEN: Record<string, (page: OpenPage, rich: boolean) => unknown> = {
  ready: () => undefined,
  tokenExpired: ({ centre }) =>
    centre.backend.emit({
      type: 'page',
      page: {
        connection: {
          state: 'refused',
          since: 0,
          error: { code: 'tokenExpired', message: 'Too old.', retryable: true },
        },
      },
    }),
  'callIn phone': ({ centre }, rich) => centre.callIn(rich ? { peer: RICH_PEER, context: RICH_CONTEXT } : {}),
  'callIn im': ({ centre }, rich) =>
    centre.backend.emit({ type: 'session', session: chat(rich), cause: 'sessionOffered' }),
  'callIn voip': ({ centre }, rich) =>
    centre.callIn({ kind: 'voip', ...(rich ? { peer: RICH_PEER, context: RICH_CONTEXT } : {}) }),
  'callIn video': ({ centre }, rich) =>
    centre.callIn({ kind: 'video', ...(rich ? { peer: RICH_PEER, context: RICH_CONTEXT } : {}) }),
  'callIn internal': ({ centre }) => centre.callIn({ kind: 'internal', peer: { role: 'agent', agentId: 'bob' } }),
  userAccessed: async ({ centre, tccc }) => tccc.Call.accept({ sessionId: centre.callIn() }),
  autoTransfer: ({ centre }) => centre.end(centre.callIn(), { reason: 'requeued', by: 'timer' }),
  calloutAccepted: async (page) => {
    await page.tccc.Call.startOutboundCall({ phoneNumber: '10001' });
    page.centre.tell(page.centre.newest, { type: 'peerAnswered' });
  },
  callOuted: ({ centre, tccc }, rich) => {
    if (!rich) return tccc.Call.startOutboundCall({ phoneNumber: '10001' });
    const peer = { id: 'p', role: 'customer', state: 'ringing', ...RICH_PEER } as const;
    const call = outgoingCall({ id: 'o', engagementId: 'e', kind: 'phone', peer, at: 0, context: RICH_CONTEXT });
    return centre.backend.emit({ type: 'session', session: call, cause: 'sessionDialing' });
  },
  sessionEnded: async ({ centre, tccc }, rich) => {
    await tccc.Call.accept({ sessionId: centre.callIn() });
    const end = rich ? ({ reason: 'busy', by: 'peer', cause: { sip: 486 } } as const) : null;
    centre.end(centre.newest, end ?? { reason: 'remoteHangup', by: 'peer' });
  },
  sessionCompleted: ({ centre }) => centre.end(centre.callIn(), { reason: 'remoteCancel', by: 'peer' }),
  transfer: async ({ centre, tccc }) => {
    for (const to of [{ userId: 'bob' }, { skillGroupId: 'sales' }]) {
      const sessionId = centre.callIn();
      await tccc.Call.accept({ sessionId });
      await tccc.Call.transfer({ sessionId, ...to });
      centre.end(sessionId, { reason: 'transferred', by: 'agent' });
    }
  },
  statusChanged: ({ tccc }) => tccc.Agent.setStatus({ status: 'rest' }),
  asr: ({ centre }) =>
    centre.backend.emit({
      type: 'append',
      transcript: { sessionId: 's', seq: 1, flow: 'IN', text: 'hello', at: 0 },
    }),
};

const nameOf = ({ event, kind }: SurfaceEvent): string => (kind === undefined ? event : `${event} ${kind}`);

function typeOf(value: unknown): string {
  const path = Array.isArray(value) && value.every((one: unknown) => hasKeyAndLabel(one));
  return path ? 'path' : typeof value;
}
const hasKeyAndLabel = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'key' in one && 'label' in one;

describe('every event', () => {
  it.each(EVENTS.map((one) => [nameOf(one), one] as const))(
    '%s has its fields, flat and under data',
    async (name, one) => {
      const seen = new Set<string>();
      for (const rich of [true, false]) {
        const page = await openPage({ pages: 'all' });
        await HAPPEN[name]?.(page, rich);
        await page.settle();
        const told = page.heard.filter(([event]) => event === one.event);
        expect(told.length).toBeGreaterThan(0);
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
      }
      expect([...seen].toSorted()).toEqual(Object.keys(one.fields).toSorted());
    },
  );
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
