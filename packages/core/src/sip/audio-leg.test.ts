import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallstationError } from '../protocol/index.ts';
import { answered, arrive, openSipBench, type SipBench } from './testing/sip-bench.ts';

const LEG = ['X-Callstation-Leg: leg1'];
let bench: SipBench;

beforeEach(async () => {
  bench = openSipBench();
  await bench.sip.ready();
});
afterEach(() => bench.close());

/** A gate of the media that is opened by hand; with an error nobody passes. */
function closeGate(): (error?: Error) => void {
  let open: (error?: Error) => void = () => undefined;
  bench.media.gate = new Promise((resolve, reject) => (open = (error) => (error ? reject(error) : resolve())));
  return open;
}
const heard = (start: string): string[] => bench.centre.heard.filter((text) => text.startsWith(start));
const closed = (): boolean[] => bench.media.legs.map((leg) => leg.closed);

describe('an INVITE', () => {
  it('without an offer gets ours, and the ACK brings the answer', async () => {
    const leg = bench.centre.invite(LEG, { sdp: null, answer: 'theirs' });
    expect(await answered(leg)).toBe('own offer');
    await arrive();
    expect(bench.media.legs[0]?.asked).toEqual(['audio fresh', 'accept theirs']);
  });

  it('whose ACK lacks that answer is ended, as lost', async () => {
    const leg = bench.centre.invite(LEG, { sdp: null });
    await answered(leg);
    expect(await leg.ended).toEqual({ intent: undefined });
    expect(closed()).toEqual([true]);
  });

  it('with a body of another kind is refused and touches no media', async () => {
    const leg = bench.centre.invite(LEG, { type: 'text/plain' });
    expect(await leg.outcome).toEqual({ status: 415, reason: 'malformed' });
    expect(bench.media.legs).toEqual([]);
  });

  it('is confirmed with 100 at once, and told nothing more until the answer', async () => {
    const open = closeGate();
    const leg = bench.centre.invite();
    await arrive();
    expect(bench.centre.heard.at(-1)).toMatch(/^SIP\/2.0 100 /);
    open();
    expect(await answered(leg)).toBe('answer to offer');
    expect(heard('SIP/2.0 18')).toEqual([]);
    expect(bench.clock.pending).toBe(1);
  });

  it('that cannot be answered is refused with the reason and leaves nothing open', async () => {
    bench.media.gate = Promise.reject(new CallstationError('mediaFailed'));
    expect(await bench.centre.invite().outcome).toEqual({ status: 480, reason: 'mediaFailed' });
    expect(closed()).toEqual([true]);
    expect(bench.clock.pending).toBe(1);
  });

  it('that waits a minute for the microphone is refused', async () => {
    const open = closeGate();
    const leg = bench.centre.invite();
    await arrive();
    bench.clock.advance(60_000);
    expect(await leg.outcome).toMatchObject({ status: 480 });
    expect(closed()).toEqual([true]);
    open();
    await arrive();
    expect(heard('SIP/2.0 200 OK').filter((text) => text.includes('INVITE'))).toEqual([]);
  });

  it('sent twice makes one leg', async () => {
    bench.centre.send(invite());
    bench.centre.send(invite());
    await arrive();
    expect(bench.media.legs).toHaveLength(1);
  });

  it('for somebody else is not found', async () => {
    bench.centre.send(invite().replace('INVITE sip:page1', 'INVITE sip:page2'));
    await arrive();
    expect(bench.centre.heard.at(-1)).toMatch(/^SIP\/2.0 404 /);
    expect(bench.media.legs).toEqual([]);
  });
});

