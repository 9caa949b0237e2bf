import { offeredCall, type CallSnapshot, type Party } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';
import { demoApp } from './app-config.ts';
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
