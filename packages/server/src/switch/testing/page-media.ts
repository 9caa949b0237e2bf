import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket, useOPUS } from 'werift';
import {
  createSpeechDecoder,
  createSpeechEncoder,
  type SpeechDecoder,
  type SpeechEncoder,
} from '../embedded/media/opus.ts';
import { every20ms } from './paced.ts';
import { ToneMeter, toneSource } from './tone-meter.ts';

/** A received packet's place in the stream, for continuity checks. */
export interface ReceivedPacket {
  sequence: number;
  timestamp: number;
  ssrc: number;
  marker: boolean;
  at: number;
  /** What it sounds like. */
  pcm: Int16Array;
}

/** The media of a page, as a browser would do it: full ICE, DTLS client, Opus both ways. */
export class PageMedia {
  readonly meter = new ToneMeter();
  readonly packets: ReceivedPacket[] = [];
  readonly #pc: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #encoder: SpeechEncoder;
  readonly #decoder: SpeechDecoder;
  #stop: (() => void) | null = null;
  #next: (() => Int16Array) | null = null;
  readonly #canned: readonly Uint8Array[] | null;
  /** Packets that came. */
  received = 0;
  #sequence = 100;
  #timestamp = 5000;
  #closed = false;
  /** Frames said so far. */
  sent = 0;

  private constructor(encoder: SpeechEncoder, decoder: SpeechDecoder, canned: readonly Uint8Array[] | null) {
    this.#encoder = encoder;
    this.#decoder = decoder;
    this.#canned = canned;
    const keys = new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 48_000, payloadType: 110 });
    this.#pc = new RTCPeerConnection({
      codecs: { audio: [useOPUS({ payloadType: 111 }), keys], video: [] },
      iceServers: [],
      iceUseIpv6: false,
      iceAdditionalHostAddresses: ['127.0.0.1'],
    });
    this.#pc.onTrack.subscribe((track) =>
      track.onReceiveRtp.subscribe(({ header, payload }) => {
        const { sequenceNumber: sequence, timestamp, ssrc, marker } = header;
        this.received++;
        if (this.#closed || this.#canned) return;
        const pcm = this.#decoder.decode(payload);
        this.packets.push({ sequence, timestamp, ssrc, marker, at: performance.now(), pcm });
        this.meter.hear(pcm);
      }),
    );
  }

  /** With `canned` packets it says these whatever it is told to say, and decodes nothing: many fit into one process. */
  static async create(canned: readonly Uint8Array[] | null = null): Promise<PageMedia> {
    return new PageMedia(await createSpeechEncoder(), await createSpeechDecoder(), canned);
  }

  get state(): string {
    return this.#pc.connectionState;
  }

  async answer(offer: string): Promise<string> {
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer });
    const [transceiver] = this.#pc.getTransceivers();
    transceiver?.setDirection('sendrecv');
    await transceiver?.sender.replaceTrack(this.#track);
    // werift asks a public STUN server where none is named; without a network the look-up of its name takes 5 s.
    for (const { connection } of this.#pc.iceTransports) Object.assign(connection, { stunServer: undefined });
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    return this.#pc.localDescription?.sdp ?? '';
  }

  /** Sends a frame every 20 ms: a tone, or silence for 0. `null` stops sending altogether. */
  say(hertz: number | null): void {
    this.#next = hertz === null ? null : hertz === 0 ? () => new Int16Array(320) : toneSource(hertz);
    this.#stop ??= every20ms(() => {
      if (!this.#next) return;
      this.sent += 1;
      const canned = this.#canned?.[this.#sequence % this.#canned.length];
      this.#send(111, Buffer.from(canned ?? this.#encoder.encode(this.#next())), false);
    });
  }

  /** What a receiver plays of the packets from index `from` on: each where its timestamp puts it, silence where none is. */
  played(from = 0): Int16Array {
    const packets = this.packets.slice(from);
    const start = packets[0]?.timestamp ?? 0;
    const place = (packet: ReceivedPacket): number => ((packet.timestamp - start) | 0) / 3;
    const end = Math.max(0, ...packets.map((packet) => place(packet) + packet.pcm.length));
    const played = new Int16Array(end);
    for (const packet of packets) played.set(packet.pcm, place(packet));
    return played;
  }

  /** Sends one key as RFC 4733 says: three packets while pressed, three with the end bit. */
  press(key: number): void {
    const timestamp = this.#timestamp + 960;
    for (let i = 0; i < 6; i++) {
      const payload = Buffer.from([key, i < 3 ? 10 : 0x80 | 10, 0, i * 160]);
      this.#send(110, payload, i === 0, timestamp);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop?.();
    this.#encoder.close();
    this.#decoder.close();
    await this.#pc.close();
  }

  #send(payloadType: number, payload: Buffer, marker: boolean, timestamp?: number): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = timestamp ?? this.#timestamp + 960;
    const header = new RtpHeader({
      version: 2,
      payloadType,
      sequenceNumber: this.#sequence,
      timestamp: this.#timestamp,
      marker,
    });
    const [transceiver] = this.#pc.getTransceivers();
    // The sender stamps every packet with the type of its first codec; keys need their own.
    if (payloadType === 111) this.#track.writeRtp(new RtpPacket(header, payload));
    else if (transceiver) {
      header.ssrc = transceiver.sender.ssrc;
      void this.#pc.dtlsTransports[0]?.sendRtp(payload, header);
    }
  }
}
