import { settle } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { OutgoingTrack } from './outgoing-track.ts';
import { FakeTrack } from './testing/fake-track.ts';

let source: FakeTrack;
let outgoing: OutgoingTrack;
let replaced: (() => void)[];
/** A sender whose replaceTrack ends when told. */
let sender: RTCRtpSender;

beforeEach(() => {
  source = new FakeTrack('a');
  outgoing = new OutgoingTrack();
  replaced = [];
  const replaceTrack = (): Promise<void> => new Promise((resolve) => replaced.push(resolve));
  sender = { replaceTrack } as unknown as RTCRtpSender;
});

const send = async (track = source): Promise<void> => {
  const sent = outgoing.send(sender, track.asTrack);
  replaced.at(-1)?.();
  await sent;
};

describe('OutgoingTrack', () => {
  it('sends a clone, and ends only that', async () => {
    await send();
    outgoing.stop();
    expect(source.readyState).toBe('live');
    expect(source.clones.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('is silent from the start when it was muted before', async () => {
    outgoing.setMuted(true);
    const sent = outgoing.send(sender, source.asTrack);
    expect(source.clones[0]?.enabled).toBe(false);
    replaced[0]?.();
    await sent;
    outgoing.setMuted(false);
    expect(source.clones[0]?.enabled).toBe(true);
    expect(source.enabled).toBe(true);
  });

  it('silences both clones when muted in the middle of a swap', async () => {
    await send();
    const other = new FakeTrack('b');
    const swapped = outgoing.send(sender, other.asTrack);
    outgoing.setMuted(true);
    expect([source.clones[0]?.enabled, other.clones[0]?.enabled]).toEqual([false, false]);
    expect(source.clones[0]?.readyState).toBe('live');
    replaced.at(-1)?.();
    await swapped;
    expect([source.clones[0]?.readyState, other.clones[0]?.readyState]).toEqual(['ended', 'live']);
    expect(outgoing.current).toBe(other.clones[0]);
  });

  it('ends the new clone too when it is stopped in the middle of a swap', async () => {
    const sent = outgoing.send(sender, source.asTrack);
    outgoing.stop();
    replaced[0]?.();
    await sent;
    await settle();
    expect(source.clones.map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(outgoing.current).toBeNull();
  });

  it('stays silent until neither muted nor held', async () => {
    await send();
    outgoing.setMuted(true);
    outgoing.setHeld(true);
    outgoing.setMuted(false);
    expect(source.clones[0]?.enabled).toBe(false);
    outgoing.setHeld(false);
    expect(source.clones[0]?.enabled).toBe(true);
  });
});
