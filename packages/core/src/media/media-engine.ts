import type { Volume } from '../model/index.ts';
import { CallstationError, type IceServer } from '../protocol/index.ts';
import type { Clock, DeviceChoice, Levels, Logger, MediaDevice, MediaLeg, MediaPort } from '../ports/index.ts';
import { AudioOutput } from './audio-output.ts';
import { Capture } from './capture.ts';
import { toMediaDevices } from './devices.ts';
import type { MediaEnvironment } from './environment.ts';
import { LegSlot } from './leg-slot.ts';
import { LevelChannel } from './levels.ts';
import { MediaFacts, type MediaFactsEvent } from './media-facts.ts';
import { Microphone } from './microphone.ts';
import { OutputGate } from './output-gate.ts';
import { OutputWatch } from './output-watch.ts';
import { Peer } from './peer.ts';
import { Ringer } from './ringer.ts';
import { changedVolume } from './volume.ts';

/** The {@link MediaPort} of a browser: puts the parts together and keeps the legs by name. */
export class MediaEngine implements MediaPort {
  readonly #environment: MediaEnvironment;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #facts: MediaFacts;
  readonly #gate: OutputGate;
  readonly #microphone: Microphone;
  readonly #capture: Capture;
  readonly #ringer: Ringer;
  readonly #outputs: OutputWatch;
  readonly #levels: LevelChannel;
  readonly #slots = new Map<string, LegSlot>();
  #speaker = '';
  #rings = false;
  #closed = false;

  constructor(environment: MediaEnvironment, clock: Clock, logger: Logger) {
    this.#environment = environment;
    this.#clock = clock;
    this.#logger = logger;
    this.#facts = new MediaFacts(logger);
    this.#gate = new OutputGate(this.#facts);
    this.#microphone = new Microphone(environment, this.#facts, logger);
    this.#capture = new Capture(this.#microphone, { environment, clock }, logger);
    this.#ringer = new Ringer(environment, this.#gate, clock, logger);
    this.#outputs = new OutputWatch(environment, this.#gate, logger, () => this.#ringer.deviceChanged());
    this.#levels = new LevelChannel({
      environment,
      clock,
      logger,
      tracks: (leg) => this.#slots.get(leg)?.owner?.tracks ?? null,
      captured: () => this.#microphone.source !== null,
    });
  }

  async acquire(want: { video: boolean; ask?: boolean }): Promise<void> {
    this.#mustBeOpen();
    refuseVideo(want);
    this.#environment.warmUp();
    if (want.ask === false && !(await this.#environment.mayCapture())) return;
    await this.#microphone.acquire();
  }

  release(): void {
    this.#capture.release();
  }

  leg(id: string, want: { video: boolean; iceServers: IceServer[]; fresh?: boolean; listen?: boolean }): MediaLeg {
    this.#mustBeOpen();
    refuseVideo(want);
    const slot = this.#slots.get(id) ?? new LegSlot();
    if (slot.newest && want.fresh !== true) return slot.newest;
    const peer = this.#createPeer(id, want.iceServers, want.listen === true);
    // The one who muted meant the leg, not the connection that carries it at the moment.
    if (slot.newest) peer.setMuted('audio', slot.newest.muted);
    this.#slots.set(id, slot);
    slot.add(peer);
    this.#show(id);
    return peer;
  }

  ring(on: boolean): void {
    if (this.#closed && on) return;
    this.#rings = on;
    this.#ringer.ring(on);
    this.#watchOutputs();
  }

  unlock(): Promise<void> {
    return this.#gate.unlock();
  }

  async devices(): Promise<MediaDevice[]> {
    return toMediaDevices(await this.#environment.enumerateDevices());
  }

  async select(choice: DeviceChoice): Promise<void> {
    this.#mustBeOpen();
    const { microphone, speaker, ringer, camera } = choice;
    if (camera !== undefined) this.#logger.debug('a camera was chosen, video is not built in');
    if (speaker !== undefined) {
      this.#speaker = speaker;
      await Promise.all(this.#peers.map((peer) => peer.output.setSpeaker(speaker)));
    }
    if (ringer !== undefined) await this.#ringer.setDevice(ringer);
    if (microphone !== undefined) await this.#microphone.select(microphone);
  }

  async setVolume(change: Partial<Volume>): Promise<void> {
    this.#mustBeOpen();
    const volume = changedVolume(this.#facts.volume, change);
    this.#capture.setVolume(volume.microphone);
    for (const { output } of this.#peers) output.setVolume(volume.speaker);
    this.#facts.setVolume(volume);
  }

  levels(leg: string, fn: (levels: Levels) => void): () => void {
    this.#mustBeOpen();
    return this.#levels.listen(leg, fn);
  }

  on(fn: (event: MediaFactsEvent) => void): () => void {
    return this.#facts.on(fn);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const peer of this.#peers) peer.close();
    this.#capture.release();
    this.ring(false);
    this.#levels.close();
    this.#facts.close();
  }

  get #peers(): Peer[] {
    return [...this.#slots.values()].flatMap((slot) => slot.peers);
  }

  #createPeer(id: string, iceServers: IceServer[], listen: boolean): Peer {
    const output = new AudioOutput(this.#environment, this.#gate, this.#clock, this.#logger, this.#speaker);
    output.setVolume(this.#facts.volume.speaker);
    try {
      return new Peer({
        environment: this.#environment,
        iceServers,
        listen,
        microphone: this.#capture,
        output,
        clock: this.#clock,
        logger: this.#logger,
        onFacts: (peer) => {
          this.#slots.get(id)?.heard(peer);
          this.#show(id);
        },
        onClosed: (peer) => {
          this.#slots.get(id)?.remove(peer);
          this.#show(id);
        },
      });
    } catch (error) {
      throw CallstationError.from(error, 'mediaFailed');
    }
  }

  #show(id: string): void {
    const owner = this.#slots.get(id)?.owner ?? null;
    if (!owner) this.#slots.delete(id);
    this.#facts.setLeg(id, owner?.facts ?? null);
    this.#watchOutputs();
  }

  #watchOutputs(): void {
    this.#outputs.watch(this.#rings || this.#slots.size > 0);
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new CallstationError('mediaFailed', 'The media engine was closed.');
  }
}

function refuseVideo(want: { video: boolean }): void {
  if (want.video) throw new CallstationError('notSupported', 'Video is not built in yet. Ask for audio.');
}
