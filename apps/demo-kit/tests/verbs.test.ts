import { words } from '@callstation/core/words';
import { createWorkstation, type Workstation } from '@callstation/core';
import {
  callCommand,
  reduceCall,
  type ActiveCall,
  type AgentSnapshot,
  type CallSnapshot,
} from '@callstation/core/model';
import {
  createFakeBackend,
  createFakeLogger,
  fakeAgent,
  fakeOffer,
  fakeState,
  settle,
  T0,
  type FakeBackend,
} from '@callstation/testkit';
import { act, cleanup, fireEvent, mountWorkbench, screen, within } from 'demo-face';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let backend: FakeBackend;
let workstation: Workstation;
let pageId: string;

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const missing = (name: string): boolean => screen.queryByRole('button', { name }) === null;
const press = (name: string, target = button(name)): Promise<void> =>
  act(async () => {
    target.focus();
    fireEvent.click(target);
    await settle();
  });
const tell = (...updates: Parameters<FakeBackend['emit']>): Promise<void> =>
  act(async () => {
    backend.emit(...updates);
    await settle();
  });
const show = (call: CallSnapshot): Promise<void> => tell({ type: 'session', session: call, cause: 'sessionChanged' });
const beAgent = (changes: Parameters<typeof fakeAgent>[1] & Partial<AgentSnapshot>): Promise<void> =>
  tell({ type: 'agent', agent: { ...fakeAgent('alice'), ...changes } as AgentSnapshot, cause: 'agentChanged' });
const asked = (): unknown[] => {
  const { method, params } = backend.requests.at(-1) ?? {};
  return [method, params];
};

function active(changes: Partial<ActiveCall> = {}, id = 's1'): ActiveCall {
  const connecting = reduceCall(fakeOffer(id, '10001'), { ...callCommand('answer', {}, pageId), at: 1 })[0];
  const leg = { state: 'flowing', at: { page: pageId } } as const;
  return { ...(reduceCall(connecting, { type: 'leg', leg, at: 2 })[0] as ActiveCall), ...changes };
}
const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
const asking = (mode: 'consult' | 'transfer' | 'conference', state: 'dialing' | 'active'): ActiveCall =>
  active({ hold: mode === 'conference' ? 'none' : 'held', consult: { state, mode, to: { agent: 'bob' }, party: BOB } });
const card = (): HTMLElement => screen.getByRole('article');
const stateOf = (name: string): string | null | undefined =>
  within(card()).getAllByText(name).at(-1)?.closest('li')?.querySelector('small')?.textContent;

beforeEach(async () => {
  backend = createFakeBackend();
  backend.handle('directory.agents', () => [
    { id: 'alice', name: 'Alice', status: 'busy', reach: 'page' },
    { id: 'bob', name: 'Bob', status: 'idle', reach: 'page' },
    { id: 'carol', name: 'Carol', status: 'idle', reach: 'none' },
  ]);
  backend.handle('directory.breakReasons', () => [{ id: 'lunch', name: 'Lunch' }]);
  backend.handle('directory.dispositions', () => [{ id: 'solved', name: 'Solved' }]);
  backend.handle('directory.skillGroups', () => [{ id: 'sales', name: 'Sales' }]);
  backend.handle('directory.ivrs', () => [
    { id: 'day', name: 'Main menu', nodes: [{ id: 'top', name: 'Welcome' }] },
    { id: 'night', name: 'Night', nodes: [{ id: 'top', name: 'Night desk' }] },
  ]);
  workstation = createWorkstation({ backend, ports: { logger: createFakeLogger() } });
  await workstation.connect();
  ({ pageId } = workstation.getSnapshot().page);
  await mountWorkbench(workstation);
});
afterEach(async () => {
  cleanup();
  await workstation.close();
});

