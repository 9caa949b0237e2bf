// A centre at work, all pages in one process so that one clock times everything: agents change status, everybody's page rings
// and stops ringing, calls go on at desk phones, supervisors watch the board.
import { createTokens } from '../../packages/server/dist/modules/http/tokens.js';
import { answers } from '../capacity/answers.js';
import { Bare, Seat } from './seats.js';
import { SECRET } from './tenant.js';

const BOARD_MS = 500;
const AT_ONCE = 50;
/** Every so many agents have a second page open. */
const SECOND_PAGE = 4;
const STATUSES = [
  { status: 'break', reason: 'lunch' },
  { status: 'idle' },
  { status: 'not-ready' },
  { status: 'idle' },
];
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const tokens = createTokens([{ id: 'large', secret: SECRET }], { now: () => Date.now() });
let world;

answers({
  async open({ url, agents, boards, phones }) {
    const staff = Array.from({ length: agents }, (_, i) => `a${i}`);
    const seats = await signIn(url, [
      ...staff.map((agent) => ({ agent, page: `${agent}-1` })),
      ...staff.filter((_, i) => i % SECOND_PAGE === 0).map((agent) => ({ agent, page: `${agent}-2` })),
    ]);
    const watching = await signIn(
      url,
      Array.from({ length: boards }, (_, i) => ({
        agent: `s${i}`,
        page: `s${i}-1`,
        role: 'supervisor',
        // Not all see the same.
        ...(i % 2 === 0 ? {} : { supervises: ['all', 'desk'] }),
      })),
    );
    world = { url, staff, seats, watching, phones, turns: new Map() };
    for (const [i, agent] of phones.entries()) {
      const number = String(8613900000000 + i);
      await ask('PUT', `/dev/numbers/+${number}`, { scenario: { steps: [{ do: 'ring', ms: 300 }, { do: 'answer' }] } });
      await pageOf(agent).request('agent.setPhone', { mode: 'phone', number: `+${number}` });
    }
    for (const seat of watching) await seat.request('agent.setStatus', { status: 'not-ready' });
    for (const seat of watching) await seat.request('board.watch', { on: true });
    return seats.length + watching.length;
  },
  /** Works for so long; what took how long, in milliseconds. */
  async work({ seconds, statusEveryMs = 25, ringEveryMs = 1000, callEveryMs = 500 }) {
    const ring = ringing();
    const board = boards();
    const changes = statusChanges(board);
    const stops = [
      every(statusEveryMs, changes.make),
      every(ringEveryMs, ring.make),
      every(callEveryMs, () =>
        customer('4200', [
          { do: 'answer', patience: 5000 },
          { do: 'hangup', after: 2000 },
        ]),
      ),
    ];
    await wait(seconds * 1000);
    stops.forEach((stop) => stop());
    await wait(2500);
    const lost = [...world.seats, ...world.watching].filter(({ closed }) => closed !== null);
    if (lost.length > 0) throw new Error(`${lost.length} sockets were closed: ${lost[0].closed}`);
    return { change: changes.done(), ring: ring.done(), board: board.done() };
  },
  async close() {
    for (const seat of [...world.seats, ...world.watching]) seat.close();
    return null;
  },
  /** The same frames, so many bytes to so many sockets, by a bare server. */
  async bare({ url, sockets, change, ring, board, seconds, statusEveryMs = 25, ringEveryMs = 1000 }) {
    const all = Array.from({ length: sockets }, () => new Bare());
    // One after the other: the server knows them by the order they came in.
    for (const one of all) await one.open(url);
    const kinds = { change: [], ring: [], board: [] };
    const open = new Map();
    let last = 0;
    for (const one of all)
      one.onTag = (tag, at) => {
        const fan = open.get(tag);
        if (--fan.left > 0) return;
        kinds[fan.kind].push(at - fan.since);
        open.delete(tag);
      };
    const send = (kind, { to, bytes }) => {
      const tag = ++last;
      const from = Math.floor(Math.random() * all.length);
      const fan = Array.from({ length: to }, (_, i) => (from + i) % all.length);
      open.set(tag, { kind, left: to, since: performance.now() });
      all[from].send({ fan, bytes, tag });
    };
    const stops = [
      every(statusEveryMs, () => send('change', change)),
      every(ringEveryMs, () => send('ring', ring)),
      every(BOARD_MS, () => send('board', board)),
    ];
    await wait(seconds * 1000);
    stops.forEach((stop) => stop());
    await wait(500);
    if (open.size > 0) throw new Error(`${open.size} of the floor never came.`);
    for (const one of all) one.close();
    return kinds;
  },
});

const pageOf = (agent) => world.seats.find((seat) => seat.agent === agent);

function every(ms, fn) {
  const timer = setInterval(() => fn(), ms);
  return () => clearInterval(timer);
}

async function signIn(url, wanted) {
  const seats = wanted.map(({ agent, page }) => new Seat(agent, page));
  for (let i = 0; i < seats.length; i += AT_ONCE)
    await Promise.all(
      seats.slice(i, i + AT_ONCE).map(async (seat, j) => {
        const { agent, role = 'agent', supervises } = wanted[i + j];
        const rights = role === 'agent' ? ['dial', 'dialExternal'] : ['dial', 'supervise', 'board'];
        const scope = supervises ? { supervises } : {};
        const { token } = await tokens.mint(
          { app: 'large', agent, name: `Agent ${agent}`, role, rights, ...scope },
          3600,
        );
        await seat.open(url, token);
        seat.hears = new Set();
        seat.onUpdate = (update, at, bytes) => seat.hears.forEach((fn) => fn(update, at, bytes, seat));
      }),
    );
  return seats;
}

