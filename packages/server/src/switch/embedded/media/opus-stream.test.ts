import { describe, expect, it } from 'vitest';
import { level, loudness, toneSource } from '../../testing/tone-meter.ts';
import { createSpeechDecoder, createSpeechEncoder } from './opus.ts';
import { OpusStream } from './opus-stream.ts';

const packet = (payload: Uint8Array, sequence: number) => ({ payload, sequence, timestamp: sequence * 960 });

async function tonePackets(n: number): Promise<Uint8Array[]> {
  const encoder = await createSpeechEncoder();
  const next = toneSource(440);
  const packets = Array.from({ length: n }, () => encoder.encode(next()));
  encoder.close();
  return packets;
}

describe('OpusStream', () => {
  it('gives frames of 20 ms that hold the tone', async () => {
    const stream = new OpusStream(await createSpeechDecoder());
    const frames = (await tonePackets(20)).flatMap((payload, i) => stream.frames(packet(payload, i)));
    expect(new Set(frames.map((f) => f.length))).toEqual(new Set([320]));
    expect(level(Int16Array.from(frames.slice(10).flatMap((f) => [...f])), 440)).toBeGreaterThan(4000);
  });

  it('covers up to three lost packets, not more, and drops late and repeated ones', async () => {
    const stream = new OpusStream(await createSpeechDecoder());
    const packets = await tonePackets(12);
    const count = (i: number): number => stream.frames(packet(packets[i] ?? new Uint8Array(), i)).length;
    expect([count(0), count(1), count(1), count(5), count(4), count(6), count(11)]).toEqual([1, 1, 0, 4, 0, 1, 1]);
  });

  it('goes on over the wrap of the sequence number', async () => {
    const stream = new OpusStream(await createSpeechDecoder());
    const [a, b] = await tonePackets(2);
    if (!a || !b) throw new Error('no packets');
    expect(stream.frames(packet(a, 0xffff)).length).toBe(1);
    expect(stream.frames(packet(b, 0)).length).toBe(1);
  });

  it('is as loud as ever when somebody begins to listen in the middle', async () => {
    const packets = await tonePackets(30);
    const begin = async (told: number): Promise<number> => {
      const stream = new OpusStream(await createSpeechDecoder());
      for (let i = 20 - told; i <= 20; i++) stream.came(packet(packets[i] ?? new Uint8Array(), i));
      const [frame] = stream.frames(packet(packets[20] ?? new Uint8Array(), 20));
      return loudness(frame?.subarray(0, 80) ?? new Int16Array(1));
    };
    const usual = 6000 * Math.SQRT1_2;
    const cold = await begin(0);
    const warm = await begin(5);
    expect([cold < usual / 2, warm > usual / 2]).toEqual([true, true]);
  });

  it('survives garbage', async () => {
    const stream = new OpusStream(await createSpeechDecoder());
    for (let i = 0; i < 300; i++)
      stream.frames(
        packet(
          Uint8Array.from({ length: i % 40 }, (_, k) => (i * 31 + k * 17) & 255),
          i,
        ),
      );
    const [a] = await tonePackets(1);
    expect(stream.frames(packet(a ?? new Uint8Array(), 300)).length).toBe(1);
  });
});