describe('bringing somebody in', () => {
  it.each([
    ['Transfer', 'Transfer to Bob', 'call.transfer', { agent: 'bob' }],
    ['Transfer', 'Transfer to Sales', 'call.transfer', { skillGroup: 'sales' }],
    ['Consult', 'Consult Bob', 'call.consult', { agent: 'bob' }],
    ['Add to call', 'Add Bob', 'call.conference', { agent: 'bob' }],
  ])('%s: %s', async (open, choose, method, to) => {
    await show(active());
    await press(open);
    await press(choose);
    expect(asked()).toEqual([method, { sessionId: 's1', to }]);
  });

  it('sends the customer to the menu, and stays on the line if asked to', async () => {
    const to = { ivr: 'night', node: 'top' };
    await show(active());
    await press('Transfer');
    await act(() => fireEvent.click(screen.getByRole('checkbox', { name: 'Stay on the line' })));
    await press('Transfer to Night: Night desk');
    expect(asked()).toEqual(['call.transfer', { sessionId: 's1', to: { ...to, agentLeg: 'wait' } }]);
    await show(active({ hold: 'held', consult: { state: 'dialing', mode: 'transfer', to } }));
    expect(stateOf('Menu')).toBe('Speaks to the customer');
    await show(active());
    await press('Transfer');
    await press('Transfer to Main menu: Welcome');
    expect(asked()).toEqual([
      'call.transfer',
      { sessionId: 's1', to: { ivr: 'day', node: 'top', agentLeg: 'hangup' } },
    ]);
  });

  it('takes a number too, and shows what colleagues are doing but not oneself', async () => {
    await show(active());
    await press('Consult');
    const picker = screen.getByRole('region', { name: 'Consult whom' });
    expect(within(picker).getByText('Ready')).toBeTruthy();
    expect(missing('Consult Alice')).toBe(true);
    expect(missing('Consult Sales')).toBe(true);
    await act(() =>
      fireEvent.change(within(picker).getByRole('textbox', { name: 'Number' }), { target: { value: '20002' } }),
    );
    await press('Consult number');
    expect(asked()).toEqual(['call.consult', { sessionId: 's1', to: { number: '20002' } }]);
  });

  it('does not ask a colleague whom nobody can reach, and says so', async () => {
    await show(active());
    await press('Consult');
    const carol = screen.getByRole('button', { name: 'Consult Carol' });
    expect([carol.getAttribute('aria-disabled'), carol.title]).toEqual(['true', words('en').blockReasons.unreachable]);
    expect(within(carol).getByText('Cannot be reached')).toBeTruthy();
    const before = asked();
    await press('Consult Carol');
    expect(asked()).toEqual(before);
  });

  it('closes with Escape, and gives the focus back to what opened it', async () => {
    await show(active());
    await press('Transfer');
    button('Transfer to Bob').focus();
    await act(async () => void fireEvent.keyDown(button('Transfer to Bob'), { key: 'Escape' }));
    expect(missing('Transfer to Bob')).toBe(true);
    expect(document.activeElement).toBe(button('Transfer'));
  });

  it('leaves the focus at the call once somebody is asked', async () => {
    backend.handle('call.consult', () => {
      backend.emit({ type: 'session', session: asking('consult', 'dialing'), cause: 'sessionChanged' });
      return null;
    });
    await show(active());
    await press('Consult');
    await press('Consult Bob');
    expect(document.activeElement).toBe(card());
    await show(active());
    expect(missing('Consult Bob')).toBe(true);
  });

  it('tells why it cannot be', async () => {
    await show(active({ others: [BOB] }));
    expect(button('Transfer').getAttribute('aria-disabled')).toBe('true');
    expect(button('Transfer').getAttribute('title')).toBe('Not possible at this point.');
    expect(button('Add to call').getAttribute('aria-disabled')).toBe('false');
  });
});

describe('a consult', () => {
  it('says who is on which side', async () => {
    await show(asking('consult', 'dialing'));
    expect(card().dataset['consult']).toBe('dialing');
    expect([stateOf('Ada Martin'), stateOf('Bob')]).toEqual(['Waits, hears music', 'Is being called']);
    await show(asking('consult', 'active'));
    expect([stateOf('Ada Martin'), stateOf('Bob')]).toEqual(['Waits, hears music', 'Talking with you']);
    await show({ ...asking('consult', 'active'), hold: 'none' });
    expect([stateOf('Ada Martin'), stateOf('Bob')]).toEqual(['Talking with you', 'Waits, hears music']);
  });

  it.each([
    ['Swap', 'call.swap'],
    ['Complete transfer', 'call.completeTransfer'],
    ['Merge', 'call.merge'],
    ['Cancel consult', 'call.cancelConsult'],
  ])('%s', async (name, method) => {
    await show(asking('consult', 'active'));
    await press(name);
    expect(asked()).toEqual([method, { sessionId: 's1' }]);
  });

  it('says why the other party was not to be had', async () => {
    await show(active({ consult: { state: 'none', failed: { reason: 'busy', by: 'system' } } }));
    expect(within(card()).getByText('The other party: Busy. You are back with Ada Martin.')).toBeTruthy();
  });

  it('tells an agent who is asked that they are', async () => {
    await show(active({ role: 'consulted' }));
    expect(within(card()).getByText('You are asked for advice.')).toBeTruthy();
  });
});