describe('a new offer in the dialog', () => {
  it('that is asked for is ours, and the ACK brings the answer', async () => {
    const leg = bench.centre.invite();
    await answered(leg);
    expect(await leg.reinvite(null, 'theirs')).toBe('own offer');
    await arrive();
    expect(bench.media.legs[0]?.asked.at(-1)).toBe('accept theirs');
  });

  it('that fails is refused and taken back, and the leg lives on', async () => {
    const leg = bench.centre.invite();
    await answered(leg);
    bench.media.gate = Promise.reject(new Error('bad'));
    await expect(leg.reinvite('bad')).rejects.toThrow('488');
    expect(bench.media.legs[0]?.asked.at(-1)).toBe('rollback');
    bench.media.gate = null;
    expect(await leg.reinvite('good')).toBe('answer to good');
    expect(bench.centre.heard.at(-1)).toMatch(/^Contact: <sip:page1@\w+\.invalid;transport=ws>\r$/m);
    expect(closed()).toEqual([false]);
  });

  it('that cannot be taken back ends the leg, as lost', async () => {
    const leg = bench.centre.invite();
    await answered(leg);
    bench.media.gate = Promise.reject(new Error('bad'));
    bench.media.stuck = true;
    await expect(leg.reinvite('bad')).rejects.toThrow('488');
    expect(await leg.ended).toEqual({ intent: undefined });
    expect(closed()).toEqual([true]);
  });

  it('that is overtaken by a BYE is answered with 487', async () => {
    const leg = bench.centre.invite();
    await answered(leg);
    const open = closeGate();
    leg.reinvite('late').catch(() => undefined);
    await arrive();
    leg.bye();
    await arrive();
    open();
    await arrive();
    expect(heard('SIP/2.0 487')).toHaveLength(1);
    expect(closed()).toEqual([true]);
  });
});

describe('the end', () => {
  it('by the agent while it is being answered is a decline that says so', async () => {
    const open = closeGate();
    const leg = bench.centre.invite();
    await arrive();
    const done = bench.sip.hangup('s1');
    expect(closed()).toEqual([true]);
    await done;
    expect(await leg.outcome).toMatchObject({ status: 603 });
    expect(heard('SIP/2.0 603')[0]).toContain('X-Callstation-Intent: hangup');
    expect(heard('SIP/2.0 603')[0]).toContain('X-Callstation-Session: s1');
    open();
    await arrive();
    expect(bench.media.legs).toHaveLength(1);
    expect(bench.clock.pending).toBe(1);
  });

  it.each([
    ['is ready', undefined],
    ['fails', new Error('closed')],
  ])('by the agent with the socket lost is the same decline, though the answer %s meanwhile', async (_how, error) => {
    const open = closeGate();
    const leg = bench.centre.invite();
    await arrive();
    bench.centre.drop();
    const done = bench.sip.hangup('s1');
    open(error);
    await done;
    expect(await leg.outcome).toMatchObject({ status: 603 });
    expect(heard('SIP/2.0 603')[0]).toContain('X-Callstation-Intent: hangup');
    expect(closed()).toEqual([true]);
  });

  it('waits for the ACK, silent already', async () => {
    const leg = bench.centre.invite(LEG, { confirm: false });
    await answered(leg);
    const done = bench.sip.hangup('s1');
    expect(closed()).toEqual([true]);
    await arrive();
    expect(heard('BYE')).toEqual([]);
    leg.ack();
    await done;
    expect(await leg.ended).toEqual({ intent: 'hangup' });
  });

  it('by the centre before its ACK is no failure of a hang-up', async () => {
    const leg = bench.centre.invite(LEG, { confirm: false });
    await answered(leg);
    const done = bench.sip.hangup('s1');
    leg.bye();
    await done;
    expect(heard('BYE')).toEqual([]);
  });

  it('comes by itself where the ACK never does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const leg = bench.centre.invite(LEG, { confirm: false });
      await answered(leg);
      vi.advanceTimersByTime(31_000);
      await arrive();
      expect(closed()).toEqual([false]);
      vi.advanceTimersByTime(2000);
      expect(await leg.ended).toEqual({ intent: undefined });
      expect(closed()).toEqual([true]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('by close() with the socket lost forgets the leg and leaves no alarm', async () => {
    await answered(bench.centre.invite());
    await answered(bench.centre.invite(['X-Callstation-Leg: leg2']));
    bench.centre.drop();
    await bench.sip.close();
    expect(closed()).toEqual([true, true]);
    expect(bench.clock.pending).toBe(0);
  });
});

function invite(): string {
  const lines = [
    'INVITE sip:page1@centre.invalid SIP/2.0',
    'Via: SIP/2.0/WS c.invalid;branch=z9hG4bK78',
    'Max-Forwards: 70',
    'From: <sip:c@c.invalid>;tag=1',
    'To: <sip:page1@centre.invalid>',
    'Call-ID: call78',
    'CSeq: 1 INVITE',
    'Contact: <sip:c@c.invalid>',
    'X-Callstation-Leg: 1',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
