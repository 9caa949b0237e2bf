import { describe, expect } from 'vitest';
import type { Id } from '../packages/core/src/model/index.ts';
import { createEmbeddedRig, type EmbeddedRig } from '../packages/server/src/switch/testing/embedded-rig.ts';
import { eventually, pause } from '../packages/server/src/switch/testing/eventually.ts';
import { BYE, heard, HOW, talk } from '../packages/server/src/switch/testing/switch-rig.ts';
import { fault, type Figures, NOWHERE } from './fault.ts';

/** Runs with a switch of its own, after which nothing may be left of any leg. */
async function withRig(run: (rig: EmbeddedRig) => Promise<Figures>): Promise<Figures> {
  const rig = await createEmbeddedRig();
  try {
    return await run(rig);
  } finally {
    await rig.stop();
    await eventually('nothing is left', () => rig.idle());
  }
}

const freed = (rig: EmbeddedRig): boolean => rig.port.debug().peerConnections === 0;
/** Milliseconds until it is so. */
async function took(what: string, isSo: () => boolean, ms = 32_000): Promise<number> {
  const since = performance.now();
  await eventually(what, isSo, ms);
  return performance.now() - since;
}

describe('a hang-up that crosses the answer', () => {
  // From before the page has seen the INVITE to after its 200 is on its way.
  const AFTER_MS = [0, 1, 2, 4, 8, 16, 32];
  async function f20(rig: EmbeddedRig): Promise<Figures> {
    const phone = await rig.page('p1');
    let worst = 0;
    for (const [n, ms] of AFTER_MS.entries()) {
      const invites = (): number => phone.received.filter((text) => text.startsWith('INVITE ')).length;
      const before = invites();
      await rig.port.dial(`leg${n}`, { page: 'p1', media: 'audio' }, HOW);
      await eventually('an INVITE', () => invites() > before);
      await pause(ms);
      await rig.port.hangup(`leg${n}`, BYE);
      const over = () => rig.port.debug().legs === 0 && freed(rig) && phone.legs.every((leg) => leg.over);
      worst = Math.max(worst, await took(`no leg on either side, ${ms} ms after the INVITE`, over));
      // The page takes the next call as if nothing had been.
      await rig.port.dial(`next${n}`, { page: 'p1', media: 'audio' }, HOW);
      await heard(rig, 'answered', `next${n}`);
      await rig.port.hangup(`next${n}`, BYE);
      await eventually('the next one over', () => freed(rig) && phone.legs.every((leg) => leg.over));
    }
    return { 'both ends free': worst };
  }
  fault('F20', 'hang-up crosses the answer, at 7 moments', { ms: 20_000, together: 4 }, NOWHERE, () => withRig(f20));
});

describe('a BYE', () => {
  /** The customer stays, whatever becomes of the page's leg. */
  async function lost(rig: EmbeddedRig, page: Id): Promise<number> {
    const { phone, customer } = await talk(rig);
    // The switch's own end does not wait for an answer that may never come.
    phone.loses = (text) => text.startsWith('BYE ');
    await rig.port.hangup(page, BYE);
    const ms = await took('no connection here', () => freed(rig));
    expect(customer.ended).toBeNull();
    expect(rig.port.debug().legs).toBe(1);
    return ms;
  }
  async function answerLost(rig: EmbeddedRig): Promise<number> {
    const { phone } = await talk(rig);
    phone.keeps = (text) => text.startsWith('SIP/2.0 200') && / BYE\r\n/u.test(text);
    await rig.port.hangup('page', BYE);
    return took('both ends over', () => freed(rig) && phone.legs.every((leg) => leg.over));
  }
  async function ofThePage(rig: EmbeddedRig): Promise<number> {
    const { phone, customer } = await talk(rig);
    phone.keeps = (text) => text.startsWith('BYE ');
    const since = performance.now();
    await phone.bye('hangup');
    // Nobody told the switch: it hears that nothing is sent any more.
    await heard(rig, 'mediaLost', 'page', 10_000);
    await rig.port.hangup('page', BYE);
    await eventually('no connection here', () => freed(rig));
    expect(customer.ended).toBeNull();
    return performance.now() - since;
  }
  async function withItsSocket(rig: EmbeddedRig): Promise<number> {
    const { phone, customer } = await talk(rig);
    const since = performance.now();
    await phone.vanish();
    await heard(rig, 'mediaLost', 'page', 10_000);
    await rig.port.hangup('page', BYE);
    await eventually('no connection here', () => freed(rig));
    expect(customer.ended).toBeNull();
    return performance.now() - since;
  }
  async function f21(): Promise<Figures> {
    const figures: Record<string, number> = {};
    const cases = {
      'switch BYE': (rig: EmbeddedRig) => lost(rig, 'page'),
      'its 200': answerLost,
      'page BYE': ofThePage,
    };
    for (const [name, run] of Object.entries({ ...cases, 'page and BYE': withItsSocket }))
      await withRig(async (rig) => ({ [(figures[name] = await run(rig))]: 0 }));
    return figures;
  }
  fault('F21', 'BYE lost, or its 200: both ends end', { ms: 60_000, together: 4 }, NOWHERE, f21);
});