it('a blind transfer can be taken back', async () => {
  await show(asking('transfer', 'dialing'));
  expect(missing('Swap')).toBe(true);
  await press('Take back');
  expect(asked()).toEqual(['call.takeBack', { sessionId: 's1' }]);
});

it('who is being added can be given up', async () => {
  await show(asking('conference', 'dialing'));
  expect(stateOf('Ada Martin')).toBe('Talking with you');
  await press('Cancel');
  expect(asked()).toEqual(['call.cancelConsult', { sessionId: 's1' }]);
});

describe('a three-way call', () => {
  it.each([
    ['Remove', 'call.removeParticipant', { participant: 'p2' }],
    ['Take back', 'call.takeBack', {}],
    ['Complete transfer', 'call.completeTransfer', {}],
    ['Leave', 'call.leave', {}],
  ])('%s', async (name, method, args) => {
    await show(active({ others: [BOB] }));
    expect(card().dataset['others']).toBe('1');
    await press(name);
    expect(asked()).toEqual([method, { sessionId: 's1', ...args }]);
  });

  it('says whom Remove is about', async () => {
    await show(active({ others: [BOB] }));
    const id = button('Remove').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(id)?.textContent).toBe('Bob');
  });
});

it('two calls are changed between on either card', async () => {
  await show(active({ hold: 'held' }));
  expect(missing('Swap')).toBe(true);
  await show(active({}, 's2'));
  const [first, second] = screen.getAllByRole('button', { name: 'Swap' });
  await press('Swap', first);
  expect(asked()).toEqual(['call.swap', { sessionId: 's1' }]);
  await press('Swap', second);
  expect(asked()).toEqual(['call.swap', { sessionId: 's2' }]);
  expect(button('Resume').getAttribute('title')).toBe('Hold or end the other call first.');
});

it('a break is taken for one of the reasons the centre names', async () => {
  await act(() => settle());
  const status = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Status' });
  expect([...status.options].map(({ text }) => text)).toEqual(['Ready', 'Break: Lunch', 'Not ready']);
  await act(() => fireEvent.change(status, { target: { value: 'break lunch' } }));
  await act(() => settle());
  expect(asked()).toEqual(['agent.setStatus', { status: 'break', reason: 'lunch' }]);
  await beAgent({ status: 'break', reason: 'lunch', wanted: { status: 'break', reason: 'lunch' } });
  expect(status.selectedOptions[0]?.text).toBe('Break: Lunch');
});

it('notes are kept on the call, from the talk into the work after it', async () => {
  await show(active());
  await press('Notes');
  const field = (name: string): HTMLElement => screen.getByLabelText(name);
  await act(() => fireEvent.change(field('Disposition'), { target: { value: 'solved' } }));
  await act(() => fireEvent.change(field('Note'), { target: { value: 'Sent the papers.' } }));
  await act(() => fireEvent.change(field('Remark for the next agent'), { target: { value: 'vip' } }));
  const end = { reason: 'remoteHangup', by: 'peer' } as const;
  await show(reduceCall(active(), { type: 'ended', end, at: 3, wrapUp: { deadline: null } })[0]);
  await press('Save');
  const changes = backend.requests.filter(({ method }) => !method.startsWith('directory.'));
  expect(changes.map(({ method, params }) => [method, params])).toEqual([
    ['session.annotate', { sessionId: 's1', annotation: { note: 'Sent the papers.', disposition: 'solved' } }],
    ['call.setContext', { sessionId: 's1', remark: 'vip' }],
  ]);
  expect(screen.getByText('Saved.')).toBeTruthy();
});

it('a customer who is back from the queue comes with a note', async () => {
  const requeued = { agent: 'bob', name: 'Bob', why: 'agentLost' } as const;
  const offer = fakeOffer();
  await show({ ...offer, context: { ...offer.context, requeued } });
  expect(within(card()).getByText('Back in the queue: the last agent was cut off (Bob).')).toBeTruthy();
});

