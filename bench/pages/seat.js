import { arm, connections, now, prepareProbe, until } from './probe.js';
import { createWorkstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import { fetchToken } from './token.js';

let workstation;

/** How long people let it ring; meanwhile the page makes its leg ready, as it does for them. */
const RING_MS = 300;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
/** Lets what is offered ring; resolves with its id. */
async function ring() {
  const { id } = await untilCall((call) => call.phase === 'offered');
  await sleep(RING_MS);
  return id;
}

/** Resolves with the first call for which `is` holds, now or later. */
function untilCall(is, limitMs = 10_000) {
  return new Promise((done, fail) => {
    const look = () => workstation.getSnapshot().sessions.find(is);
    const found = look();
    if (found) return done(found);
    const timer = setTimeout(() => {
      off();
      fail(new Error(`No such call; there is ${JSON.stringify(workstation.getSnapshot().sessions)}`));
    }, limitMs);
    const off = workstation.subscribe(() => {
      const call = look();
      if (!call) return;
      clearTimeout(timer);
      off();
      done(call);
    });
  });
}
const isGone = (id) => !workstation.getSnapshot().sessions.some((call) => call.id === id);
async function finish(id) {
  if (!isGone(id)) {
    const call = await untilCall((session) => session.id === id);
    if (call.phase !== 'ended') await workstation.calls.hangup(id);
  }
  if (!isGone(id)) await workstation.calls.complete(id).catch((error) => isGone(id) || Promise.reject(error));
}

/** A machine is faster than the centre lets one agent be: slows down as it is told to. */
async function patiently(work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error.code !== 'rateLimited') throw error;
      await sleep(250);
    }
  }
}

globalThis.bench = {
  /** Signs in; resolves when the page is registered as far as it does so by itself. */
  async prepare(agent, { meter = true } = {}) {
    if (meter) await prepareProbe();
    workstation = createWorkstation({ backend: callcenter({ url: '/seat', token: () => fetchToken(agent) }) });
    await workstation.connect();
    if (workstation.getSnapshot().agent.status !== 'idle') await workstation.agent.setStatus('idle');
    const end = now() + 500;
    while (workstation.getSnapshot().page.sip === 'registering' && now() < end) await sleep(10);
  },
  /** Dials and hears `hz`. */
  async dial(to, hz) {
    arm(hz);
    const at = now();
    const call = await workstation.calls.dial({ to });
    return { at, id: call.id, marks: await until('audio') };
  },
  /** Answers what is offered and hears `hz`. */
  async accept(hz) {
    const id = await ring();
    arm(hz);
    const at = now();
    await workstation.calls.answer(id);
    return { at, id, marks: await until('audio') };
  },
  /** Answers what is offered; how it is heard is measured at the far end. */
  async acceptUnheard() {
    const id = await ring();
    const at = now();
    await workstation.calls.answer(id);
    return { at, id };
  },
  finish,
  /** Signs in to a call that is going on and hears `hz`. */
  async comeBack(agent, hz) {
    await prepareProbe();
    arm(hz);
    workstation = createWorkstation({ backend: callcenter({ url: '/seat', token: () => fetchToken(agent) }) });
    await workstation.connect();
    return { loadedAt: performance.timeOrigin, marks: await until('audio') };
  },
  /** Asks `to` and hears its `hz`, changes back to the customer and hears theirs, and is done with it. */
  async consult(id, to, hz, back) {
    const settled = async (tone) => {
      // What the meter had found before it was turned is still on its way.
      arm(tone);
      await sleep(60);
      arm(tone);
      return now();
    };
    const asked = await settled(hz);
    await workstation.calls.consult(id, { to: { number: to } });
    const heard = await until('audio');
    await untilCall((call) => call.id === id && call.consult?.state === 'active');
    const changed = await settled(back);
    await workstation.calls.swap(id);
    const again = await until('audio');
    await workstation.calls.cancelConsult(id);
    await untilCall((call) => call.id === id && call.consult?.state === 'none');
    await sleep(200);
    return { consult: heard.audio - asked, swap: again.audio - changed };
  },
  /** Many calls one after the other. */
  async series(to, count) {
    for (let i = 0; i < count; i++) {
      const { id } = await patiently(() => workstation.calls.dial({ to }));
      await untilCall((call) => call.id === id && call.phase === 'active' && call.leg.state === 'flowing');
      await patiently(() => finish(id));
    }
  },
  async close() {
    await workstation.close();
    workstation = undefined;
  },
  connections,
};
