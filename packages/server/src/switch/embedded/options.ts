import type { SipRefusal } from './sip/sip-connection.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { IceServer } from '@callstation/core/protocol';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { Switch } from '../switch.ts';
import type { VirtualTrunk } from '../trunk.ts';

/** Where the switch's media can be reached. */
export interface EmbeddedMediaOptions {
  /** The address peers outside see, when the machine sits behind NAT; offered instead of its own addresses. */
  publicIp?: string;
  /** First and last UDP port of the media; two or more ports. Default: any free port. */
  rtpPorts?: [number, number];
  /** Given to every page with its account; asked anew for each, so that TURN credentials can be short-lived. */
  iceServers?: () => IceServer[];
}

/** A file being written. */
export interface RecordingFile {
  /** All of the bytes, at that place. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  close(): Promise<void>;
}

/** Where recordings go, and how they are written. */
export interface EmbeddedRecordingOptions {
  /** Ogg Opus, 48 kbit/s, or WAV, 16-bit 16 kHz. Both stereo. Default `ogg`. */
  format?: 'ogg' | 'wav';
  /** Makes a new file; rejects where there is one of that name. */
  create(name: string): Promise<RecordingFile>;
}

/** What {@link createEmbeddedSwitch} needs. */
export interface EmbeddedSwitchOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Customers made of code; `dial({trunk})` finds them by name. */
  trunks: VirtualTrunk[];
  media?: EmbeddedMediaOptions;
  /** Left out: nothing can be recorded. */
  recordings?: EmbeddedRecordingOptions;
  /** Path of the SIP socket. Default `/sip`. */
  sipPath?: string;
}

/** What is still held, for tests and metrics: all zero after `stop`. */
export interface EmbeddedDebug {
  legs: number;
  rooms: number;
  /** Rooms of three and more, which cost most. */
  mixing: number;
  pages: number;
  peerConnections: number;
  plays: number;
  recordings: number;
  /** What runs at every beat of 20 ms. */
  ticking: number;
  sockets: number;
  /** What pages wanted by SIP that none may, since the start. */
  refused: Readonly<Record<SipRefusal, number>>;
}

/** The {@link Switch} inside this process, with its SIP socket. */
export interface EmbeddedSwitch extends Switch {
  /** Takes an HTTP upgrade of the SIP path: ticket first, then WebSocket, then SIP. Answers and closes what it refuses. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  debug(): EmbeddedDebug;
}
