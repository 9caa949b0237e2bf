import { offeredCall, type AgentSnapshot, type CallSnapshot, type Party } from '@callstation/core/model';
import { fakeAgent, fakeState } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig } from './app-config.ts';
import { createShown } from './shown-parties.ts';

const party = (id: string, number?: string): Party => ({
  ...{ id, role: 'customer', state: 'joined' },
  ...(number === undefined ? {} : { number }),
});
const offered: CallSnapshot = offeredCall({
  ...{ id: 's1', engagementId: 'e1', kind: 'phone', peer: party('p1', '+8613800138000'), at: 1, deadline: null },
  context: { flow: 'in' },
});
const active: CallSnapshot = {
  ...{ ...offered, phase: 'active', answeredAt: 2, leg: { state: 'flowing', at: null }, mute: 'off', cameraOff: 'off' },
  ...{ hold: 'held', recording: 'off', others: [party('p2', '+12125551234'), party('p3')] },
  consult: { state: 'active', mode: 'consult', to: { number: '1' }, party: party('p4', '+862187654321') },
};
const shown = createShown((number, language, country) => `${language} ${country} ${number}`);

describe('what pages are shown', () => {
  it('says where everybody with a number is at home', () => {
    const update = shown.update(demoApp, { type: 'session', session: active, cause: 'sessionHeld' });
    expect(update).toMatchObject({
      type: 'session',
      cause: 'sessionHeld',
      session: {
        peer: { location: 'en CN +8613800138000' },
        others: [{ location: 'en CN +12125551234' }, { id: 'p3' }],
        consult: { mode: 'consult', party: { location: 'en CN +862187654321' } },
      },
    });
    expect(JSON.stringify(update)).not.toContain('undefined');
    expect(active.peer).not.toHaveProperty('location');
  });

  it('says by which number of ours a call comes or goes, and where that one is at home', () => {
    const of = (context: CallSnapshot['context']) => shown.session(demoApp, { ...offered, context }).context;
    const [theirs, ours] = ['+8613800138000', '+862188880000'];
    const own = { displayNumber: ours, displayLocation: `en CN ${ours}` };
    expect(of({ flow: 'in', callerNumber: theirs, calleeNumber: ours })).toMatchObject(own);
    expect(of({ flow: 'out', callerNumber: ours, calleeNumber: theirs })).toMatchObject(own);
    expect(of({ flow: 'in', calleeNumber: '4000', displayNumber: ours })).toMatchObject(own);
    expect(of({ flow: 'out' })).toEqual({ flow: 'out' });
    const nowhere = createShown().session(demoApp, { ...offered, context: { flow: 'in', calleeNumber: ours } });
    expect(nowhere.context).toEqual({ flow: 'in', calleeNumber: ours, displayNumber: ours });
  });

  it('says where an agent’s phone is at home and which number a break has, shown or chosen for later', () => {
    const app: AppConfig = { ...demoApp, breakReasons: [{ id: 'lunch', name: 'Lunch', code: 101 }] };
    const seen = (changes: object): AgentSnapshot => {
      const agent = { ...fakeAgent('alice'), ...changes } as AgentSnapshot;
      const update = shown.update(app, { type: 'agent', agent, cause: 'agentChanged' });
      const state = shown.state(app, { ...fakeState({ agent }), sessions: [] });
      expect(update).toEqual({ type: 'agent', agent: state.agent, cause: 'agentChanged' });
      return state.agent;
    };
    const lunch = { status: 'break', reason: 'lunch' } as const;
    expect(seen({ phone: { mode: 'mobile', number: '+8613800138000' } }).phoneLocation).toBe('en CN +8613800138000');
    expect(seen(lunch).breakCode).toBe(101);
    expect(seen({ status: 'busy', wanted: lunch }).breakCode).toBe(101);
    expect(seen({ status: 'break', reason: 'tea', wanted: lunch })).not.toHaveProperty('breakCode');
    expect(seen({})).toEqual(fakeAgent('alice'));
  });

  it('keeps what is known better, and adds nothing where nothing is known', () => {
    const known = { ...offered, peer: { ...offered.peer, location: 'Shop 7' } };
    expect(shown.session(demoApp, known).peer.location).toBe('Shop 7');
    expect(createShown().session(demoApp, active)).toEqual(active);
  });

  it('is in the language the app reads', () => {
    const of = (app: Partial<typeof demoApp>): string => {
      const { locationLanguage: _, ...bare } = demoApp;
      return shown.session({ ...bare, ...app }, offered).peer.location ?? '';
    };
    expect(of({})).toMatch(/^zh/u);
    expect(of({ defaultCountry: 'US' })).toMatch(/^en US/u);
    expect(of({ defaultCountry: 'US', locationLanguage: 'zh' })).toMatch(/^zh US/u);
  });
});
