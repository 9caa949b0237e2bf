import { CallstationError, createWorkstation, type Workstation } from '@callstation/core';
import { reduceCall, callCommand, type CallSnapshot, type PageFacts } from '@callstation/core/model';
import {
  createFakeBackend,
  createFakeLogger,
  fakeAgent,
  fakeOffer,
  fakeState,
  settle,
  type FakeBackend,
} from '@callstation/testkit';
import { act, cleanup, fireEvent, mountWorkbench, screen, within } from 'demo-face';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let backend: FakeBackend;
let workstation: Workstation;
let pageId: string;

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const press = (name: string): Promise<void> =>
  act(async () => {
    // As a person does: a button that is pressed has the focus.
    button(name).focus();
    fireEvent.click(button(name));
    await settle();
  });
const tell = (...updates: Parameters<FakeBackend['emit']>): Promise<void> =>
  act(async () => {
    backend.emit(...updates);
    await settle();
  });
const page = (facts: Partial<PageFacts>): Promise<void> => tell({ type: 'page', page: facts });
const show = (call: CallSnapshot): Promise<void> => tell({ type: 'session', session: call, cause: 'sessionChanged' });

function connecting(): CallSnapshot {
  return reduceCall(fakeOffer(), { ...callCommand('answer', {}, pageId), at: 1 })[0];
}
function active(at: CallSnapshot | { page: string } = { page: pageId }): CallSnapshot {
  const leg = { state: 'flowing', at: at as { page: string } } as const;
  return reduceCall(connecting(), { type: 'leg', leg, at: 2 })[0];
}
function ended(call: CallSnapshot, wrapUp = true): CallSnapshot {
  const end = { reason: 'busy', by: 'peer' } as const;
  return reduceCall(call, { type: 'ended', end, at: 3, ...(wrapUp ? { wrapUp: { deadline: null } } : {}) })[0];
}

beforeEach(async () => {
  backend = createFakeBackend();
  workstation = createWorkstation({ backend, ports: { logger: createFakeLogger() } });
  await workstation.connect();
  ({ pageId } = workstation.getSnapshot().page);
  document.title = 'Callstation React demo';
  await mountWorkbench(workstation);
});
afterEach(async () => {
  cleanup();
  await workstation.close();
});

