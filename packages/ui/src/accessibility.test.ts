import type { ActiveCall, CallSnapshot } from '@callstation/core/model';
import { fakeOffer, T0 } from '@callstation/testkit';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';

import { ELEMENTS } from './elements.ts';
import { openSeat, type OpenSeat } from './testing/open-seat.ts';

const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
const CONSULT = { state: 'active', mode: 'consult', to: { agent: 'bob' }, party: BOB } as const;

let seat: OpenSeat;
afterEach(() => seat.close());

const tags = (Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[]).filter((tag) => tag !== 'cs-workstation');
const active =
  (changes: Partial<ActiveCall> = {}): (() => CallSnapshot) =>
  () =>
    seat.active(changes);

/** The main states of a seat. */
const STATES: readonly [name: string, set: () => Promise<unknown>][] = [
  ['without a call', async () => undefined],
  ['with a call that rings', () => seat.show(fakeOffer())],
  ['in a call', () => seat.show(active({ recording: 'on', mute: 'on' })())],
  ['with somebody asked', () => seat.show(active({ hold: 'held', consult: CONSULT })())],
  ['in a call of three', () => seat.show(active({ others: [BOB] })())],
  ['after a call', () => seat.be({ status: 'wrap-up', deadline: T0, wrapUp: { deadline: T0 } })],
  ['with a notice', () => seat.tell({ type: 'page', page: { output: 'blocked' } })],
];

/** What is wrong, with where. */
async function findings(): Promise<string[]> {
  const { violations } = await axe.run(seat.root.parentElement ?? document, {
    // Of a whole page, which this is not.
    rules: { region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(tags)(
    'axe finds nothing in any state of %s',
    async (tag) => {
      for (const [name, set] of STATES) {
        seat = await openSeat(`<${tag}></${tag}>`, `lang="en" theme="${theme}"`, (backend) => {
          backend.handle('directory.agents', () => [{ id: 'bob', name: 'Bob', status: 'idle', reach: 'page' }]);
          backend.handle('directory.skillGroups', () => [{ id: 'g', name: 'Sales' }]);
        });
        document.body.style.setProperty('background', theme === 'dark' ? '#0e131a' : '#f4f6fa');
        await seat.be({ rights: ['dial', 'record'] });
        await set();
        await Promise.all(document.getAnimations().map(({ finished }) => finished));
        expect([name, ...(await findings())]).toEqual([name]);
        await seat.close();
      }
    },
    60_000,
  );

  it.each(['dial', 'sendDigits', 'transfer', 'consult'])('nor in the panel for %s', async (part) => {
    seat = await openSeat('<cs-call-bar></cs-call-bar>', `lang="en" theme="${theme}"`, (backend) => {
      backend.handle('directory.agents', () => [{ id: 'bob', name: 'Bob', status: 'idle', reach: 'page' }]);
      backend.handle('directory.ivrs', () => [{ id: 'd', name: 'Day', nodes: [{ id: 't', name: 'Top' }] }]);
    });
    if (part !== 'dial') await seat.show(seat.active());
    await seat.press(`[part~="${part}"]`);
    expect(await findings()).toEqual([]);
  });
});
