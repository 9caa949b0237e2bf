import { fakeOffer } from '@callstation/testkit';
import { reduceCall, type Right } from '@callstation/core/model';
import { act, fireEvent, screen, waitFor, within } from 'demo-face';
import type { CallEntry } from '../src/index.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openSeat, type OpenSeat } from './open-seat.ts';

const NOW = new Date(2026, 5, 15, 12, 0).getTime();
const call = (id: string, changes: Partial<CallEntry> = {}): CallEntry => ({
  ...{ id, role: 'handler', direction: 'in', peer: { id: 'p', role: 'customer', state: 'joined', number: '10001' } },
  ...{ offeredAt: NOW - 90_000, answeredAt: NOW - 80_000, endedAt: NOW, end: { reason: 'remoteHangup', by: 'peer' } },
  ...{ talkMs: 60_000, holdMs: 5000, annotation: null, missed: null, recordings: [] },
  ...changes,
});

let seat: OpenSeat | undefined;
let paths: string[];
/** What the centre answers, by path; a function is asked anew each time. */
let answers: Record<string, unknown>;
const RIGHTS: readonly Right[] = ['dial', 'playRecordings'];
const open = async (rights: readonly Right[] = RIGHTS): Promise<void> => {
  seat = await openSeat({ rights: [...rights] }, (backend) =>
    backend.handle('directory.dispositions', () => [{ id: 'solved', name: 'Solved' }]),
  );
};
const press = (name: string): Promise<void> => (seat as OpenSeat).press(name);
const rows = (): HTMLElement[] => within(screen.getByRole('region', { name: 'History' })).queryAllByRole('listitem');
const texts = (): string[] => rows().map((one) => one.querySelector('.row-text')?.textContent ?? '');
const OWN = '/v1/own/calls?limit=20';

beforeEach(() => {
  paths = [];
  answers = { [OWN]: { calls: [], next: null } };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (path === '/dev/tokens') return Response.json({ token: 'a.b.c' });
    const by = new Headers(init.headers).get('authorization');
    if (by !== 'Bearer a.b.c') return Response.json({ error: { code: 'unauthorized' } }, { status: 401 });
    paths.push(path);
    const answer = answers[path];
    const body: unknown = typeof answer === 'function' ? await (answer as () => unknown)() : answer;
    return body instanceof Response ? body : Response.json(body);
  });
});
afterEach(async () => {
  await seat?.close();
  seat = undefined;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the agent’s calls', () => {
  it('are on their way, then none', async () => {
    let arrive: (answer: unknown) => void = () => undefined;
    answers[OWN] = () => new Promise((resolve) => (arrive = resolve));
    await open();
    expect(screen.getByText('The calls are on their way.')).toBeTruthy();
    await act(async () => arrive({ calls: [], next: null }));
    await waitFor(() => expect(screen.getByText('Calls appear here when they end.')).toBeTruthy());
  });

  it('say who, how long, how it ended and what was noted, as text', async () => {
    answers[OWN] = {
      calls: [
        call('e1', { annotation: { disposition: 'solved', note: '<img src=x onerror=alert(1)>' } }),
        call('e2', {
          endedAt: NOW - 1000,
          answeredAt: null,
          ...{ talkMs: 0, holdMs: 0, missed: { why: 'tooSlow', rangMs: 20_000, limitMs: 20_000 } },
          end: { reason: 'requeued', by: 'timer' },
        }),
      ],
      next: null,
    };
    await open();
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(texts()).toEqual([
      'Ada Martin1:05 · The other side hung upSolved<img src=x onerror=alert(1)>',
      'Ada MartinReturned to the queueYou did not answer in time. It rang for 20 s.',
    ]);
    expect(document.querySelector('img')).toBeNull();
    expect(within(rows()[1] as HTMLElement).getByText('Missed')).toBeTruthy();
  });

  it('come page after page', async () => {
    answers[OWN] = { calls: [call('e2')], next: '5~s1' };
    answers[`${OWN}&after=5~s1`] = { calls: [call('e1', { endedAt: NOW - 5 })], next: null };
    await open();
    await waitFor(() => expect(rows()).toHaveLength(1));
    await press('Older calls');
    await waitFor(() => expect(rows().map(({ dataset }) => dataset['record'])).toEqual(['e2', 'e1']));
    expect(screen.queryByRole('button', { name: 'Older calls' })).toBeNull();
    // The newest again do not bring the button back.
    await press('Refresh the calls');
    await waitFor(() => expect(paths).toHaveLength(3));
    expect(screen.queryByRole('button', { name: 'Older calls' })).toBeNull();
    expect(rows()).toHaveLength(2);
  });

  it('say what went wrong, and are asked for again', async () => {
    answers[OWN] = () => Response.json({ error: { code: 'internal' } }, { status: 500 });
    await open();
    await waitFor(() => expect(screen.getByText(/Something failed in the centre/)).toBeTruthy());
    answers[OWN] = { calls: [call('e1')], next: null };
    await press('Try again');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.queryByText(/Something failed/)).toBeNull();
  });

  it('are told by the page until the centre has them, and then once', async () => {
    await open();
    const end = { reason: 'busy', by: 'system' } as const;
    const over = reduceCall(fakeOffer('s1', '10001'), { type: 'ended', end, at: NOW })[0];
    answers[OWN] = { calls: [call('s1-e', { annotation: { disposition: 'solved' } })], next: null };
    await seat?.tell({ type: 'session', session: over, cause: 'sessionEnded' });
    expect(texts()).toEqual(['Ada MartinBusy']);
    await waitFor(() => expect(texts()).toEqual(['Ada Martin1:05 · The other side hung upSolved']), { timeout: 3000 });
  });
});

