import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { level, loudness } from '../../testing/tone-meter.ts';
import { createClip } from './clip.ts';
import { mediaAddresses } from './media-addresses.ts';
import { isUsableAnswer, withoutCandidates } from './offer-sdp.ts';
import { SoundLibrary } from './sound-library.ts';
import { holdMusic, lostTone, ringback } from './synth.ts';
import { TelephoneEvents } from './telephone-event.ts';

const address = (text: string, internal = false) => ({
  address: text,
  family: text.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
  internal,
  netmask: '',
  mac: '',
  cidr: null,
  scopeid: 0,
});
const lo = [address('127.0.0.1', true), address('::1', true)];

describe('mediaAddresses', () => {
  it('lists the machine first and loopback last', () => {
    const eth0 = [address('192.0.2.2'), address('fd00::2'), address('169.254.1.1')];
    const docker0 = [address('172.17.0.1')];
    expect(mediaAddresses(undefined, { lo, docker0, eth0 })).toEqual({ family: 4, hosts: ['192.0.2.2', '127.0.0.1'] });
  });
  it('makes do with loopback', () => {
    expect(mediaAddresses(undefined, { lo })).toEqual({ family: 4, hosts: ['127.0.0.1'] });
    expect(mediaAddresses(undefined, {})).toEqual({ family: 4, hosts: ['127.0.0.1'] });
  });
  it('puts the public address before all', () => {
    const eth0 = [address('10.0.0.5')];
    expect(mediaAddresses('203.0.113.7', { lo, eth0 }).hosts).toEqual(['203.0.113.7', '10.0.0.5', '127.0.0.1']);
    expect(mediaAddresses('10.0.0.5', { lo, eth0 }).hosts).toEqual(['10.0.0.5', '127.0.0.1']);
  });
  it('speaks IPv6 where there is nothing else', () => {
    const eth0 = [address('2001:db8::2'), address('fe80::1')];
    expect(mediaAddresses(undefined, { lo, eth0 })).toEqual({ family: 6, hosts: ['2001:db8::2', '::1'] });
    expect(mediaAddresses('2001:db8::9', { lo }).family).toBe(6);
  });
});

describe('answers', () => {
  const answer = 'v=0\r\nm=audio 9 X 111\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=fingerprint:sha-256 AA\r\n';
  it('lose their candidates', () => {
    const stripped = withoutCandidates(`${answer}a=candidate:1 1 udp 1 x.local 1 typ host\r\na=end-of-candidates\r\n`);
    expect(stripped).toBe(answer);
  });
  it('are checked before anything reads them', () => {
    expect(isUsableAnswer(answer)).toBe(true);
    expect(isUsableAnswer(answer.replace('audio 9', 'audio 0'))).toBe(false);
    expect(isUsableAnswer(`${answer}m=video 9 X 96\r\n`)).toBe(false);
    expect(isUsableAnswer(answer.replace('a=ice-pwd:b', ''))).toBe(false);
  });
});

describe('TelephoneEvents', () => {
  it('counts a press once, at the end bit, whatever is lost', () => {
    const keys = new TelephoneEvents(() => 0);
    expect(keys.read(new Uint8Array([5, 10, 0, 0]), 960)).toBeNull();
    expect(keys.read(new Uint8Array([5, 0x8a, 3, 0]), 960)).toBe('5');
    expect(keys.read(new Uint8Array([5, 0x8a, 3, 0]), 960)).toBeNull();
    expect(keys.read(new Uint8Array([11, 0x8a, 3, 0]), 9600)).toBe('#');
    expect(keys.read(new Uint8Array([99, 0x8a, 3, 0]), 19_200)).toBeNull();
    expect(keys.read(new Uint8Array([]), 0)).toBeNull();
  });

  it('X26: takes no key that is none or lasts no time, and 50 a second of 10,000', () => {
    let now = 0;
    const keys = new TelephoneEvents(() => now);
    for (let event = 16; event < 256; event++) expect(keys.read(new Uint8Array([event, 0x8a, 3, 0]), event)).toBeNull();
    expect(keys.read(new Uint8Array([5, 0x8a, 0, 0]), 1)).toBeNull();
    expect(keys.read(new Uint8Array([5, 0x80]), 2)).toBeNull();
    const flood = (from: number): number =>
      Array.from({ length: 10_000 }, (_, n) => keys.read(new Uint8Array([5, 0x8a, 3, 0]), from + n)).filter(Boolean)
        .length;
    expect(flood(1000)).toBe(50);
    now = 1000;
    expect(flood(20_000)).toBe(50);
  });
});

describe('built-in sounds', () => {
  it('are what they are called', () => {
    const ring = ringback();
    expect(ring.length).toBe(5 * 16_000);
    expect(level(ring.subarray(0, 16_000), 425)).toBeGreaterThan(5000);
    expect(loudness(ring.subarray(16_000))).toBe(0);
    expect(loudness(lostTone())).toBeLessThan(2000);
  });
  it('hold music is never silent for half a second, never clips and has no seam', () => {
    const music = holdMusic();
    expect(music.length).toBe(12 * 16_000);
    for (let at = 0; at + 8000 <= music.length; at += 4000)
      expect(loudness(music.subarray(at, at + 8000))).toBeGreaterThan(300);
    const largest = (list: Int16Array): number => list.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
    expect(largest(music)).toBeLessThan(20_000);
    const steps = music.map((v, i) => v - (music[(i + music.length - 1) % music.length] ?? 0));
    expect(Math.abs(steps[0] ?? 0)).toBeLessThanOrEqual(largest(steps.subarray(1)));
  });

  it.each([1600, 1800, 2000, 2200, 2400])(
    'leaves %i Hz to those who measure what is heard beside the hold music',
    (hz) => {
      const music = holdMusic();
      // A Hann window, or loud low notes would leak into every frequency.
      const soft = (v: number, i: number): number => v * (1 - Math.cos((2 * Math.PI * i) / 1600));
      for (let at = 0; at + 1600 <= music.length; at += 1600)
        expect(level(music.subarray(at, at + 1600).map(soft), hz)).toBeLessThan(33);
    },
  );
});

/** A WAV file. */
function wav(samples: number[]): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(16_000, 24);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  return Buffer.concat([header, Buffer.from(Int16Array.from(samples).buffer)]);
}

describe('sound files', () => {
  it('are found, missing, or empty', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'callstation-'));
    try {
      const file = join(folder, 'a.wav');
      await writeFile(file, wav(Array.from({ length: 500 }, () => 1000)));
      const library = new SoundLibrary();
      expect((await library.clip({ file })).packets).toHaveLength(2);
      expect(await library.clip({ file })).toBe(await library.clip({ file }));
      await expect(library.clip({ file: join(folder, 'b.wav') })).rejects.toMatchObject({ code: 'notFound' });
      await writeFile(file, wav(Array.from({ length: 960 }, () => 1)));
      await utimes(file, 1, 1);
      expect((await library.clip({ file })).packets).toHaveLength(3);
      await writeFile(join(folder, 'c.wav'), wav([]));
      await expect(library.clip({ file: join(folder, 'c.wav') })).rejects.toMatchObject({ code: 'invalidArgument' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a long sound', () => {
  it('is made ready while everything else goes on', async () => {
    let turns = 0;
    let ready = false;
    const count = (): void => {
      turns++;
      if (!ready) setImmediate(count);
    };
    setImmediate(count);
    const { packets } = await createClip(new Int16Array(60 * 16_000));
    ready = true;
    expect(packets).toHaveLength(3000);
    expect(turns).toBeGreaterThan(250);
  });
});
