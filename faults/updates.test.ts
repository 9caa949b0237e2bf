import { fakeAgent, fakeOffer, fakeState, settle, type ServerEnd } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { createPage } from '../packages/core/src/backends/callcenter/testing/scripted-centre.ts';
import { DOMAIN_EVENTS, type Update } from '../packages/core/src/model/index.ts';
import { fault, type Figures, LONG, NOWHERE } from './fault.ts';
import { type Fate, Wire } from './wire.ts';

const SEQUENCES = LONG ? 500 : 150;

/** What the centre does; `turns` go by before the next. */
type Step = { does: 'call' | 'leave' | 'agent' | 'cut' | 'restart'; call: number; turns: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    does: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('call' as const, 'call', 'leave', 'agent') },
      { weight: 1, arbitrary: fc.constantFrom('cut' as const, 'restart') },
    ),
    call: fc.nat(3),
    turns: fc.nat(3),
  }),
  { minLength: 5, maxLength: 40 },
);
const fates = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant([0]) },
    { weight: 4, arbitrary: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  { minLength: 3, maxLength: 12 },
);

function updateOf(step: Step, n: number, known: ReadonlySet<string>): Update | null {
  const id = `s${step.call}`;
  switch (step.does) {
    case 'agent':
      return { type: 'agent', agent: fakeAgent('alice', { leadPage: `p${n}` }), cause: 'agentChanged' };
    case 'call':
      return known.has(id) ? null : { type: 'session', session: fakeOffer(id, '1', n), cause: 'sessionOffered' };
    case 'leave':
      return known.has(id) ? { type: 'removed', id, cause: 'sessionRemoved' } : null;
    default:
      return null;
  }
}

/** Plays it over a harmed wire, mends the wire, and compares. Returns how many messages were harmed. */
async function play(script: Step[], dealt: readonly Fate[]): Promise<number> {
  const wire = new Wire(dealt);
  const { centre, workstation, clock, connection } = createPage();
  const welcome = centre.hub.onconnection;
  centre.hub.onconnection = (server) => {
    harm(server, wire);
    welcome?.(server);
  };
  centre.state = fakeState();
  const turn = async (): Promise<boolean> => {
    const more = wire.turn();
    await settle();
    await clock.advanceAsync(100);
    return more;
  };
  wire.orderly = true;
  const connected = workstation.connect();
  for (let n = 0; n < 20; n++) await turn();
  await connected;
  wire.orderly = false;
  const heard: string[] = [];
  for (const name of DOMAIN_EVENTS)
    workstation.on(
      name,
      (event) => void heard.push('agent' in event ? `${name} ${event.agent.leadPage}` : `${name} ${event.session.id}`),
    );
  const told: string[] = [];
  const publish = (update: Update): void => {
    centre.publish(update);
    if (update.type === 'agent') told.push(`agentChanged ${update.agent.leadPage}`);
    else if (update.type === 'session') told.push(`sessionOffered ${update.session.id}`);
    else if (update.type === 'removed') told.push(`sessionRemoved ${update.id}`);
  };
  for (const [n, step] of script.entries()) {
    const update = updateOf(step, n, new Set(centre.state.sessions.map(({ id }) => id)));
    if (update) publish(update);
    if (step.does === 'restart') centre.restart(centre.state);
    if (step.does === 'cut' || step.does === 'restart') centre.socket.drop();
    for (let i = 0; i < step.turns; i++) await turn();
  }
  wire.orderly = true;
  const settled = async (isSo: () => boolean): Promise<void> => {
    for (let n = 0; n < 1200 && ((await turn()) || !isSo()); n++) {
      // The socket lives: what is missing has to be seen by itself.
      if (n % 20 === 0 && centre.socket.open) centre.ping(n);
    }
  };
  await settled(() => connection().state === 'ready');
  // One more: what was lost last shows in the number of the next.
  publish({ type: 'agent', agent: fakeAgent('alice', { leadPage: 'last' }), cause: 'agentChanged' });
  await settled(() => connection().state === 'ready' && workstation.getSnapshot().agent?.leadPage === 'last');
  const { agent, sessions } = workstation.getSnapshot();
  expect([agent, sessions]).toEqual([centre.state.agent, centre.state.sessions]);
  // Every cause at most once and in order, whatever arrived how often and when.
  let at = 0;
  for (const event of heard) {
    const found = told.indexOf(event, at);
    expect(found, `${event} is heard again, or too late: ${heard.join()} of ${told.join()}`).toBeGreaterThanOrEqual(at);
    at = found + 1;
  }
  await workstation.close();
  return wire.harmed;
}

/** All that the centre sends goes over that wire. */
function harm(server: ServerEnd, wire: Wire): void {
  const send = server.send.bind(server);
  server.send = (text) => wire.carry(() => send(text));
}

async function f23(): Promise<Figures> {
  let harmed = 0;
  await fc.assert(
    fc.asyncProperty(steps, fates, async (script, dealt) => {
      harmed += await play(script, dealt);
    }),
    { numRuns: SEQUENCES },
  );
  expect(harmed).toBeGreaterThan(SEQUENCES * 3);
  return { 'messages harmed': harmed };
}

describe('the control socket', () => {
  fault(
    'F23',
    `control updates re-ordered, doubled and lost: the page shows what the centre says, ${SEQUENCES} sequences`,
    { ms: 120_000 },
    NOWHERE,
    f23,
  );
});
