import { fakeAgent, T0 } from '@callstation/testkit';
import { afterEach, expect, it, vi } from 'vitest';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';
import { mediaProblem } from './media-problem.ts';
import { meterMicrophone } from './microphone-meter.ts';
import { uiWords } from '../words/index.ts';

let seat: OpenSeat;
afterEach(() => {
  vi.restoreAllMocks();
  return seat.close();
});
const state = (step: string): string | undefined => seat.find(`[data-step="${step}"]`).dataset['state'];
const refuse = (name: string): void =>
  void vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', name));

it('chooses devices, and goes back where that failed', async () => {
  seat = await openSeat('<cs-device-picker></cs-device-picker>');
  const select = seat.find<HTMLSelectElement>('#microphone');
  const [first] = (await seat.workstation.devices.list()).filter(({ kind }) => kind === 'microphone');
  select.value = first?.id ?? '';
  select.dispatchEvent(new Event('change'));
  await seat.settled();
  expect(seat.backend.media.chosen).toEqual({ microphone: first?.id });
  vi.spyOn(seat.backend.media, 'select').mockRejectedValue(new Error('gone'));
  select.value = '';
  select.dispatchEvent(new Event('change'));
  await seat.settled();
  expect(select.value).toBe(first?.id);
});

it('shows how loud the microphone is, and gives it back', async () => {
  const tracks: MediaStreamTrack[] = [];
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (want) => {
    const stream = await real(want);
    tracks.push(...stream.getTracks());
    return stream;
  });
  seat = await openSeat('<cs-device-picker></cs-device-picker>');
  await seat.press('[part~="test-microphone"]');
  const meter = seat.find<HTMLMeterElement>('meter');
  await vi.waitFor(() => expect(meter.value).toBeGreaterThan(0.05), { timeout: 5000 });
  seat.find('cs-device-picker').remove();
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
});

it('gives a microphone back that came when it was not wanted any more', async () => {
  const end = await meterMicrophone(undefined, () => undefined);
  end();
  let give: (stream: MediaStream) => void = () => undefined;
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockReturnValue(new Promise((resolve) => (give = resolve)));
  seat = await openSeat('<cs-device-picker></cs-device-picker>');
  await seat.press('[part~="test-microphone"]');
  await seat.press('[part~="test-microphone"]');
  const context = new AudioContext();
  const { stream } = context.createMediaStreamDestination();
  give(stream);
  await vi.waitFor(() => expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']));
  expect(seat.find('[part~="test-microphone"]').getAttribute('aria-pressed')).toBe('false');
  await context.close();
});

it.each([
  ['NotAllowedError', 'mediaDenied'],
  ['NotFoundError', 'mediaMissing'],
  ['NotReadableError', 'mediaBusy'],
  ['TypeError', 'mediaFailed'],
] as const)('explains %s', async (name, code) => {
  refuse(name);
  seat = await openSeat('<cs-device-check></cs-device-check>');
  await seat.press('[part~="start"]');
  const { core } = uiWords('en');
  expect([state('permission'), state('level')]).toEqual(['failed', 'waiting']);
  expect(seat.find('[part="remedy"]').textContent).toBe(core.errors[code]);
  expect(mediaProblem(new Error('x'), uiWords('en'))).toBe(core.errors.mediaFailed);
});

it('checks permission, level, sound and the way to the centre', async () => {
  seat = await openSeat('<cs-device-check echo-number="10001"></cs-device-check>');
  await seat.be({ ...fakeAgent('alice', { rights: ['dial'] }) });
  const session = seat.active({}, 's9');
  seat.backend.handle('call.dial', () => {
    seat.backend.emit({ type: 'session', session, cause: 'sessionChanged' });
    return { sessionId: 's9' };
  });
  const over = vi.fn();
  seat.root.addEventListener('cs-done', over);
  await seat.press('[part~="start"]');
  await vi.waitFor(() => expect(state('sound')).toBe('running'), { timeout: 8000 });
  expect([state('permission'), state('level')]).toEqual(['ok', 'ok']);
  await seat.press('[part~="heard"]');
  await vi.waitFor(() => expect(state('echo')).toBe('running'));
  await seat.settled();
  seat.backend.media.loudness('s9', { mic: 0.5, peer: 0.5 });
  await vi.waitFor(() => expect(state('echo')).toBe('ok'));
  expect(seat.asked()).toEqual(['call.hangup', { sessionId: 's9' }]);
  expect(seat.find('[part="verdict"]').textContent.trim()).toBe('All is well.');
  expect(over).toHaveBeenCalledOnce();
});

it('says what to do where nothing is heard, by the agent or from the centre', async () => {
  seat = await openSeat('<cs-device-check patience="1" echo-number="10001"></cs-device-check>');
  await seat.press('[part~="start"]');
  await vi.waitFor(() => expect(['failed', 'ok']).toContain(state('level')), { timeout: 5000 });
  const check = seat.find('cs-device-check') as HTMLElement & { patience: number };
  check.patience = 8000;
  await seat.press('[part~="start"]');
  await vi.waitFor(() => expect(state('sound')).toBe('running'), { timeout: 8000 });
  await seat.press('[part~="not-heard"]');
  await vi.waitFor(() => expect(state('sound')).toBe('failed'));
  expect(seat.find('[part="remedy"]').textContent).toContain('Turn the volume up');
  await seat.show(seat.active({ answeredAt: T0 }));
  await seat.press('[part~="start"]');
  await vi.waitFor(() => expect(state('sound')).toBe('running'), { timeout: 8000 });
  await seat.press('[part~="heard"]');
  await vi.waitFor(() => expect(state('echo')).toBe('failed'));
  expect(seat.find('[part="remedy"]').textContent).toBe('Hold or end the other call first.');
});
