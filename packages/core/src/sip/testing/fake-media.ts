import type { CallstationError } from '../../protocol/index.ts';
import type { MediaLeg, MediaPort } from '../../ports/index.ts';

/** A leg that writes down what was asked of it. */
export interface FakeLeg {
  asked: string[];
  muted: boolean;
  closed: boolean;
}
/** A MediaPort without media. */
export interface FakeMedia extends MediaPort {
  legs: FakeLeg[];
  iceServers: unknown[];
  /** Set: `acquire` rejects with it. */
  refuse: CallstationError | null;
  /** Set: `acquire` waits for it, as for an open prompt. */
  prompt: Promise<void> | null;
  /** Set: `answer` waits for it. */
  gate: Promise<void> | null;
  /** Set: `rollback` rejects. */
  stuck: boolean;
}

/** Makes it. */
export function createFakeMedia(): FakeMedia {
  const media: FakeMedia = {
    legs: [],
    iceServers: [],
    refuse: null,
    prompt: null,
    gate: null,
    stuck: false,
    async acquire() {
      await media.prompt;
      if (media.refuse) throw media.refuse;
    },
    release() {},
    leg(id, want) {
      const leg: FakeLeg = { asked: [], muted: false, closed: false };
      media.legs.push(leg);
      media.iceServers.push(want.iceServers);
      leg.asked.push(`${id}${want.fresh ? ' fresh' : ''}${want.listen ? ' listen' : ''}`);
      return asLeg(leg, media);
    },
    ring() {},
    unlock: () => Promise.resolve(),
    devices: () => Promise.resolve([]),
    select: () => Promise.resolve(),
    setVolume: () => Promise.resolve(),
    levels: () => () => undefined,
    on: () => () => undefined,
    close() {},
  };
  return media;
}

function asLeg(leg: FakeLeg, media: FakeMedia): MediaLeg {
  return {
    offer: () => Promise.resolve('own offer'),
    answer: async (sdp) => {
      leg.asked.push(sdp);
      await media.gate;
      return `answer to ${sdp}`;
    },
    accept: async (sdp) => void leg.asked.push(`accept ${sdp}`),
    rollback: async () => {
      leg.asked.push('rollback');
      if (media.stuck) throw new Error('stuck');
    },
    setMuted: (_kind, on) => void (leg.muted = on),
    setHeld() {},
    sendDigits() {},
    close: () => void (leg.closed = true),
  };
}
