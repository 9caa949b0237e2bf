import { createWorkstation } from '@callstation/core';
import { CallstationError } from '@callstation/core';
import { createFakeBackend, fakeOffer, T0 } from '@callstation/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { IntentEvent } from '../base/intent-event.ts';
import { openSeat, type OpenSeat } from '../testing/open-seat.ts';

const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
const EVE = { id: 'eve', name: 'Eve', status: 'offline', reach: 'none' } as const;

let seat: OpenSeat;
afterEach(() => seat.close());
const open = async (inside: string): Promise<void> => {
  seat = await openSeat(inside, 'lang="en"', (backend) => {
    backend.handle('directory.agents', () => [
      { id: 'alice', name: 'Alice', status: 'busy', reach: 'page' },
      { id: 'bob', name: 'Bob', status: 'idle', reach: 'page' },
      EVE,
    ]);
    backend.handle('directory.skillGroups', () => [{ id: 'g', name: 'Sales' }]);
    backend.handle('directory.ivrs', () => [{ id: 'day', name: 'Main menu', nodes: [{ id: 'top', name: 'Welcome' }] }]);
  });
};
const labels = (): string[] =>
  [...seat.find('.controls').querySelectorAll('button')].map(({ textContent }) => textContent.trim());
const button = (name: string): string => `button[aria-label="${name}"]`;
const heights = (selector: string): number => seat.find(selector).getBoundingClientRect().height;

describe('cs-call-bar', () => {
  it.each([320, 700, 1200])('is as high with a call as without, %d px wide', async (width) => {
    await open('<cs-call-bar></cs-call-bar>');
    seat.root.parentElement?.style.setProperty('inline-size', `${width}px`);
    const before = heights('cs-call-bar');
    const seen = [before];
    const look = async (): Promise<void> => void seen.push(heights('cs-call-bar'));
    await seat.show(fakeOffer());
    await look();
    await seat.show(seat.active({ recording: 'on' }));
    await look();
    await seat.show(seat.active({ others: [BOB] }));
    await look();
    await seat.be({ status: 'wrap-up', deadline: T0, wrapUp: { deadline: T0 } });
    await seat.tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    await look();
    expect(new Set(seen)).toEqual(new Set([before]));
    expect(before).toBeGreaterThan(50);
  });

  it.each([320, 390, 700, 1200])('shows every control of a call within its width, %d px', async (width) => {
    await open('<cs-call-bar></cs-call-bar>');
    seat.root.parentElement?.style.setProperty('inline-size', `${width}px`);
    await seat.show(seat.active({ others: [BOB], recording: 'on' }));
    const bar = seat.find('.bar').getBoundingClientRect();
    for (const one of seat.find('.controls').querySelectorAll('button')) {
      const { left, right, width: wide, height } = one.getBoundingClientRect();
      expect(left).toBeGreaterThanOrEqual(bar.left);
      expect(right).toBeLessThanOrEqual(bar.right);
      expect(Math.min(wide, height)).toBeGreaterThanOrEqual(24);
    }
  });

  it('shows the call that matters now, and how many more there are', async () => {
    await open('<cs-call-bar></cs-call-bar>');
    await seat.show(seat.active({ hold: 'held' }));
    await seat.show(fakeOffer('s2', '4000'));
    expect(seat.find('[part~="name"]').textContent).toBe('4000');
    expect(seat.find('[part~="others"]').textContent).toBe('1 more');
    expect(labels()).toEqual(['Answer', 'Reject']);
  });

  it('lets call, and says why not', async () => {
    await open('<cs-call-bar></cs-call-bar>');
    await seat.be({ status: 'break', reason: 'Lunch' });
    expect(seat.find('.bar').textContent).toMatch(/On a break\s*Lunch/u);
    await seat.be({ rights: [] });
    const dial = seat.find('[part~="dial"]');
    expect([dial.getAttribute('aria-disabled'), dial.title]).toEqual(['true', 'You do not have the right to do that.']);
    dial.click();
    await seat.settled();
    expect(seat.missing('cs-dial-pad')).toBe(true);
  });
});

