import type { networkInterfaces } from 'node:os';
import {
  MediaStreamTrack,
  RTCDtlsTransport,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
} from 'werift';
import { CallstationError } from '@callstation/core/protocol';
import type { Clock, Logger } from '@callstation/core/ports';
import type { MediaLeg, MediaLegEvents, MediaStack } from './media-leg.ts';
import { mediaAddresses } from './media-addresses.ts';
import {
  finishOffer,
  isUsableAnswer,
  OPUS_PAYLOAD_TYPE,
  TELEPHONE_EVENT_PAYLOAD_TYPE,
  withoutCandidates,
} from './offer-sdp.ts';
import type { RtpPosition } from './rtp-continuity.ts';
import { TelephoneEvents } from './telephone-event.ts';
import { guardChecks, localPort, selectFirstCheck, serveDtls } from './werift-internals.ts';
import { type RtpIn, sendRtp, takeRtp } from './werift-rtp.ts';

/** What a werift leg needs. */
export interface WeriftOptions {
  clock: Clock;
  logger: Logger;
  publicIp?: string;
  rtpPorts?: [number, number];
  /** The machine's addresses; default: asked for each leg, they change. */
  interfaces?: typeof networkInterfaces;
}

/** The media stack in TypeScript: no native code, one UDP socket a leg. */
export function createWeriftStack(options: WeriftOptions): MediaStack {
  const legs = new Set<WeriftLeg>();
  return {
    async prepare() {
      await RTCDtlsTransport.SetupCertificate();
    },
    create(events) {
      const leg = new WeriftLeg(options, events, () => legs.delete(leg));
      legs.add(leg);
      return leg;
    },
    get open() {
      return legs.size;
    },
  };
}

function codecs(): RTCRtpCodecParameters[] {
  const opus = new RTCRtpCodecParameters({
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    payloadType: OPUS_PAYLOAD_TYPE,
    parameters: 'minptime=10;useinbandfec=1;stereo=0',
  });
  // Exactly one, with the clock of the codec: offered two, browsers pick the wrong one and drop most packets.
  const keys = new RTCRtpCodecParameters({
    mimeType: 'audio/telephone-event',
    clockRate: 48_000,
    payloadType: TELEPHONE_EVENT_PAYLOAD_TYPE,
    parameters: '0-15',
  });
  return [opus, keys];
}

class WeriftLeg implements MediaLeg {
  readonly #options: WeriftOptions;
  readonly #events: MediaLegEvents;
  readonly #closed: () => void;
  readonly #pc: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #keys;
  readonly #addresses;
  #state: 'new' | 'up' | 'down' | 'closed' = 'new';
  heardAt = 0;

  constructor(options: WeriftOptions, events: MediaLegEvents, closed: () => void) {
    this.#options = options;
    this.#keys = new TelephoneEvents(() => options.clock.now());
    this.#events = events;
    this.#closed = closed;
    this.#addresses = mediaAddresses(options.publicIp, options.interfaces?.());
    this.#pc = new RTCPeerConnection({
      codecs: { audio: codecs(), video: [] },
      headerExtensions: { audio: [], video: [] },
      iceServers: [],
      iceLite: true,
      // One socket on all interfaces; the addresses it is reached on are written into the offer.
      iceUseIpv4: false,
      iceUseIpv6: false,
      iceAdditionalHostAddresses: [this.#addresses.family === 4 ? '127.0.0.1' : '::1'],
      bundlePolicy: 'max-bundle',
      ...(options.rtpPorts ? { icePortRange: options.rtpPorts } : {}),
    });
    this.#pc.connectionStateChange.subscribe((state) => this.#changed(state));
    this.#pc.onTrack.subscribe((track) => track.onReceiveRtp.subscribe((packet) => this.#received(plain(packet))));
  }

  async offer(): Promise<string> {
    const { hosts } = this.#addresses;
    this.#pc.addTransceiver(this.#track, { direction: 'sendrecv' });
    const take = (packet: RtpIn): void => this.#received(packet);
    guardChecks(
      this.#pc,
      () => this.#heard(),
      (data) => this.#state === 'up' && takeRtp(this.#pc, data, take),
    );
    selectFirstCheck(this.#pc);
    await this.#pc.setLocalDescription(await this.#pc.createOffer());
    serveDtls(this.#pc);
    const port = localPort(this.#pc);
    const sdp = this.#pc.localDescription?.sdp;
    if (port === null || !sdp) throw new CallstationError('mediaFailed', 'No UDP port is free for the media.');
    return finishOffer(sdp, { hosts, port });
  }

  async accept(answer: string): Promise<void> {
    if (!isUsableAnswer(answer)) throw new CallstationError('mediaFailed', 'The answer is not usable.');
    try {
      await this.#pc.setRemoteDescription({ type: 'answer', sdp: withoutCandidates(answer) });
    } catch (error) {
      throw CallstationError.from(error, 'mediaFailed');
    }
  }

  send(payload: Uint8Array, position: RtpPosition): void {
    if (this.#state !== 'up' || sendRtp(this.#pc, OPUS_PAYLOAD_TYPE, payload, position)) return;
    const header = new RtpHeader({
      version: 2,
      payloadType: OPUS_PAYLOAD_TYPE,
      sequenceNumber: position.sequence,
      timestamp: position.timestamp,
      marker: position.marker,
    });
    this.#track.writeRtp(new RtpPacket(header, Buffer.from(payload)));
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    try {
      this.#track.stop();
      await this.#pc.close();
    } catch (error) {
      this.#options.logger.debug('media close', { error: String(error) });
    } finally {
      this.#closed();
    }
  }

  #heard(): void {
    this.heardAt = this.#options.clock.now();
  }

  #changed(state: string): void {
    if (state === 'connected' && this.#state === 'new') {
      this.#state = 'up';
      this.#heard();
      this.#events.up();
    } else if ((state === 'failed' || state === 'closed') && this.#state !== 'closed' && this.#state !== 'down') {
      this.#state = 'down';
      this.#events.down();
    }
  }

  #received({ payloadType, payload, sequence, timestamp }: RtpIn): void {
    if (this.#state !== 'up') return;
    this.#heard();
    if (payloadType === TELEPHONE_EVENT_PAYLOAD_TYPE) {
      const digit = this.#keys.read(payload, timestamp);
      if (digit) this.#events.digit(digit);
    } else if (payloadType === OPUS_PAYLOAD_TYPE && payload.length > 0) {
      this.#events.packet({ payload, sequence, timestamp });
    }
  }
}

function plain({ header, payload }: RtpPacket): RtpIn {
  const { payloadType, sequenceNumber: sequence, timestamp } = header;
  return { payloadType, sequence, timestamp, payload };
}
