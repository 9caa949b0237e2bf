import { settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { encodePing } from '../../protocol/index.ts';
import { connected, offered, session } from './testing/connected-page.ts';

/** A page in a call, with its microphone taken. */
async function inCall() {
  const page = await connected();
  await page.tell(offered);
  await page.workstation.calls.answer('s1');
  await page.tell(session(page.active(), 'sessionActive'));
  /** Pings as the centre does in a call. */
  const live = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 1500) {
      page.centre.ping(at);
      await page.clock.advanceAsync(Math.min(1500, ms - at));
    }
  };
  return { ...page, live };
}

describe('a control socket that is lost in a call', () => {
  it('leaves the sound alone, however long it takes', async () => {
    const { centre, clock, sip, media, workstation, connection } = await inCall();
    const readied = sip.asked.ready;
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await clock.advanceAsync(60_000);
    expect(connection().state).toBe('reconnecting');
    expect(workstation.getSnapshot().sessions).toMatchObject([
      { id: 's1', phase: 'active', leg: { state: 'flowing' } },
    ]);
    centre.hub.answer = 'accept';
    await clock.advanceAsync(10_000);
    expect(connection().state).toBe('ready');
    expect([sip.asked.hangup, sip.asked.close, sip.asked.ready]).toEqual([0, 0, readied]);
    expect([media.acquired, media.acquisitions, sip.muted]).toEqual([true, 1, false]);
  });

  it('refuses a command at once, as one that may be tried again', async () => {
    const { centre, clock, workstation, sent } = await inCall();
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await settle();
    await expect(workstation.calls.hold('s1')).rejects.toMatchObject({ code: 'network', retryable: true });
    centre.hub.answer = 'accept';
    await clock.advanceAsync(10_000);
    expect(sent('call.hold')).toBe(0);
    await workstation.calls.hold('s1');
    expect(sent('call.hold')).toBe(1);
  });

  it('keeps a command that was on its way until it is back, and does it once', async () => {
    const { centre, clock, workstation, sent } = await inCall();
    centre.mute = true;
    const hold = workstation.calls.hold('s1');
    await settle();
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await clock.advanceAsync(8000);
    centre.mute = false;
    centre.hub.answer = 'accept';
    await clock.advanceAsync(10_000);
    await hold;
    expect(sent('call.hold')).toBe(2);
    expect([...centre.done.values()]).toEqual([1, 1]);
  });

  it('gives such a command up after half a minute, and says that it may be tried again', async () => {
    const { centre, clock, workstation, sent } = await inCall();
    centre.mute = true;
    const hold = workstation.calls.hold('s1').catch((error: unknown) => error);
    await settle();
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await clock.advanceAsync(30_000);
    expect(await hold).toMatchObject({ code: 'network', retryable: true });
    centre.hub.answer = 'accept';
    await clock.advanceAsync(15_000);
    expect(sent('call.hold')).toBe(1);
  });

  it('is asked again for the answer that was lost with it, and answered without doing it twice', async () => {
    const { centre, clock, workstation, sent } = await inCall();
    centre.answers.set('call.hold', () => {
      // Done, but the answer never arrives.
      centre.socket.drop();
      centre.answers.delete('call.hold');
      return null;
    });
    const hold = workstation.calls.hold('s1');
    await clock.advanceAsync(1000);
    await hold;
    const [first, second] = centre.requests.filter(({ method }) => method === 'call.hold');
    expect([sent('call.hold'), first?.commandId === second?.commandId]).toEqual([2, true]);
  });
});

describe('a control socket that is half open in a call', () => {
  it('is noticed within 6 s of the last ping', async () => {
    const { centre, clock, live, connection } = await inCall();
    await live(30_000);
    expect(centre.hellos).toHaveLength(1);
    centre.ping(1);
    await settle();
    centre.socket.halfOpen();
    centre.hub.answer = 'never';
    await clock.advanceAsync(5900);
    expect(connection().state).toBe('ready');
    await clock.advanceAsync(200);
    expect(connection()).toMatchObject({ state: 'reconnecting', error: { code: 'network' } });
  });

  it('still mutes in the same task, and hangs up as soon as it is noticed', async () => {
    const { centre, clock, workstation, sip } = await inCall();
    centre.socket.halfOpen();
    centre.hub.answer = 'never';
    const mute = workstation.calls.mute('s1').catch((error: unknown) => error);
    expect(sip.muted).toBe(true);
    await clock.advanceAsync(6100);
    await workstation.calls.hangup('s1');
    expect(sip.asked.hangup).toBe(1);
    await workstation.close();
    expect(await mute).toMatchObject({ code: 'notReady' });
  });

  it('after a freeze answers the ping that waited, inside the message, or starts anew', async () => {
    const { centre, clock, connection } = await inCall();
    const pinged = centre.alives.length;
    centre.socket.sendNow(encodePing(99));
    await settle();
    expect(centre.alives.slice(pinged)).toEqual([99]);
    // The lease ran out meanwhile: the centre has closed the seat and the socket.
    centre.socket.close(4408);
    await clock.advanceAsync(1000);
    expect([centre.hellos.length, connection().state]).toEqual([2, 'ready']);
  });
});
