import { CallstationError } from '../protocol/index.ts';

/** The parts of a browser the media engine stands on. */
export interface MediaEnvironment {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** Whether a capture would run without a prompt. */
  mayCapture(): Promise<boolean>;
  enumerateDevices(): Promise<MediaDeviceInfo[]>;
  /** Whether devices to sound on are listed, too; Safari and old Firefox list microphones and cameras only. */
  listsOutputs(): boolean;
  /** Calls `fn` when a device came or went, or its permission changed; returns the end. */
  onDeviceChange(fn: () => void): () => void;
  /** Starts, once, what the first peer connection would have to wait for. Never throws. */
  warmUp(): void;
  createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection;
  createAudioContext(): AudioContext;
  createAudioElement(): HTMLAudioElement;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
}

/** The browser this runs in; every function is looked up when it is called, so that importing needs no browser. */
export function browserEnvironment(): MediaEnvironment {
  return {
    getUserMedia: async (constraints) => {
      const devices = mediaDevices();
      // A page outside a secure context has no mediaDevices at all; the remedy differs from "click allow".
      if (!devices)
        throw new CallstationError('mediaDenied', 'The microphone needs https or localhost. Open the page there.');
      return devices.getUserMedia(constraints);
    },
    mayCapture,
    enumerateDevices: async () => (await mediaDevices()?.enumerateDevices()) ?? [],
    listsOutputs: () => typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype,
    onDeviceChange: (fn) => {
      const devices = mediaDevices();
      // Not by a signal: listeners take none in Safari before 15.
      devices?.addEventListener('devicechange', fn);
      const status = permission();
      void status.then((known) => known?.addEventListener('change', fn));
      return () => {
        devices?.removeEventListener('devicechange', fn);
        void status.then((known) => known?.removeEventListener('change', fn));
      };
    },
    warmUp: once(warmUp),
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    createAudioContext: () => new AudioContext(),
    createAudioElement: () => new Audio(),
    createStream: (tracks) => new MediaStream(tracks),
  };
}

/**
 * The first peer connection of a page starts the browser's whole media machinery, which takes as long as the rest of an
 * answer: done while it rings, or while the microphone opens.
 */
function warmUp(): void {
  try {
    const connection = new RTCPeerConnection();
    connection.addTransceiver('audio');
    const close = (): void => connection.close();
    connection.createOffer().then(close, close);
  } catch {
    // No WebRTC here: the leg itself will say so.
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}

const mayCapture = async (): Promise<boolean> => (await permission())?.state === 'granted';

async function permission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    // Not every browser knows this permission by name; asking is then the only way to learn, and only the devices tell.
    return null;
  }
}

function mediaDevices(): MediaDevices | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.mediaDevices;
}