describe('cs-call-controls', () => {
  it('shows what a page lets it show', async () => {
    await open('<cs-call-controls controls="hold mute transfer hangup"></cs-call-controls>');
    await seat.show(seat.active({ mute: 'on' }));
    expect(labels()).toEqual(['Unmute', 'Hold', 'Transfer', 'Hang up']);
  });

  it('says why a verb is blocked, and does not do it', async () => {
    await open('<cs-call-controls></cs-call-controls>');
    await seat.show(seat.active({ hold: 'held' }));
    const keypad = seat.find('[part~="sendDigits"]');
    expect([keypad.getAttribute('aria-disabled'), keypad.title]).toEqual(['true', 'The call is on hold.']);
    keypad.click();
    await seat.settled();
    expect(seat.missing('[popover]')).toBe(true);
  });

  it('shows that a command is on its way, on its own button', async () => {
    await open('<cs-call-controls></cs-call-controls>');
    await seat.show(seat.active());
    seat.backend.handle('call.hold', () => new Promise<null>(() => undefined));
    await seat.press('[part~="hold"]');
    expect(seat.find('[part~="hold"]').getAttribute('aria-busy')).toBe('true');
    expect(seat.find('[part~="mute"]').hasAttribute('aria-busy')).toBe(false);
  });

  it('opens one panel over the page at a time, and closes it at a press elsewhere', async () => {
    await open('<cs-call-controls></cs-call-controls><p id="elsewhere">x</p>');
    await seat.show(seat.active());
    const before = heights('cs-call-controls');
    await seat.press('[part~="transfer"]');
    expect(seat.find('[popover]').matches(':popover-open')).toBe(true);
    expect(heights('cs-call-controls')).toBe(before);
    await seat.press('[part~="consult"]');
    expect(seat.find('[popover]').getAttribute('aria-label')).toBe('Consult');
    seat.find('#elsewhere').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await seat.settled();
    expect(seat.missing('[popover]')).toBe(true);
  });

  it('asks for nothing on its own: without a root the page gets the intent', async () => {
    await open('');
    const backend = createFakeBackend();
    const workstation = createWorkstation({ backend });
    await workstation.connect();
    backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
    const alone = document.createElement('cs-call-controls');
    alone.lang = 'en';
    alone.snapshot = workstation.getSnapshot();
    const asked: IntentEvent[] = [];
    alone.addEventListener('cs-intent', (event) => asked.push(event));
    document.body.append(alone);
    await alone.updateComplete;
    alone.shadowRoot?.querySelector<HTMLElement>('[part~="answer"]')?.click();
    expect(asked.map(({ intent }) => intent)).toEqual([{ scope: 'call', verb: 'answer', id: 's1' }]);
    expect(backend.requests).toEqual([]);
    alone.remove();
    await workstation.close();
  });
});