describe('dialling', () => {
  const number = (): HTMLElement => screen.getByRole('textbox', { name: 'Phone number' });
  const dial = async (text: string): Promise<void> => {
    await act(() => fireEvent.change(number(), { target: { value: text } }));
    await press('Call');
  };

  it('marks a number that is none, says so at the field, and gives the focus back to it', async () => {
    backend.handle('call.dial', () => {
      throw new CallstationError('invalidArgument', 'An argument is malformed (to.number: max_length).');
    });
    await dial('nonsense');
    expect(number().getAttribute('aria-invalid')).toBe('true');
    const described = document.getElementById(number().getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toMatch(/not a number that can be called/);
    expect(document.activeElement).toBe(number());
    expect(document.body.textContent).not.toContain('max_length');
    await act(() => fireEvent.change(number(), { target: { value: '1' } }));
    expect(number().getAttribute('aria-invalid')).toBe('false');
  });

  it('says in plain words what else went wrong', async () => {
    backend.handle('call.dial', () => {
      throw new CallstationError('invalidState', undefined, { data: { reason: 'agentOffline' } });
    });
    await dial('10001');
    expect(screen.getByRole('alert').textContent).toBe('You are offline.');
    backend.handle('call.dial', () => {
      throw new CallstationError('notReady');
    });
    await dial('10001');
    expect(screen.getByRole('alert').textContent).not.toMatch(/connect\(\)/);
  });

  it('says that a colleague was busy', async () => {
    backend.handle('call.dial', () => {
      backend.emit(
        { type: 'session', session: active(), cause: 'sessionDialing' },
        { type: 'session', session: ended(active(), false), cause: 'sessionEnded' },
        { type: 'removed', id: 's1', cause: 'sessionRemoved' },
      );
      return { sessionId: 's1' };
    });
    await press('Call Bob');
    expect(screen.getByRole('alert').textContent).toBe('Bob: Busy');
  });

  it('is not to be had without the right, in a call or without a connection, and tells why', async () => {
    const why = (name: string): (string | null)[] => [
      button(name).getAttribute('aria-disabled'),
      button(name).getAttribute('title'),
    ];
    await act(() => fireEvent.change(number(), { target: { value: '10001' } }));
    expect(['Call', 'Call Bob', 'Call Ada Martin'].map((name) => why(name)[0])).toEqual(['false', 'false', 'false']);
    await show(active());
    for (const name of ['Call', 'Call Bob', 'Call Ada Martin'])
      expect(why(name)).toEqual(['true', 'Hold or end the other call first.']);
    await press('Call Bob');
    expect(backend.requests.filter(({ method }) => method.startsWith('call.'))).toEqual([]);
    await tell({ type: 'reset', state: fakeState({ agent: fakeAgent('alice', { rights: [] }) }) });
    expect(why('Call Bob')).toEqual(['true', 'You do not have the right to do that.']);
  });
});

describe('a call that rings', () => {
  it('is announced, and shows in the title until it does not', async () => {
    await show(fakeOffer('s1', '10001'));
    expect(screen.getByText('Incoming call from Ada Martin').getAttribute('aria-live')).toBe('assertive');
    expect(document.title).toMatch(/^Ada Martin is calling/);
    await show(active());
    expect(document.title).toBe('Callstation React demo');
    expect(screen.queryByText(/Incoming call from/)).toBeNull();
  });
});

describe('the focus', () => {
  const card = (): HTMLElement => screen.getByRole('article');

  it('stays at the call over Answer and Hang up, and in the calls after Done', async () => {
    await show(fakeOffer());
    await press('Answer');
    await show(active());
    expect(document.activeElement).toBe(card());
    await press('Hang up');
    await show(ended(active()));
    expect(document.activeElement).toBe(card());
    await press('Done');
    await tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Calls' }));
  });

  it('is not taken from elsewhere', async () => {
    const number = screen.getByRole('textbox', { name: 'Phone number' });
    number.focus();
    await show(fakeOffer());
    await show(active());
    expect(document.activeElement).toBe(number);
  });

  it('stays on Mute while that is on its way', async () => {
    await show(active());
    await press('Mute');
    await show({ ...active(), mute: 'on' } as CallSnapshot);
    expect(document.activeElement).toBe(button('Unmute'));
  });
});

describe('the keypad', () => {
  const digits = (): unknown[] =>
    backend.requests
      .filter(({ method }) => method === 'call.sendDigits')
      .map(({ params }) => (params as { digits: string }).digits);

  it('has names for its signs, and takes typed keys while it is open', async () => {
    await show(active());
    await press('Keypad');
    await press('Star');
    await press('Hash');
    const type = (key: string, target: Element = document.body): boolean => fireEvent.keyDown(target, { key });
    await act(async () => {
      type('5');
      type('x');
      type('#');
      type('7', screen.getByRole('textbox', { name: 'Phone number' }));
      fireEvent.keyDown(document.body, { key: '1', ctrlKey: true });
      await settle();
    });
    expect(digits()).toEqual(['*', '#', '5', '#']);
    await press('Keypad');
    type('9');
    await settle();
    expect(digits()).toHaveLength(4);
  });
});

describe('where the sound is', () => {
  it('is said in a window that only mirrors the call', async () => {
    await show(active());
    expect(screen.queryByText(/another window/)).toBeNull();
    await show(active({ page: 'other' }));
    expect(within(screen.getByRole('article')).getByText('The sound is in another window.')).toBeTruthy();
    await press('Move sound here');
    expect(backend.requests.at(-1)?.method).toBe('call.takeMedia');
  });
});

describe('a lost connection', () => {
  const connection = { state: 'reconnecting', since: 1 } as const;
  const banner = (): string => screen.getByText(/connection is down/).textContent ?? '';

  it('promises that the call goes on only while its sound flows', async () => {
    await page({ connection });
    expect(banner()).toBe('The connection is down. Reconnecting…');
    await show(active());
    await page({ media: { audio: { ice: 'connected', quality: 1 } } });
    expect(banner()).toBe('The connection is down. Reconnecting… Your call goes on meanwhile.');
    await page({ media: { audio: { ice: 'disconnected', quality: 6 } } });
    expect(banner()).toBe('The connection is down, and with it the sound of your call. Reconnecting…');
    await show(active({ page: 'other' }));
    expect(banner()).toBe('The connection is down. Reconnecting…');
  });

  it('logs the calls that are gone when it is back, each once', async () => {
    await show(fakeOffer('s2'));
    await show(active());
    await tell({ type: 'session', session: ended(fakeOffer('s2'), false), cause: 'sessionEnded' });
    await tell({ type: 'reset', state: fakeState() });
    const log = within(screen.getByRole('region', { name: 'History' })).getAllByRole('listitem');
    expect(log.map(({ dataset }) => dataset['end'])).toEqual(['networkLost', 'busy']);
    await tell({ type: 'reset', state: fakeState() });
    expect(within(screen.getByRole('region', { name: 'History' })).getAllByRole('listitem')).toHaveLength(2);
  });
});
