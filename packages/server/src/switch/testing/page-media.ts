import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket, useOPUS } from 'werift';
import {
  createSpeechDecoder,
  createSpeechEncoder,
  type SpeechDecoder,
  type SpeechEncoder,
} from '../embedded/media/opus.ts';
import { ToneMeter, toneSource } from './tone-meter.ts';

/** A received packet's place in the stream, for continuity checks. */
export interface ReceivedPacket {
  sequence: number;
  timestamp: number;
  ssrc: number;
  marker: boolean;
  at: number;
}

/** The media of a page, as a browser would do it: full ICE, DTLS client, Opus both ways. */
export class PageMedia {
  readonly meter = new ToneMeter();
  readonly packets: ReceivedPacket[] = [];
  readonly #pc: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #encoder: SpeechEncoder;
  readonly #decoder: SpeechDecoder;
  #timer: ReturnType<typeof setInterval> | null = null;
  #next: (() => Int16Array) | null = null;
  #sequence = 100;
  #timestamp = 5000;
  #closed = false;
  /** Frames said so far. */
  sent = 0;

  private constructor(encoder: SpeechEncoder, decoder: SpeechDecoder) {
    this.#encoder = encoder;
    this.#decoder = decoder;
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
        this.packets.push({ sequence, timestamp, ssrc, marker, at: performance.now() });
        if (!this.#closed) this.meter.hear(this.#decoder.decode(payload));
      }),
    );
  }

  static async create(): Promise<PageMedia> {
    return new PageMedia(await createSpeechEncoder(), await createSpeechDecoder());
  }

  get state(): string {
    return this.#pc.connectionState;
  }

  async answer(offer: string): Promise<string> {
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer });
    const [transceiver] = this.#pc.getTransceivers();
    transceiver?.setDirection('sendrecv');
    await transceiver?.sender.replaceTrack(this.#track);
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    return this.#pc.localDescription?.sdp ?? '';
  }

  /** Sends a frame every 20 ms: a tone, or silence for 0. `null` stops sending altogether. */
  say(hertz: number | null): void {
    this.#next = hertz === null ? null : hertz === 0 ? () => new Int16Array(320) : toneSource(hertz);
    this.#timer ??= setInterval(() => {
      if (!this.#next) return;
      this.sent += 1;
      this.#send(111, Buffer.from(this.#encoder.encode(this.#next())), false);
    }, 20);
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
    if (this.#timer) clearInterval(this.#timer);
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