describe('the desk', () => {
  it('changes the phone, to another one where a number is given', async () => {
    await press('Your desk', screen.getByRole('button', { name: /Your desk/ }));
    await press('Mobile');
    expect(asked()).toEqual(['agent.setPhone', { mode: 'mobile' }]);
    await act(() => fireEvent.change(screen.getByLabelText(/Another phone/), { target: { value: '20005' } }));
    await press('Desk phone');
    expect(asked()).toEqual(['agent.setPhone', { mode: 'phone', number: '20005' }]);
    await press('This page');
    expect(asked()).toEqual(['agent.setPhone', { mode: 'page' }]);
  });

  it('does not change the phone in a call', async () => {
    await show(active());
    await press('Your desk', screen.getByRole('button', { name: /Your desk/ }));
    expect(button('Mobile').getAttribute('aria-disabled')).toBe('true');
  });

  it('chooses the number to show: one, a pool, the usual one, or that of all', async () => {
    backend.handle('directory.numbers', () => [
      { number: '4000', default: true },
      { number: '4001', pool: 'hot', poolName: 'Hotlines' },
    ]);
    await tell({ type: 'reset', state: fakeState({ agent: fakeAgent('alice', { rights: ['manageNumbers'] }) }) });
    await press('Your desk', screen.getByRole('button', { name: /Your desk/ }));
    const choose = async (name: string): Promise<unknown> => {
      const select = screen.getByLabelText('Caller number');
      const { value } = within(select).getByRole<HTMLOptionElement>('option', { name });
      await act(async () => {
        fireEvent.change(select, { target: { value } });
        await settle();
      });
      return backend.requests.filter(({ method }) => method === 'agent.setCallerNumber').at(-1)?.params;
    };
    expect(await choose('4001')).toEqual({ number: '4001', owner: 'agent' });
    expect(await choose('Hotlines, one after the other')).toEqual({ pool: 'hot', owner: 'agent' });
    await act(async () => void fireEvent.click(screen.getByRole('checkbox')));
    expect(await choose('4001')).toEqual({ number: '4001', owner: 'app' });
  });
});

describe('a recording', () => {
  const dot = (): string | null => screen.queryByText(/^Recording/)?.textContent ?? null;

  it.each([
    ['off', 'Start recording', 'call.startRecording', null],
    ['on', 'Pause recording', 'call.pauseRecording', 'Recording'],
    ['paused', 'Resume recording', 'call.resumeRecording', 'Recording paused'],
  ] as const)('that is %s: %s', async (recording, name, method, shown) => {
    await beAgent({ rights: ['record'] });
    await show(active({ recording }));
    expect(dot()).toBe(shown);
    await press(name);
    expect(asked()).toEqual([method, { sessionId: 's1' }]);
  });

  it('is not started by who has no right, nor where it is not done', async () => {
    await beAgent({ rights: [] });
    await show(active());
    expect(button('Start recording').getAttribute('aria-disabled')).toBe('true');
    await beAgent({ rights: ['record'] });
    await show(active({ context: { flow: 'in', recording: 'off' } }));
    expect(button('Start recording').getAttribute('aria-disabled')).toBe('true');
  });
});

it('after-call work is made longer, or ended', async () => {
  expect(missing('End after-call work')).toBe(true);
  await beAgent({ status: 'wrap-up', deadline: T0 + 30_000, wrapUp: { deadline: T0 + 30_000 } });
  await press('30 s more');
  expect(asked()).toEqual(['agent.extendWrapUp', { ms: 30_000 }]);
  await press('End after-call work');
  expect(asked()[0]).toBe('agent.endWrapUp');
});

it('an absence is told once it is over, until it is read', async () => {
  await beAgent({ unreachable: { from: T0, to: null } });
  expect(screen.queryByText(/unreachable/)).toBeNull();
  await beAgent({ unreachable: { from: T0, to: T0 + 360_000 } });
  expect(screen.getByText(/You were unreachable for 6 min/)).toBeTruthy();
  await press('Got it');
  expect(screen.queryByText(/unreachable/)).toBeNull();
});

it('a colleague who is not at the desk is called on the mobile', async () => {
  await press('Call Bob, mobile');
  expect(asked()).toEqual(['call.dial', { to: { agent: 'bob', useMobile: true } }]);
});
