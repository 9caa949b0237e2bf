import { createStereoEncoder } from '../media/opus.ts';
import { FRAME_MS, FRAME_SAMPLES, FRAME_TICKS } from '../media/sound.ts';
import { OggPages } from './ogg-pages.ts';
import type { Piece, RecordingFormat } from './recording-format.ts';

/** A page a second: so much is lost at most when the machine stops dead. */
const FRAMES_A_PAGE = 1000 / FRAME_MS;
const CHANNELS = 2;
const INPUT_RATE = 16_000;
const VENDOR = 'Callstation';

/** Ogg Opus (RFC 7845), stereo. `serial`: any number, 32 bits. */
export async function createOggFormat(serial: number): Promise<RecordingFormat> {
  const encoder = await createStereoEncoder();
  const pages = new OggPages(serial);
  const { preSkip } = encoder;
  let encoded = 0;
  let waiting = 0;
  const finishPage = (last: boolean): Piece => {
    waiting = 0;
    return { bytes: pages.page(last) };
  };
  const put = (frame: Int16Array, granule: number): Piece[] => {
    const packet = encoder.encode(frame);
    const done = pages.fits(packet) ? [] : [finishPage(false)];
    pages.add(packet, BigInt(granule));
    waiting++;
    return done;
  };
  return {
    begin() {
      pages.add(opusHead(preSkip), 0n);
      const head = pages.page();
      pages.add(opusTags(), 0n);
      return [{ bytes: head }, { bytes: pages.page() }];
    },
    add(frame) {
      const done = put(frame, ++encoded * FRAME_TICKS);
      return waiting < FRAMES_A_PAGE ? done : [...done, finishPage(false)];
    },
    end() {
      // One frame more pushes out what the encoder still holds; the position says where the sound really ends.
      // On a page of its own: not every player takes both ends off one page.
      const before = waiting === 0 ? [] : [finishPage(false)];
      const done = put(new Int16Array(FRAME_SAMPLES * CHANNELS), encoded * FRAME_TICKS + preSkip);
      return [...before, ...done, finishPage(true)];
    },
    close: () => encoder.close(),
  };
}

function opusHead(preSkip: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head[8] = 1;
  head[9] = CHANNELS;
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(INPUT_RATE, 12);
  return head;
}

function opusTags(): Uint8Array {
  const tags = Buffer.alloc(8 + 4 + VENDOR.length + 4);
  tags.write('OpusTags', 0, 'latin1');
  tags.writeUInt32LE(VENDOR.length, 8);
  tags.write(VENDOR, 12, 'latin1');
  return tags;
}