describe('cs-transfer-panel', () => {
  const transfer = async (): Promise<void> => {
    await open('<cs-transfer-panel></cs-transfer-panel>');
    await seat.show(seat.active());
  };
  it.each([
    ['Transfer to Bob', { agent: 'bob' }],
    ['Transfer to Sales', { skillGroup: 'g' }],
    ['Transfer to Main menu: Welcome', { ivr: 'day', node: 'top', agentLeg: 'hangup' }],
  ])('%s', async (name, to) => {
    await transfer();
    await seat.press(button(name));
    expect(seat.asked()).toEqual(['call.transfer', { sessionId: 's1', to }]);
  });

  it('to a number, by the same field that looks for names', async () => {
    await transfer();
    const field = seat.find<HTMLInputElement>('input');
    const type = async (text: string): Promise<void> => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await seat.settled();
    };
    await type('bo');
    expect([seat.missing(button('Transfer to Eve')), seat.missing(button('Transfer to Sales'))]).toEqual([true, true]);
    await seat.press('[part~="submit"]');
    expect(seat.backend.requests.filter(({ method }) => method === 'call.transfer')).toEqual([]);
    await type(' 20002 ');
    await seat.press('[part~="submit"]');
    expect(seat.asked()).toEqual(['call.transfer', { sessionId: 's1', to: { number: '20002' } }]);
  });

  it('stays on the line where the agent says so', async () => {
    await transfer();
    await seat.press('[type="checkbox"]');
    await seat.press(button('Transfer to Main menu: Welcome'));
    expect(seat.asked()[1]).toMatchObject({ to: { agentLeg: 'wait' } });
  });

  it.each([
    ['transfer:agent', [true, false, false, false]],
    ['transfer:skillGroup transfer:number', [false, true, false, true]],
    ['hold,transfer:ivr', [false, false, true, false]],
    ['transfer', [true, true, true, true]],
  ])('offers what a page lets it offer: %s', async (controls, offered) => {
    await open(`<cs-call-controls controls="${controls}"></cs-call-controls>`);
    await seat.show(seat.active());
    await seat.press('[part~="transfer"]');
    const [bob, sales, menu] = ['Bob', 'Sales', 'Main menu: Welcome'].map((name) => button(`Transfer to ${name}`));
    const there = [bob ?? '', sales ?? '', menu ?? '', '[part~="submit"]'].map((one) => !seat.missing(one));
    expect(there).toEqual(offered);
  });

  it('asks neither a queue nor a menu for advice, and offers nobody twice', async () => {
    await transfer();
    await seat.press('[part~="consult"]');
    expect(seat.missing(button('Consult Sales'))).toBe(true);
    expect(seat.missing(button('Consult Alice'))).toBe(true);
    const eve = seat.find(button('Consult Eve'));
    expect([eve.getAttribute('aria-disabled'), eve.title]).toEqual(['true', 'This colleague cannot be reached now.']);
    await seat.press(button('Consult Bob'));
    expect(seat.asked()[0]).toBe('call.consult');
  });

  it('stays open, and the root says why, when it did not work', async () => {
    await open('<cs-call-controls></cs-call-controls>');
    await seat.show(seat.active());
    seat.backend.handle('call.transfer', () => Promise.reject(new CallstationError('notFound')));
    await seat.press('[part~="transfer"]');
    await seat.press(button('Transfer to Bob'));
    expect(seat.missing('cs-transfer-panel')).toBe(false);
    expect(seat.find('.problem').textContent).toContain('not there any more');
  });
});

describe('cs-dial-pad', () => {
  it('dials what its keys and its field say', async () => {
    await open('<cs-dial-pad></cs-dial-pad>');
    for (const key of ['1', '0', 'Star']) await seat.press(button(key));
    await seat.press('[part~="erase"]');
    seat.backend.handle('call.dial', () => ({ sessionId: 's1' }));
    await seat.press('[part~="dial"]');
    expect(seat.asked()).toEqual(['call.dial', { to: { number: '10' } }]);
  });

  it('says itself that a number is none', async () => {
    await open('<cs-dial-pad value="1"></cs-dial-pad>');
    seat.backend.handle('call.dial', () => Promise.reject(new CallstationError('invalidArgument')));
    await seat.press('[part~="dial"]');
    expect(seat.find('[role="alert"]#wrong').textContent).toContain('not a number');
    expect(seat.missing('.problem')).toBe(true);
    await seat.press(button('2'));
    expect(seat.missing('#wrong')).toBe(true);
  });

  it('calls a colleague, or their mobile phone', async () => {
    await open('<cs-dial-pad colleagues></cs-dial-pad>');
    await seat.press(button('Call Bob, mobile'));
    expect(seat.asked()).toEqual(['call.dial', { to: { agent: 'bob', useMobile: true } }]);
  });
});

describe('cs-incoming-call', () => {
  it('shows who calls, why, and how long it still rings; then it is gone', async () => {
    await open('<cs-incoming-call></cs-incoming-call>');
    // The page's clock is two seconds behind the centre's.
    vi.spyOn(Date, 'now').mockReturnValue(T0 + 3_000);
    await seat.tell({ type: 'page', page: { clockOffset: 2_000 } });
    const context = {
      flow: 'in',
      skillGroup: { id: 'g', name: 'Sales' },
      ivrPath: [{ key: '1', label: 'Orders' }],
      requeued: { agent: 'bob', name: 'Bob', why: 'agentLost' },
    } as const;
    await seat.show({ ...fakeOffer(), context: { ...context, ivrPath: [...context.ivrPath] } });
    const text = seat.find('article').textContent.replaceAll(/\s+/gu, ' ');
    for (const part of ['+491701234567', 'Sales', 'Orders', '0:15', '(Bob)', 'Press F8']) expect(text).toContain(part);
    vi.restoreAllMocks();
    await seat.press('[part~="answer"]');
    expect(seat.asked()[0]).toBe('call.answer');
    await seat.show(seat.active());
    expect(seat.missing('article')).toBe(true);
  });

  it('takes no room in the page, unless it is put inline', async () => {
    await open('<cs-incoming-call></cs-incoming-call>');
    await seat.show(fakeOffer());
    expect(getComputedStyle(seat.find('cs-incoming-call')).position).toBe('fixed');
    seat.find('cs-incoming-call').setAttribute('inline', '');
    expect(getComputedStyle(seat.find('cs-incoming-call')).position).toBe('static');
  });
});

