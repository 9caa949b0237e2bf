import type { Backend, WorkstationPorts } from '@callstation/core';

/** Where the sound of a seat is: in this page, in a hidden web page beside the app, at the agent's phone, in a plugin. */
export type HostKind = 'browser' | 'webview' | 'mobile' | 'native';

/** Who signs in where. */
export interface HostLogin {
  /** The centre's control socket, absolute: http(s) or ws(s). */
  url: string;
  /** The seat's token; asked again whenever the centre wants a fresh one. */
  token: () => Promise<string>;
}

/** Where sound comes out of a telephone. */
export type AudioRoute = 'speakerphone' | 'earpiece';

/**
 * What can be done to sound. Everything throws (or rejects with) a CallstationError: `notSupported`, in words that name the
 * platform, where it cannot be done there.
 */
export interface HostAudio {
  /** 0 to 150; 100 is as it is recorded. */
  setCaptureVolume(volume: number): void;
  /** 100 where nothing was set, or nothing can be; does not throw. */
  getCaptureVolume(): number;
  /** 0 to 150; 100 is as it comes. */
  setPlayoutVolume(volume: number): void;
  /** 100 where nothing was set, or nothing can be; does not throw. */
  getPlayoutVolume(): number;
  setRoute(route: AudioRoute): void;
  /** Plays a file so many times; 0: until it is stopped. Whatever was played before is stopped. */
  playMusic(path: string, loops: number): Promise<void>;
  stopMusic(): void;
  /** Whether `workstation.levels()` tells anything here. */
  readonly levels: boolean;
}

/**
 * One platform's way to sound. It has no idea of calls: the seat that stands on its backend is the core's, so a host and a
 * facade can be dropped and made anew in the middle of a call.
 *
 * MUST: `open` touches nothing of the platform before the backend's `connect`; may be called again after the former backend
 * was closed; `prepareMicrophone` rejects `mediaDenied` with a text that says what to press, and resolves at once where
 * somebody else asks; `close` may be called at any time and more than once.
 */
export interface MediaHost {
  readonly kind: HostKind;
  /**
   * What `createWorkstation` takes. Throws `notSupported` where the platform lacks what it needs. `ports`: those the
   * workstation gets too.
   */
  open(login: HostLogin, ports: WorkstationPorts): Backend;
  /** The permission that a platform wants asked before the microphone is opened. Called before a call is placed or answered. */
  prepareMicrophone(): Promise<void>;
  readonly audio: HostAudio;
  /** Gives everything back: players, views, listeners. A backend that is open is closed by who opened it. */
  close(): void;
}