/** From the command's sending to the last page of that agent, and then to the last board. */
function statusChanges(board) {
  const { staff, seats, phones, turns } = world;
  const busy = new Set(phones);
  const times = [];
  const asked = [];
  let bytes = 0;
  return {
    make() {
      const agent = staff[Math.floor(Math.random() * staff.length)];
      if (busy.has(agent)) return;
      busy.add(agent);
      const pages = seats.filter((seat) => seat.agent === agent);
      const turn = turns.get(agent) ?? 0;
      turns.set(agent, turn + 1);
      const wanted = STATUSES[turn % STATUSES.length];
      const since = performance.now();
      board.changed(agent, wanted.status, since);
      const last = Promise.all(
        pages.map((seat) =>
          heard(seat, (update, at, length) => {
            if (update.type !== 'agent' || update.agent.wanted.status !== wanted.status) return undefined;
            bytes = Math.max(bytes, length);
            return at;
          }),
        ),
      ).then((ats) => {
        times.push(Math.max(...ats) - since);
        setTimeout(() => busy.delete(agent), 3 * BOARD_MS);
      });
      asked.push(last, pages[0].request('agent.setStatus', wanted));
    },
    done() {
      const mean = seats.length / staff.length;
      return { times, bytes, to: Math.round(mean), asked: asked.length / 2 };
    },
  };
}

/** A caller rings at everybody and gives up: from their going to the last page that stops ringing. */
function ringing() {
  const times = [];
  const offers = [];
  let [to, bytes, asked] = [0, 0, 0];
  return {
    async make() {
      const shown = new Map();
      const stops = world.seats.map((seat) =>
        listen(seat, (update, at) => {
          if (update.type !== 'session' || update.session.phase !== 'offered') return;
          if (update.session.context.skillGroup?.id === 'all') shown.set(seat, { id: update.session.id, at });
        }),
      );
      const since = performance.now();
      const id = await customer('4100', [{ do: 'wait', ms: 5000 }]);
      await wait(400);
      stops.forEach((stop) => stop());
      if (shown.size === 0) return;
      offers.push(Math.max(...[...shown.values()].map(({ at }) => at)) - since);
      const ends = [...shown].map(([seat, session]) =>
        heard(seat, (update, at, length) => {
          if (update.type !== 'session' || update.session.id !== session.id || update.session.phase !== 'ended')
            return undefined;
          bytes = Math.max(bytes, length);
          return at;
        }),
      );
      asked += 1;
      const gone = performance.now();
      await ask('DELETE', `/dev/customers/${id}`);
      const ats = await Promise.all(ends);
      to = Math.max(to, ats.length);
      times.push(Math.max(...ats) - gone);
    },
    done: () => ({ times, offers, to, bytes, asked }),
  };
}

/** What a board is late by: what it is computed, or comes, later than the tick; and that no change is missing on it. */
function boards() {
  const waiting = new Set();
  const late = [];
  const from = performance.now();
  let bytes = 0;
  for (const seat of world.watching) {
    let before = null;
    listen(seat, (update, at, length) => {
      if (update.type !== 'signal' || update.signal.kind !== 'board') return;
      const { signal } = update;
      bytes = Math.max(bytes, length);
      const came = performance.timeOrigin + at;
      // Between two boards lies the tick; what is more was late in computing or on the way.
      if (before !== null) late.push(Math.max(0, came - before - BOARD_MS));
      before = signal.at;
      for (const one of waiting) {
        const shown = signal.agents.find(({ id }) => id === one.agent);
        // Who is rung in the same instant is shown as that.
        if (shown?.status !== one.status && shown?.status !== 'busy') continue;
        if (!one.left.delete(seat) || one.left.size > 0) continue;
        one.took = at - one.since;
        waiting.delete(one);
        late.push(Math.max(0, one.took - BOARD_MS));
        whole.push(one.took);
      }
    });
  }
  const whole = [];
  return {
    changed(agent, status, since) {
      waiting.add({ agent, status, since, left: new Set(world.watching) });
    },
    done() {
      const missing = [...waiting].filter(({ since }) => since > from);
      if (missing.length > 0)
        throw new Error(`${missing.length} changes were never on all boards: ${JSON.stringify(missing[0])}`);
      return { late, whole, bytes, to: world.watching.length };
    },
  };
}

async function customer(to, steps) {
  return (await ask('POST', '/dev/customers', { to, scenario: { steps } })).id;
}

async function ask(method, path, body) {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(world.url + path, { method, ...init });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function listen(seat, fn) {
  seat.hears.add(fn);
  return () => seat.hears.delete(fn);
}

/** The instant of the first update that `find` answers with one. */
function heard(seat, find) {
  return new Promise((resolve) => {
    const stop = listen(seat, (...given) => {
      const at = find(...given);
      if (at === undefined) return;
      stop();
      resolve(at);
    });
  });
}
