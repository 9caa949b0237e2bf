import type { CallSnapshot, Levels, PageFacts, Workstation } from '@callstation/core';
import type { Clock } from '@callstation/core/ports';

import type { TcccEmitter } from './emitter.ts';
import { TcccWarningCode } from './error-codes.ts';
import { peerOf } from './session-info.ts';

/** So often quality is told in a call, milliseconds. */
const QUALITY_EVERY = 2000;
/** The vendor's shortest interval, milliseconds. */
const SHORTEST = 100;

/** What changes all the time while somebody talks: loudness, quality. And what is wrong with microphone and speaker. */
export interface Meters {
  /** Tells loudness so often (milliseconds), or not at all: 0. */
  evaluateVolume(interval: number): void;
  stop(): void;
}

/** The call whose sound is in the page now. */
function soundingCall({ getSnapshot }: Workstation): CallSnapshot | null {
  const { sessions, currentCallId } = getSnapshot();
  const call = sessions.find(({ id }) => id === currentCallId);
  return call && call.kind !== 'im' && call.phase === 'active' ? call : null;
}

/** Watches a workstation. Holds nothing that is not the workstation's but when something was told last. */
export function createMeters(workstation: Workstation, emitter: TcccEmitter, clock: Clock): Meters {
  const volume = createVolume(workstation, emitter, clock);
  const quality = createQuality(workstation, emitter, clock);
  let page = workstation.getSnapshot().page;
  const stop = workstation.subscribe(() => {
    const before = page;
    page = workstation.getSnapshot().page;
    if (page !== before) warn(emitter, before, page);
    volume.look();
    quality.look();
  });
  volume.look();
  quality.look();
  return {
    evaluateVolume: volume.every,
    stop() {
      stop();
      volume.stop();
      quality.stop();
    },
  };
}

function createVolume(workstation: Workstation, emitter: TcccEmitter, clock: Clock) {
  let interval = 0;
  let of: string | null = null;
  let release: () => void = () => undefined;
  const stop = (): void => {
    release();
    release = () => undefined;
    of = null;
  };
  const look = (): void => {
    const call = interval > 0 ? soundingCall(workstation) : null;
    if (call?.id === (of ?? undefined)) return;
    stop();
    if (!call) return;
    of = call.id;
    const peer = peerOf(call);
    let last = -Infinity;
    release = workstation.levels(call.id, (levels: Levels) => {
      if (clock.now() - last < interval) return;
      last = clock.now();
      emitter.emit('onAudioVolume', '', percent(levels.mic));
      emitter.emit('onAudioVolume', peer, percent(levels.peer));
    });
  };
  const every = (ms: number): void => {
    interval = ms > 0 ? Math.max(SHORTEST, ms) : 0;
    stop();
    look();
  };
  return { look, every, stop };
}

function createQuality(workstation: Workstation, emitter: TcccEmitter, clock: Clock) {
  let cancel: (() => void) | null = null;
  const stop = (): void => {
    cancel?.();
    cancel = null;
  };
  const tell = (): void => {
    cancel = null;
    const { agent, page } = workstation.getSnapshot();
    const sound = page.media['audio'];
    if (!sound || soundingCall(workstation) === null) return;
    emitter.emit('onNetworkQuality', { userId: agent?.id ?? '', quality: sound.quality }, []);
    cancel = clock.after(QUALITY_EVERY, tell);
  };
  return { look: () => void (cancel === null && tell()), stop };
}

const percent = (level: number): number => Math.round(Math.min(1, Math.max(0, level)) * 100);

const WARNINGS: Partial<Record<PageFacts['microphone'] | PageFacts['output'], readonly [number, string]>> = {
  denied: [TcccWarningCode.WARNING_MICROPHONE_NOT_AUTHORIZED, 'The microphone is not allowed.'],
  busy: [TcccWarningCode.WARNING_MICROPHONE_DEVICE_ABNORMAL, 'Another program holds the microphone.'],
  blocked: [TcccWarningCode.WARNING_SPEAKER_DEVICE_ABNORMAL, 'Sound is blocked until something is pressed.'],
};
const MISSING = {
  microphone: [TcccWarningCode.WARNING_MICROPHONE_DEVICE_EMPTY, 'There is no microphone.'],
  output: [TcccWarningCode.WARNING_SPEAKER_DEVICE_EMPTY, 'There is no speaker.'],
} as const;

function warn(emitter: TcccEmitter, before: PageFacts, now: PageFacts): void {
  for (const what of ['microphone', 'output'] as const) {
    if (before[what] === now[what]) continue;
    const warning = now[what] === 'missing' ? MISSING[what] : WARNINGS[now[what]];
    if (warning) emitter.emit('onWarning', ...warning);
  }
}
