import { createFakeLogger } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEARD, type Lab, type LabEngine, openLab, until } from '../../media/testing/lab.ts';
import { systemClock } from '../../ports/defaults/system-clock.ts';
import { createPageSip } from '../../sip/create-page-sip.ts';
import type { PageSip } from '../../sip/page-sip.types.ts';
import { FakeCentre, type FakeCentreLeg } from '../../sip/testing/fake-centre.ts';

let lab: Lab;
let centre: FakeCentre;
let page: LabEngine;
let sip: PageSip;
/** The far ends of the page's legs: real connections with a tone of their own. */
let far: LabEngine;

beforeEach(async () => {
  lab = openLab();
  centre = new FakeCentre();
  page = lab.engine({ page: 440 });
  far = lab.engine({ customer: 1320 });
  sip = createPageSip({
    media: page.media,
    clock: systemClock,
    logger: createFakeLogger(),
    account: async () => ({ ...centre.account(), iceServers: [] }),
    onFacts: () => undefined,
    socket: centre.open,
  });
  await sip.ready();
});
afterEach(async () => {
  await sip.close();
  centre.close();
  await lab.close();
});

async function invite(name: string): Promise<FakeCentreLeg> {
  const leg = far.media.leg(name, { video: false, iceServers: [], fresh: true });
  const invited = centre.invite([`X-Callstation-Leg: ${name}`], { sdp: await leg.offer() });
  const outcome = await invited.outcome;
  if (!('answer' in outcome)) throw new Error(`refused with ${outcome.status}`);
  await leg.accept(outcome.answer);
  await until(() => far.connections.at(-1)?.connectionState === 'connected');
  return invited;
}

describe('a page leg with real media', () => {
  it('answers by itself and is heard both ways, until the centre ends it', async () => {
    const leg = await invite('one');
    await until(() => far.hears(440) > HEARD && page.hears(1320) > HEARD);
    leg.bye();
    await until(() => page.connections[0]?.connectionState === 'closed');
    expect(page.captured[0]?.readyState).toBe('live');
  });

  it('mutes in the same task', async () => {
    await invite('one');
    await until(() => far.hears(440) > HEARD);
    sip.setMuted(true);
    expect(page.connections[0]?.getSenders()[0]?.track?.enabled).toBe(false);
    await until(() => far.hears(440) === 0);
    sip.setMuted(false);
    await until(() => far.hears(440) > HEARD);
    expect(far.hears(440)).toBeGreaterThan(HEARD);
  });

  it('is taken over by the next one: the old plays on until the new flows', async () => {
    const first = await invite('one');
    await invite('two');
    expect(page.connections.map(({ connectionState }) => connectionState)).toEqual(['connected', 'connected']);
    await first.ended;
    await until(() => far.hears(440) > HEARD && page.hears(1320) > HEARD);
    expect(page.connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'connected']);
  });

  it('takes a new offer with an ICE restart, and is heard on the same connection', async () => {
    const leg = await invite('one');
    await until(() => far.hears(440) > HEARD && page.hears(1320) > HEARD);
    const theirs = far.media.leg('one', { video: false, iceServers: [] });
    const before = page.connections[0]?.localDescription?.sdp.match(/a=ice-ufrag:(.*)/)?.[1];
    await theirs.accept(await leg.reinvite(await theirs.offer({ iceRestart: true })));
    const after = page.connections[0]?.localDescription?.sdp.match(/a=ice-ufrag:(.*)/)?.[1];
    expect(after).not.toBe(before);
    await until(() => page.connections[0]?.iceConnectionState === 'connected');
    await until(() => far.hears(440) > HEARD && page.hears(1320) > HEARD);
    expect(page.connections).toHaveLength(1);
  });

  it('refuses an offer that makes no sense, and is heard on', async () => {
    const leg = await invite('one');
    await until(() => far.hears(440) > HEARD);
    await expect(leg.reinvite('nonsense')).rejects.toThrow('488');
    expect(page.connections[0]?.signalingState).toBe('stable');
    expect(far.hears(440)).toBeGreaterThan(HEARD);
    leg.bye();
    await until(() => page.connections[0]?.connectionState === 'closed');
  });

  it('plays on while the SIP socket is lost, and hangs up over the next one', async () => {
    const leg = await invite('one');
    await until(() => far.hears(440) > HEARD);
    centre.drop();
    expect(page.connections[0]?.connectionState).toBe('connected');
    expect(far.hears(440)).toBeGreaterThan(HEARD);
    await sip.hangup('s1');
    expect(await leg.ended).toEqual({ intent: 'hangup' });
    expect(page.connections.map(({ connectionState }) => connectionState)).toEqual(['closed']);
  });
});
