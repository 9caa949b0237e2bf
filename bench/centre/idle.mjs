// Many idle pages in one process: they say hello, answer pings, and that is all.
import { createTokens } from '../../packages/server/dist/modules/http/tokens.js';
import { answers } from '../capacity/answers.js';
import { Bare, Seat } from './seats.js';
import { tenantOf } from './tenant.js';

/** Sockets that come at a time, as after a restart. */
const AT_ONCE = 50;
const tenant = tenantOf();
const clock = { now: () => Date.now() };
const tokens = createTokens([tenant], clock);
const all = [];

answers({
  async connect({ url, from, count, bare = false }) {
    const made = Array.from({ length: count }, (_, i) =>
      bare ? new Bare() : new Seat(`a${from + i}`, `p${from + i}`),
    );
    const minted = await Promise.all(made.map(async (seat) => (bare ? '' : tokenOf(seat.agent))));
    const since = performance.now();
    for (let i = 0; i < count; i += AT_ONCE)
      await Promise.all(made.slice(i, i + AT_ONCE).map((seat, j) => seat.open(url, minted[i + j])));
    all.push(...made);
    return performance.now() - since;
  },
  /** How many are still there, and how many pings each of them got at least. */
  async count() {
    const open = all.filter(({ closed }) => closed === null);
    return {
      open: open.length,
      pings: Math.min(...open.map(({ pings }) => pings)),
      why: all.find((one) => one.closed)?.closed,
    };
  },
  async close() {
    for (const seat of all) seat.close();
    return null;
  },
});

async function tokenOf(agent) {
  const rights = ['dial'];
  return (await tokens.mint({ app: tenant.id, agent, name: `Agent ${agent}`, role: 'agent', rights }, 3600)).token;
}