describe('cs-call-card', () => {
  const states = (): string[] =>
    [...seat.find('.sides').querySelectorAll('.detail')].map(({ textContent }) => textContent.trim());

  it('says who is on which side while somebody is asked', async () => {
    await open('<cs-call-card></cs-call-card>');
    const consult = { mode: 'consult', to: { agent: 'bob' }, party: BOB } as const;
    await seat.show(seat.active({ hold: 'held', consult: { state: 'dialing', ...consult } }));
    expect(states()).toEqual(['Waits, hears music', 'Is being called']);
    await seat.show(seat.active({ hold: 'held', consult: { state: 'active', ...consult } }));
    expect(states()).toEqual(['Waits, hears music', 'Talks with you']);
    await seat.show(seat.active({ consult: { state: 'active', ...consult } }));
    expect(states()).toEqual(['Talks with you', 'Waits, hears music']);
  });

  it('sends one of three away, and says whom', async () => {
    await open('<cs-call-card></cs-call-card>');
    await seat.show(seat.active({ others: [BOB] }));
    const remove = seat.find('[part~="removeParticipant"]');
    const by = remove.getAttribute('aria-describedby') ?? '';
    expect((remove.getRootNode() as ShadowRoot).getElementById(by)?.textContent).toBe('Bob');
    await seat.press('[part~="removeParticipant"]');
    expect(seat.asked()).toEqual(['call.removeParticipant', { sessionId: 's1', participant: 'p2' }]);
  });

  it('says what the agent should know, and where the sound is', async () => {
    await open('<cs-call-card></cs-call-card>');
    const failed = { reason: 'busy', by: 'system' } as const;
    await seat.show(
      seat.active({ consult: { state: 'none', failed }, leg: { state: 'flowing', at: { phone: '20001' } } }),
    );
    expect(seat.find('[part~="notice"]').textContent).toBe('The other party: Busy');
    expect(seat.find('[part~="sound-place"]').textContent).toContain('on the phone 20001');
    await seat.show(seat.active({ role: 'supervisor', supervises: { session: 's0', mode: 'whisper' } }));
    expect(seat.find('[part~="who-hears"]').textContent).toContain('The customer does not hear you.');
  });

  it('is as high before a call as with one that rings', async () => {
    await open('<cs-call-card></cs-call-card>');
    const before = heights('cs-call-card');
    await seat.show(fakeOffer());
    expect(heights('cs-call-card')).toBe(before);
  });

  it('shows the call it is given', async () => {
    await open('<cs-call-card call-id="s2"></cs-call-card>');
    await seat.show(seat.active());
    expect(seat.missing('article')).toBe(true);
    await seat.show(fakeOffer('s2', '4000'));
    expect(seat.find('[part~="name"]').textContent).toBe('4000');
  });
});

it('nothing is left of elements that are gone: no timer, no listener', async () => {
  await open('');
  const added = vi.spyOn(document, 'addEventListener');
  const removed = vi.spyOn(document, 'removeEventListener');
  const started = vi.spyOn(globalThis, 'setInterval');
  const stopped = vi.spyOn(globalThis, 'clearInterval');
  await seat.show(seat.active());
  const subscribed = vi.spyOn(seat.workstation, 'subscribe');
  for (let round = 0; round < 50; round++) {
    const card = document.createElement('cs-call-card');
    seat.root.append(card);
    await seat.settled();
    await seat.press('[part~="transfer"]');
    card.remove();
  }
  expect(started.mock.calls.length).toBeGreaterThan(0);
  expect(stopped.mock.calls.length).toBe(started.mock.calls.length);
  expect(removed.mock.calls.length).toBeGreaterThanOrEqual(added.mock.calls.length);
  expect(subscribed).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
