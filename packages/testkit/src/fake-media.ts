import type { PageFacts } from '@callstation/core/model';
import type { DeviceChoice, Levels, MediaDevice, MediaLeg, MediaPort } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';

/** A leg whose doings a test can read. */
export interface FakeMediaLeg extends MediaLeg {
  readonly muted: { audio: boolean; video: boolean };
  readonly held: boolean;
  readonly digits: string;
  readonly closed: boolean;
}

/** Sound without sound: keeps the port's promises and shows what it was asked for. */
export interface FakeMedia extends MediaPort {
  /** What the next `acquire` meets. */
  microphone: 'ok' | 'denied' | 'missing' | 'busy';
  /** Set to keep `acquire` waiting, as an open permission prompt does; call it to go on. */
  prompt: { promise: Promise<void>; answer: () => void } | null;
  readonly acquired: boolean;
  readonly acquisitions: number;
  readonly ringing: boolean;
  readonly unlocked: boolean;
  readonly chosen: DeviceChoice;
  readonly closed: boolean;
  /** Open legs by id. */
  readonly legs: ReadonlyMap<string, FakeMediaLeg>;
  /** Feeds the listeners of a leg's loudness. */
  loudness(leg: string, levels: Levels): void;
  tell(facts: Partial<Pick<PageFacts, 'microphone' | 'output' | 'media'>>): void;
}

const CODES = { denied: 'mediaDenied', missing: 'mediaMissing', busy: 'mediaBusy' } as const;
const DEVICES: MediaDevice[] = [
  { id: 'mic-1', kind: 'microphone', label: 'Fake microphone' },
  { id: 'speaker-1', kind: 'speaker', label: 'Fake speaker' },
  { id: 'camera-1', kind: 'camera', label: 'Fake camera' },
];

function createFakeLeg(id: string, onClose: () => void): FakeMediaLeg {
  const muted = { audio: false, video: false };
  const state = { held: false, digits: '', closed: false, round: 0 };
  const sdp = async (type: string): Promise<string> => {
    if (state.closed) throw new CallstationError('mediaFailed');
    return `v=0\r\ns=${id} ${type} ${++state.round}\r\n`;
  };
  return {
    muted,
    get held() {
      return state.held;
    },
    get digits() {
      return state.digits;
    },
    get closed() {
      return state.closed;
    },
    offer: () => sdp('offer'),
    async answer(offer) {
      if (!offer.startsWith('v=0')) throw new CallstationError('mediaFailed');
      return sdp('answer');
    },
    async accept(answer) {
      if (state.closed || !answer.startsWith('v=0')) throw new CallstationError('mediaFailed');
    },
    rollback: () => Promise.resolve(),
    setMuted(kind, on) {
      muted[kind] = on;
    },
    setHeld(on) {
      state.held = on;
    },
    sendDigits(digits) {
      state.digits += digits;
    },
    close() {
      if (state.closed) return;
      state.closed = true;
      onClose();
    },
  };
}

type Facts = Parameters<FakeMedia['tell']>[0];

/**
 * Makes fake sound.
 *
 * @example
 * const media = createFakeMedia();
 * media.microphone = 'denied'; // the next answer() rejects mediaDenied
 */
export function createFakeMedia(): FakeMedia {
  const legs = new Map<string, FakeMediaLeg>();
  const meters = new Map<string, Set<(levels: Levels) => void>>();
  const listeners = new Set<(event: { type: 'facts'; facts: Facts }) => void>();
  const state = { acquired: false, acquisitions: 0, ringing: false, unlocked: false, closed: false };
  let chosen: DeviceChoice = {};
  const tell = (facts: Facts): void => {
    for (const fn of [...listeners]) fn({ type: 'facts', facts });
  };
  const media: Omit<FakeMedia, keyof typeof state | 'chosen'> = {
    microphone: 'ok',
    prompt: null,
    legs,
    tell,
    loudness: (leg, levels) => meters.get(leg)?.forEach((fn) => fn(levels)),
    async acquire() {
      await media.prompt?.promise;
      if (state.closed) throw new CallstationError('mediaFailed');
      if (state.acquired) return;
      tell({ microphone: media.microphone });
      if (media.microphone !== 'ok') throw new CallstationError(CODES[media.microphone]);
      state.acquired = true;
      state.acquisitions++;
    },
    release() {
      state.acquired = false;
    },
    leg(id) {
      const known = legs.get(id);
      if (known) return known;
      const leg = createFakeLeg(id, () => legs.delete(id));
      legs.set(id, leg);
      return leg;
    },
    ring(on) {
      state.ringing = on;
    },
    async unlock() {
      state.unlocked = true;
      tell({ output: 'ok' });
    },
    devices: () => Promise.resolve(DEVICES.map((device) => ({ ...device }))),
    async select(choice) {
      chosen = { ...chosen, ...choice };
    },
    levels(leg, fn) {
      const set = meters.get(leg) ?? new Set();
      meters.set(leg, set.add(fn));
      return () => void set.delete(fn);
    },
    on(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    close() {
      for (const leg of [...legs.values()]) leg.close();
      meters.clear();
      Object.assign(state, { acquired: false, ringing: false, closed: true });
    },
  };
  const views = Object.fromEntries(
    (Object.keys(state) as (keyof typeof state)[]).map((key) => [key, { get: () => state[key], enumerable: true }]),
  );
  Object.defineProperties(media, { ...views, chosen: { get: () => chosen, enumerable: true } });
  // The getters above complete it; the compiler cannot see through defineProperties.
  return media as FakeMedia;
}

/** A permission prompt that stays open until answered. */
export function createPrompt(): NonNullable<FakeMedia['prompt']> {
  let answer: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}
