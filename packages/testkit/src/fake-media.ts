import type { PageFacts, Volume } from '@callstation/core/model';
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
  /** Whether the permission is held, so that `acquire({ ask: false })` takes the microphone. */
  granted: boolean;
  readonly acquired: boolean;
  readonly acquisitions: number;
  readonly ringing: boolean;
  readonly unlocked: boolean;
  readonly chosen: DeviceChoice;
  readonly volume: Volume;
  readonly closed: boolean;
  /** Open legs by id. */
  readonly legs: ReadonlyMap<string, FakeMediaLeg>;
  /** Feeds the listeners of a leg's loudness. */
  loudness(leg: string, levels: Levels): void;
  tell(facts: Partial<Pick<PageFacts, 'microphone' | 'output' | 'volume' | 'media'>>): void;
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

class FakeMediaPort implements FakeMedia {
  microphone: FakeMedia['microphone'] = 'ok';
  prompt: FakeMedia['prompt'] = null;
  readonly legs = new Map<string, FakeMediaLeg>();
  granted = false;
  acquired = false;
  acquisitions = 0;
  ringing = false;
  unlocked = false;
  closed = false;
  chosen: DeviceChoice = {};
  volume: Volume = { microphone: 1, speaker: 1 };
  readonly #meters = new Map<string, Set<(levels: Levels) => void>>();
  readonly #listeners = new Set<(event: { type: 'facts'; facts: Facts }) => void>();

  tell(facts: Facts): void {
    for (const fn of [...this.#listeners]) fn({ type: 'facts', facts });
  }

  loudness(leg: string, levels: Levels): void {
    for (const fn of [...(this.#meters.get(leg) ?? [])]) fn(levels);
  }

  async acquire(want: { ask?: boolean } = {}): Promise<void> {
    if (want.ask === false && !this.granted) return;
    await this.prompt?.promise;
    if (this.closed) throw new CallstationError('mediaFailed');
    if (this.acquired) return;
    this.tell({ microphone: this.microphone });
    if (this.microphone !== 'ok') throw new CallstationError(CODES[this.microphone]);
    this.acquired = true;
    this.acquisitions++;
  }

  release(): void {
    this.acquired = false;
  }

  leg(id: string): FakeMediaLeg {
    const known = this.legs.get(id);
    if (known) return known;
    const leg = createFakeLeg(id, () => this.legs.delete(id));
    this.legs.set(id, leg);
    return leg;
  }

  ring(on: boolean): void {
    this.ringing = on;
  }

  async unlock(): Promise<void> {
    this.unlocked = true;
    this.tell({ output: 'ok' });
  }

  async devices(): Promise<MediaDevice[]> {
    return DEVICES.map((device) => ({ ...device }));
  }

  async select(choice: DeviceChoice): Promise<void> {
    this.chosen = { ...this.chosen, ...choice };
  }

  async setVolume(volume: Partial<Volume>): Promise<void> {
    if (!Object.values<unknown>(volume).every((one) => typeof one === 'number' && one >= 0 && one <= 1.5))
      throw new CallstationError('invalidArgument');
    this.volume = { ...this.volume, ...volume };
    this.tell({ volume: this.volume });
  }

  levels(leg: string, fn: (levels: Levels) => void): () => void {
    const set = this.#meters.get(leg) ?? new Set();
    this.#meters.set(leg, set.add(fn));
    return () => void set.delete(fn);
  }

  on(fn: (event: { type: 'facts'; facts: Facts }) => void): () => void {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  close(): void {
    for (const leg of [...this.legs.values()]) leg.close();
    this.#meters.clear();
    this.acquired = false;
    this.ringing = false;
    this.closed = true;
  }
}

/**
 * Makes fake sound.
 *
 * @example
 * const media = createFakeMedia();
 * media.microphone = 'denied'; // the next answer() rejects mediaDenied
 */
export function createFakeMedia(): FakeMedia {
  return new FakeMediaPort();
}

/** A permission prompt that stays open until answered. */
export function createPrompt(): NonNullable<FakeMedia['prompt']> {
  let answer: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}