describe('everybody’s calls', () => {
  it('are for supervisors', async () => {
    await open();
    expect(screen.queryByRole('group', { name: 'Whose calls' })).toBeNull();
    await seat?.close();
    const { agentName, ...part } = call('e1', { agentName: 'Alice' });
    const recordings = [
      { id: 'r1', state: 'done', startedAt: NOW, ms: 5000 },
      { id: 'r2', state: 'on', startedAt: NOW, ms: 0 },
    ];
    const live = { ...call('e2'), agentName: 'Bob', endedAt: null };
    answers['/v1/sessions?live=false&limit=20'] = {
      sessions: [{ engagements: [{ ...part, agentName }, live], recordings }],
      next: null,
    };
    await open([...RIGHTS, 'supervise']);
    await press('Everybody’s');
    await waitFor(() => expect(texts()).toEqual(['Ada MartinWith Alice1:05 · The other side hung up']));
    expect(screen.getAllByRole('group', { name: 'Recording of Ada Martin' })).toHaveLength(1);
  });
});

describe('a recording', () => {
  const sound = { id: 'r1', startedAt: NOW, ms: 65_000 };
  const audio = (): HTMLAudioElement => document.querySelector('audio') as HTMLAudioElement;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    const { prototype } = HTMLMediaElement;
    vi.spyOn(prototype, 'play').mockImplementation(async function play(this: HTMLMediaElement) {
      asked.push('play');
      fireEvent.play(this);
    });
    vi.spyOn(prototype, 'pause').mockImplementation(function pause(this: HTMLMediaElement) {
      asked.push('pause');
      fireEvent.pause(this);
    });
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined }));
    answers[OWN] = { calls: [call('e1', { recordings: [sound] })], next: null };
    answers['/v1/recordings/r1'] = () => new Response('sound', { headers: { 'content-type': 'audio/ogg' } });
    await open();
    await screen.findByText('0:00 / 1:05');
  });

  it('is loaded when it is played, and can be paused, moved in and kept', async () => {
    expect(paths).not.toContain('/v1/recordings/r1');
    expect(screen.queryByRole('link', { name: 'Download' })).toBeNull();
    await press('Play the recording of Ada Martin');
    await waitFor(() => expect(asked).toEqual(['play']));
    const link = screen.getByRole('link', { name: 'Download' });
    expect([link.getAttribute('href'), link.getAttribute('download')]).toEqual(['blob:1', 'r1.ogg']);
    await act(async () => void fireEvent.change(screen.getByLabelText('Position'), { target: { value: '30000' } }));
    expect([audio().currentTime, screen.getByText('0:30 / 1:05').textContent]).toEqual([30, '0:30 / 1:05']);
    await press('Pause the recording of Ada Martin');
    expect(asked).toEqual(['play', 'pause']);
    await press('Play the recording of Ada Martin');
    expect(asked).toEqual(['play', 'pause', 'play']);
    expect(paths.filter((path) => path === '/v1/recordings/r1')).toHaveLength(1);
  });

  it('says why it could not be loaded, and can be tried again', async () => {
    answers['/v1/recordings/r1'] = () => Response.json({ error: { code: 'notFound' } }, { status: 404 });
    await press('Play the recording of Ada Martin');
    await waitFor(() => expect(within(rows()[0] as HTMLElement).getByText(/is not there any more/)).toBeTruthy());
    expect(screen.getByRole('button', { name: 'Play the recording of Ada Martin' }).getAttribute('aria-busy')).toBe(
      'false',
    );
  });

  it('stops when a call rings', async () => {
    await press('Play the recording of Ada Martin');
    await waitFor(() => expect(asked).toEqual(['play']));
    await seat?.show(fakeOffer('s2', '10002'));
    expect(asked).toEqual(['play', 'pause']);
  });

  it('is not there for who may not play it', async () => {
    await seat?.close();
    await open(['dial']);
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.queryByRole('group', { name: /^Recording of/ })).toBeNull();
  });
});
