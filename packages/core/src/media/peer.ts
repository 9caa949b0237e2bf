import { CallstationError, type IceServer } from '../protocol/index.ts';
import type { Clock, Logger, MediaLeg } from '../ports/index.ts';
import type { AudioOutput } from './audio-output.ts';
import type { Capture } from './capture.ts';
import { candidatesWithin } from './candidates.ts';
import type { MediaEnvironment } from './environment.ts';
import { iceState } from './ice-state.ts';
import type { LegFacts } from './media-facts.ts';
import { OutgoingTrack } from './outgoing-track.ts';
import { SerialQueue } from './serial-queue.ts';
import { StatsSampler } from './stats.ts';

/** The most an offer waits for addresses. An answer waits for none: the other side learns ours from our checks. */
const GATHERING_LIMIT_MS = 300;
const DIGITS = /^[0-9A-D*#,]{1,64}$/i;

/** What a {@link Peer} is made of. */
export interface PeerOptions {
  environment: Pick<MediaEnvironment, 'createPeerConnection'>;
  iceServers: readonly IceServer[];
  microphone: Capture;
  /** Without a microphone nothing is sent until there is one; else negotiations fail. */
  listen: boolean;
  output: AudioOutput;
  clock: Clock;
  logger: Logger;
  /** Told at every change of {@link Peer.facts}. */
  onFacts: (peer: Peer) => void;
  onClosed: (peer: Peer) => void;
}

/** One RTCPeerConnection with one audio line, as a leg. */
export class Peer implements MediaLeg {
  readonly output: AudioOutput;
  readonly #options: PeerOptions;
  readonly #connection: RTCPeerConnection;
  readonly #queue = new SerialQueue();
  readonly #outgoing = new OutgoingTrack();
  readonly #stats: StatsSampler;
  readonly #stopSwaps: () => void;
  #incoming: MediaStreamTrack | null = null;
  #facts: LegFacts = { ice: 'new', quality: 0 };
  #closed = false;
  /** Where the microphone goes when there is one. */
  #unsent: RTCRtpSender | null = null;

  constructor(options: PeerOptions) {
    const { environment, iceServers, microphone, output, clock, logger } = options;
    this.#options = options;
    this.output = output;
    const connection = environment.createPeerConnection({
      iceServers: iceServers.map((server) => ({ ...server })),
      bundlePolicy: 'max-bundle',
    });
    this.#connection = connection;
    this.#stats = new StatsSampler(
      () => connection.getStats(),
      clock,
      logger,
      (quality) => this.#know({ ...this.#facts, quality }),
    );
    this.#stopSwaps = microphone.onSource((source) => this.#swap(source));
    connection.addEventListener('connectionstatechange', () => this.#follow());
    connection.addEventListener('track', ({ track }) => this.#hear(track));
  }

  get facts(): LegFacts {
    return this.#facts;
  }

  get muted(): boolean {
    return this.#outgoing.muted;
  }

  /** The tracks both ways, for meters. */
  get tracks(): { microphone: MediaStreamTrack | null; peer: MediaStreamTrack | null } {
    return { microphone: this.#outgoing.current, peer: this.#incoming };
  }

  offer(options: { iceRestart: boolean } = { iceRestart: false }): Promise<string> {
    return this.#negotiate(async (connection) => {
      const line = audioLine(connection) ?? connection.addTransceiver('audio');
      await this.#send(line);
      await connection.setLocalDescription(await connection.createOffer({ iceRestart: options.iceRestart }));
      await candidatesWithin(connection, this.#options.clock, GATHERING_LIMIT_MS);
      return localSdp(connection);
    });
  }

  answer(sdp: string): Promise<string> {
    return this.#negotiate(async (connection) => {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      const line = audioLine(connection);
      if (!line) throw new CallstationError('mediaFailed', 'The offer has no audio.');
      await this.#send(line);
      await connection.setLocalDescription(await connection.createAnswer());
      return localSdp(connection);
    });
  }

  accept(sdp: string): Promise<void> {
    return this.#negotiate((connection) => connection.setRemoteDescription({ type: 'answer', sdp }));
  }

  rollback(): Promise<void> {
    return this.#negotiate(async (connection) => {
      if (connection.signalingState === 'have-local-offer') await connection.setLocalDescription({ type: 'rollback' });
      if (connection.signalingState === 'have-remote-offer')
        await connection.setRemoteDescription({ type: 'rollback' });
    });
  }

  setMuted(kind: 'audio' | 'video', on: boolean): void {
    if (kind === 'audio') this.#outgoing.setMuted(on);
  }

  setHeld(on: boolean): void {
    this.#outgoing.setHeld(on);
  }

  sendDigits(digits: string): void {
    if (!DIGITS.test(digits)) throw new CallstationError('invalidArgument', 'Digits are 0-9, A-D, *, # and commas.');
    const dtmf = this.#outgoing.sender?.dtmf;
    if (!dtmf?.canInsertDTMF) throw new CallstationError('notSupported', 'This leg cannot carry digits.');
    dtmf.insertDTMF(digits);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopSwaps();
    this.#stats.stop();
    this.#outgoing.stop();
    this.output.stop();
    this.#connection.close();
    this.#options.onClosed(this);
  }

  /** One at a time. Whatever fails is a typed error; what ends after close() fails as such. */
  #negotiate<T>(work: (connection: RTCPeerConnection) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      this.#mustBeOpen();
      try {
        const result = await work(this.#connection);
        this.#mustBeOpen();
        return result;
      } catch (error) {
        throw CallstationError.from(error, 'mediaFailed');
      }
    });
  }

  async #send(line: RTCRtpTransceiver): Promise<void> {
    line.direction = this.#outgoing.held ? 'sendonly' : 'sendrecv';
    const { microphone, listen } = this.#options;
    if (listen && microphone.source === null) {
      this.#unsent = line.sender;
      microphone.watch();
      return;
    }
    const source = await microphone.acquire();
    this.#mustBeOpen();
    if (this.#outgoing.current?.readyState !== 'live') await this.#outgoing.send(line.sender, source);
  }

  async #swap(source: MediaStreamTrack): Promise<void> {
    const sender = this.#outgoing.sender ?? this.#unsent;
    if (!sender) return;
    try {
      await this.#outgoing.send(sender, source);
    } catch (error) {
      this.#options.logger.error('the leg could not take the new microphone', { error });
    }
  }

  #hear(track: MediaStreamTrack): void {
    if (this.#closed || track.kind !== 'audio') return;
    this.#incoming = track;
    void this.output.play(track);
  }

  #follow(): void {
    if (this.#closed) return;
    const ice = iceState(this.#connection.connectionState);
    if (ice === 'connected') this.#stats.start();
    else this.#stats.stop();
    const down = ice === 'disconnected' || ice === 'failed';
    this.#know({ ice, quality: down ? 6 : 0 });
  }

  #know(facts: LegFacts): void {
    this.#facts = facts;
    this.#options.onFacts(this);
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new CallstationError('mediaFailed', 'The leg was closed.');
  }
}

function audioLine(connection: RTCPeerConnection): RTCRtpTransceiver | undefined {
  return connection
    .getTransceivers()
    .find(({ receiver, direction }) => receiver.track.kind === 'audio' && direction !== 'stopped');
}

function localSdp(connection: RTCPeerConnection): string {
  const sdp = connection.localDescription?.sdp;
  if (!sdp) throw new CallstationError('mediaFailed', 'The browser gave no description.');
  return sdp;
}
