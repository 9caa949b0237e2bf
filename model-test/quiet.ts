import { recordFaults } from '../packages/server/src/engine/testing/record-faults.ts';
import { missedFaults } from './offer-checks.ts';
import { AGENTS, PEOPLE, type World } from './world.ts';

const HOUR = 3600_000;

/** All hang up, every deadline passes; then nothing may be left, and the next customer is served. */
export async function quieten(world: World): Promise<string[]> {
  const { fake } = world.switch;
  world.switch.manners = 'quick';
  fake.heal();
  // Offers ring out, legs linger, wrap-ups end; what somebody else's end brought up again is ended the next time.
  for (let round = 0; round < 5 && (round === 0 || !isEmpty(world)); round++) {
    await hangUpAll(world);
    await world.pass(35_000);
  }
  const left = [
    ...fake.live().map(({ leg }) => `leg ${leg} is left`),
    ...[...fake.rooms().keys()].map((room) => `room ${room} is left`),
    ...[...fake.plays.keys()].map((play) => `play ${play} is left`),
    ...PEOPLE.flatMap((agent) => world.calls(agent).map(({ id, phase }) => `${agent} still has ${id} (${phase})`)),
    ...recordFaults(world.store),
    ...missedFaults(world.store),
    ...world.switch.tapes.open().map((tape) => `${tape} is still recording`),
  ];
  return left.length > 0 ? left : [...(await serves(world)), ...(await ends(world))];
}

function isEmpty(world: World): boolean {
  return world.switch.fake.live().length === 0 && PEOPLE.every((agent) => world.calls(agent).length === 0);
}

async function hangUpAll(world: World): Promise<void> {
  for (const { leg } of world.switch.farLegs()) world.switch.fake.end(leg, { reason: 'remoteHangup', by: 'peer' });
  await world.rest();
  for (const agent of PEOPLE) {
    const seat = world.seat(agent);
    if (seat === null) continue;
    for (const { id: sessionId, phase } of world.calls(agent)) {
      const method = phase === 'ended' ? 'call.complete' : phase === 'offered' ? 'call.reject' : 'call.hangup';
      await world.centre.request(seat, method, { sessionId }).catch(() => null);
    }
  }
  await world.rest();
}

async function serves(world: World): Promise<string[]> {
  const { fake } = world.switch;
  for (const agent of AGENTS) if (world.tabsOf(agent).length === 0) world.open(agent);
  await world.pass(10_000);
  await world.sweep();
  const seat = world.seat('alice');
  if (seat === null) return ['alice cannot come back'];
  for (const agent of AGENTS) {
    const theirs = world.seat(agent);
    if (theirs === null) continue;
    await world.centre.request(theirs, 'agent.setPhone', { mode: 'page' });
    await world.centre.request(theirs, 'agent.setStatus', { status: agent === 'alice' ? 'idle' : 'not-ready' });
  }
  const customer = fake.incoming('13999999999');
  await world.rest();
  const [call] = world.calls('alice');
  if (call?.phase !== 'offered')
    return [`the next customer is not offered: ${JSON.stringify(world.truth.get('alice'))}`];
  await world.centre.request(seat, 'call.answer', { sessionId: call.id });
  await world.rest();
  const [active] = world.calls('alice');
  const together = fake.legs.get(customer)?.room !== null;
  const faults =
    active?.phase === 'active' && together ? [] : [`the next customer is not served: ${JSON.stringify(active)}`];
  fake.end(customer, { reason: 'remoteHangup', by: 'peer' });
  await world.rest();
  return faults;
}

/** Nothing ticks any more once all pages are closed and the longest memory is over. */
async function ends(world: World): Promise<string[]> {
  for (const tab of world.tabs) if (tab.open) await tab.close();
  await world.rest();
  await world.clock.advanceAsync(HOUR);
  const faults = world.clock.pending === 0 ? [] : [`${world.clock.pending} alarms are left`];
  world.control.stop();
  await world.centre.stop();
  return faults;
}
