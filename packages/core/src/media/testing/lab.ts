import type { MediaLeg, MediaPort } from '../../ports/index.ts';
import { createMediaEngine } from '../create-media-engine.ts';
import { browserEnvironment, type MediaEnvironment } from '../environment.ts';

/** Real audio in a real browser, with tones in the place of microphones. */
export interface Lab {
  /** An engine whose microphone `a` sounds at `tones.a` Hz, and so on; the first is the default one. */
  engine(tones?: Record<string, number>, environment?: Partial<MediaEnvironment>): LabEngine;
  close(): Promise<void>;
}
/** One page's worth of media, with all its connections in sight. */
export interface LabEngine {
  media: MediaPort;
  connections: RTCPeerConnection[];
  captured: MediaStreamTrack[];
  /** How strong that frequency arrives on the youngest connection, 0 to 255. */
  hears(frequency: number): number;
  /** How loud what arrives on the youngest connection is, as the root of the mean square of some 20 ms. */
  rms(): number;
  /** Resolves once so many more audio packets, of 20 ms each, have come on the youngest connection. */
  receives(packets: number): Promise<void>;
}

/** The number that a tone surely exceeds, and what leaks from a neighbour or from noise does not. */
export const HEARD = 120;

/** Opens the lab. */
export function openLab(): Lab {
  const context = new AudioContext();
  const engines: MediaPort[] = [];
  return {
    engine(tones = { a: 440 }, environment = {}) {
      const connections: RTCPeerConnection[] = [];
      const captured: MediaStreamTrack[] = [];
      const browser = browserEnvironment();
      const media = createMediaEngine({
        environment: {
          getUserMedia: async (constraints) => {
            const stream = tone(context, tones[deviceOf(constraints) ?? Object.keys(tones)[0] ?? ''] ?? 440);
            captured.push(...stream.getAudioTracks());
            return stream;
          },
          createPeerConnection: (configuration) => {
            const connection = browser.createPeerConnection(configuration);
            connections.push(connection);
            return connection;
          },
          ...environment,
        },
      });
      engines.push(media);
      const arriving = (): MediaStreamTrack | undefined => connections.at(-1)?.getReceivers()[0]?.track;
      return {
        ...{ media, connections, captured, hears: ear(context, connections), receives: counter(connections) },
        rms: meter(context, arriving),
      };
    },
    async close() {
      for (const engine of engines) engine.close();
      await context.close();
    },
  };
}

/** Sets up `caller` -> `callee`; resolves when both are connected. */
export async function connect(caller: LabEngine, callee: LabEngine): Promise<[MediaLeg, MediaLeg]> {
  const legs = [caller, callee].map(({ media }) => media.leg('audio', { video: false, iceServers: [], fresh: true }));
  const [from, to] = legs as [MediaLeg, MediaLeg];
  await from.accept(await to.answer(await from.offer()));
  await until(() => [caller, callee].every(({ connections }) => connections.at(-1)?.connectionState === 'connected'));
  return [from, to];
}

/** Resolves when `check` holds; fails the test after five seconds. */
export async function until(check: () => boolean, limitMs = 5000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!check()) {
    if (performance.now() > end) throw new Error(`never came true: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function deviceOf(constraints: MediaStreamConstraints): string | undefined {
  const { audio } = constraints;
  if (typeof audio !== 'object' || typeof audio.deviceId !== 'object' || Array.isArray(audio.deviceId))
    return undefined;
  return String(audio.deviceId.exact);
}

function tone(context: AudioContext, frequency: number): MediaStream {
  const oscillator = context.createOscillator();
  oscillator.frequency.value = frequency;
  const destination = context.createMediaStreamDestination();
  const gain = context.createGain();
  gain.gain.value = 0.3;
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return destination.stream;
}

/** Measures whatever track is there at the moment. */
export function meter(context: AudioContext, track: () => MediaStreamTrack | undefined): () => number {
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const samples = new Float32Array(analyser.fftSize);
  let measured: MediaStreamTrack | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  return () => {
    const now = track();
    if (now && now !== measured) {
      source?.disconnect();
      source = context.createMediaStreamSource(new MediaStream([now]));
      source.connect(analyser);
      measured = now;
    }
    analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  };
}

function ear(context: AudioContext, connections: RTCPeerConnection[]): LabEngine['hears'] {
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  analyser.smoothingTimeConstant = 0;
  const bins = new Uint8Array(analyser.frequencyBinCount);
  let track: MediaStreamTrack | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  return (frequency) => {
    const now = connections.at(-1)?.getReceivers()[0]?.track;
    if (now && now !== track) {
      source?.disconnect();
      source = context.createMediaStreamSource(new MediaStream([now]));
      source.connect(analyser);
      track = now;
    }
    analyser.getByteFrequencyData(bins);
    return bins[Math.round(frequency / (context.sampleRate / analyser.fftSize))] ?? 0;
  };
}

function counter(connections: RTCPeerConnection[]): LabEngine['receives'] {
  const received = async (): Promise<number> => {
    let count = 0;
    for (const { type, packetsReceived } of ((await connections.at(-1)?.getStats()) ?? new Map()).values()) {
      if (type === 'inbound-rtp') count += packetsReceived;
    }
    return count;
  };
  return async (packets) => {
    const end = performance.now() + 5000;
    const wanted = (await received()) + packets;
    while ((await received()) < wanted) {
      if (performance.now() > end) throw new Error(`${packets} packets never came`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
}
