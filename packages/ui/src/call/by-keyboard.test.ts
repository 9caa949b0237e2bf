import type { CallSnapshot, EndedCall } from '@callstation/core/model';
import { fakeOffer, T0 } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';

const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;

let seat: OpenSeat;
beforeEach(async () => {
  seat = await openSeat(
    '<input id="notes" /><cs-call-bar></cs-call-bar><cs-incoming-call></cs-incoming-call>',
    'lang="en"',
    (backend) => {
      backend.handle('directory.agents', () => [{ id: 'bob', name: 'Bob', status: 'idle', reach: 'page' }]);
    },
  );
});
afterEach(() => seat.close());

/** The element that has the focus, into shadow roots. */
function focused(): HTMLElement {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at as HTMLElement;
}
const press = async (keys: string): Promise<void> => {
  await userEvent.keyboard(keys);
  await seat.settled();
};
/** Goes on with Tab until a button of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let steps = 0; steps < 30; steps++) {
    if (focused().getAttribute('aria-label') === name || focused().textContent.trim() === name) return;
    await userEvent.tab();
  }
  throw new Error(`no Tab leads to ${name}, but to ${focused().outerHTML.slice(0, 200)}`);
}
const show = async (call: CallSnapshot): Promise<void> => {
  await seat.show(call);
};

it('a call is answered, held, asked about, merged and worked on after it, without a pointer', async () => {
  await show(fakeOffer());
  await press('{F8}');
  expect(seat.asked()[0]).toBe('call.answer');
  await show(seat.active());
  await tabTo('Hold');
  await press('{Enter}');
  expect(seat.asked()[0]).toBe('call.hold');
  await show(seat.active({ hold: 'held' }));
  await tabTo('Consult');
  await press('{Enter}');
  expect(focused().id).toBe('number');
  await tabTo('Consult Bob');
  await press('{Enter}');
  expect(seat.asked()).toEqual(['call.consult', { sessionId: 's1', to: { agent: 'bob' } }]);
  const consult = { mode: 'consult', to: { agent: 'bob' }, party: BOB } as const;
  await show(seat.active({ hold: 'held', consult: { state: 'active', ...consult } }));
  await tabTo('Merge');
  await press(' ');
  expect(seat.asked()[0]).toBe('call.merge');
  await show(seat.active({ others: [BOB] }));
  await tabTo('Hang up');
  await press('{Enter}');
  await seat.be({ status: 'wrap-up', deadline: null, wrapUp: { deadline: null } });
  const end = { reason: 'localHangup', by: 'agent' } as const;
  await show({
    ...seat.active(),
    phase: 'ended',
    endedAt: T0,
    end,
    wrapUp: { deadline: null },
  } as unknown as EndedCall);
  await tabTo('Done');
  await press('{Enter}');
  expect(seat.asked()[0]).toBe('agent.endWrapUp');
});

describe('the focus', () => {
  it('stays where it is when a call comes', async () => {
    seat.find('#notes').focus();
    await show(fakeOffer());
    expect(focused().id).toBe('notes');
  });

  it('goes to the group, not to the next button, when its own button goes', async () => {
    await show(fakeOffer());
    await tabTo('Answer');
    await show(seat.active());
    expect(focused().getAttribute('role')).toBe('group');
    await userEvent.tab();
    expect(focused().textContent.trim()).toBe('Mute');
  });

  it('stays on the switch that was pressed', async () => {
    await show(seat.active());
    await tabTo('Mute');
    await show(seat.active({ mute: 'on' }));
    expect(focused().textContent.trim()).toBe('Unmute');
  });

  it('goes back to what opened a panel on Escape, and the panel is gone', async () => {
    await show(seat.active());
    await tabTo('Transfer');
    await press('{Enter}');
    expect(focused().id).toBe('number');
    await press('{Escape}');
    expect(focused().textContent.trim()).toBe('Transfer');
    expect(seat.missing('cs-transfer-panel')).toBe(true);
  });
});

it('digits are typed on the keys once they are open', async () => {
  await show(seat.active());
  await tabTo('Keypad');
  await press('{Enter}');
  await press('4');
  await press('#');
  expect(seat.asked()).toEqual(['call.sendDigits', { sessionId: 's1', digits: '#' }]);
  expect(seat.find('output').textContent).toBe('4#');
});
