import {
  CALL_VERBS,
  callActions,
  type CallSnapshot,
  type CallVerb,
  type End,
  type Id,
  type Target,
} from '@callstation/core/model';
import type { Method, Params } from '@callstation/core/protocol';
import { type LINES, ORDERS, type Act, type Plain } from './acts.ts';
import { changeRights, supervise } from './supervise.ts';
import type { Tab } from './tab.ts';
import { talk } from './talk.ts';
import { watch } from './watch.ts';
import { AGENTS, DESK_NUMBER, MENU_NUMBER, PEOPLE, PHONES, RESCUE_NUMBER, type World } from './world.ts';

const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
const nameOf = (n: number): Id => AGENTS[n % AGENTS.length] ?? 'alice';
const personOf = (n: number): Id => PEOPLE[n % PEOPLE.length] ?? 'alice';
const NUMBERS: Readonly<Record<(typeof LINES)[number], string>> = {
  ...{ support: '4000', menu: MENU_NUMBER, rescue: RESCUE_NUMBER, desk: DESK_NUMBER },
};
/** Verbs that would end every story soon are drawn less often. */
const RARE: ReadonlySet<CallVerb> = new Set(['hangup', 'reject', 'leave', 'removeParticipant']);
const BY_PEER = { by: 'peer' } as const;

/** Does one act, lets it settle, and says what it was, for the story that a failure tells. */
export async function perform(world: World, act: Act): Promise<string> {
  const told = await doAct(world, act);
  await world.pass(20);
  await world.sweep();
  return told;
}

async function doAct(world: World, act: Act): Promise<string> {
  switch (act.act) {
    case 'verb':
    case 'incoming':
    case 'key':
    case 'dial':
    case 'far':
    case 'supervise':
      return start(world, act, false);
    case 'playedOut':
      world.switch.fake.playedOut();
      return 'what is said comes to its end';
    case 'talk':
      return talk(world, nextNumber(world));
    case 'pass':
      await world.pass(act.ms);
      return `${act.ms} ms pass`;
    case 'tab':
      return moveTab(world, act);
    case 'pageLeg':
      return harmPageLeg(world, act);
    case 'manners':
      world.switch.manners = act.manners;
      return `pages are ${act.manners}`;
    case 'fail': {
      const name = at(ORDERS, act.order) ?? 'join';
      world.switch.fake.fail(name);
      world.switch.failed.push(name);
      return `the next ${name} fails`;
    }
    case 'rights':
      return changeRights(world, act);
    case 'tapeFails': {
      const tape = at(world.switch.tapes.open(), act.tape);
      if (tape === undefined) return 'nothing is recorded';
      world.switch.tapes.breakDown(tape);
      return `the disk of ${tape} is full`;
    }
    case 'phone':
      return setPhone(world, nameOf(act.agent), act.on);
    case 'status':
      return setStatus(world, nameOf(act.agent), act.idle);
    case 'scrambled': {
      world.switch.scramble();
      const told = [start(world, act.first, true), start(world, act.second, true)];
      await world.rest();
      world.switch.unleash(act.seed);
      return `scrambled: ${told.join(' & ')}`;
    }
    case 'race':
      return `at once: ${[start(world, act.first, true), start(world, act.second, true)].join(' & ')}`;
    case 'repeat':
      return `${nameOf(act.agent)} says it again: ${at(world.tabsOf(nameOf(act.agent)), 0)?.repeat() ?? false}`;
    case 'illegal':
      return tryIllegal(world, act);
  }
}

function start(world: World, act: Plain, races: boolean): string {
  switch (act.act) {
    case 'incoming': {
      return `customer ${world.switch.fake.incoming(nextNumber(world), NUMBERS[act.line])} calls ${act.line}`;
    }
    case 'key':
      return pressKey(world, act);
    case 'dial':
      return dial(world, act);
    case 'far':
      return farDoes(world, act);
    case 'verb':
      return doVerb(world, act, races);
    case 'supervise':
      return supervise(world, act, races);
  }
}

function nextNumber({ switch: { fake } }: World): string {
  return `1390000${String(fake.legs.size).padStart(4, '0')}`;
}

function pressKey(world: World, { leg: n, key }: Extract<Plain, { act: 'key' }>): string {
  const leg = at(world.switch.farLegs(), n);
  if (leg === undefined) return 'nobody presses a key';
  if (leg.answered) world.switch.fake.press(leg.leg, key);
  return `${leg.leg} presses ${key}`;
}

function dial(world: World, { agent, target }: Extract<Plain, { act: 'dial' }>): string {
  const who = nameOf(agent);
  const tab = at(
    world.tabsOf(who).filter((one) => one.isReady()),
    target,
  );
  const verb = target % 2 === 0 ? 'dial' : 'dialAgent';
  if (tab === undefined || !tab.workstation.agent.actions()[verb].allowed) return `${who} cannot dial`;
  const to = verb === 'dial' ? '10001' : { agent: nameOf(agent + 1 + (target % 4 === 1 ? 0 : 1)) };
  watch(world, `${who} dials`, tab.workstation.calls.dial({ to }), true);
  return `${who} dials ${JSON.stringify(to)}`;
}

function doVerb(world: World, act: Extract<Plain, { act: 'verb' }>, races: boolean): string {
  const who = personOf(act.agent);
  const tab = at(
    world.tabsOf(who).filter((one) => one.isReady()),
    act.tab,
  );
  const call = tab && at(tab.workstation.getSnapshot().sessions, act.call);
  if (tab === undefined || call === undefined || call.kind === 'im') return `${who} has nothing to do`;
  const actions = tab.workstation.calls.actions(call.id);
  const legal = CALL_VERBS.filter((verb) => actions[verb].allowed);
  const verb = at(
    legal.flatMap((one) => (RARE.has(one) ? [one] : [one, one, one])),
    act.verb,
  );
  if (verb === undefined) return `${who} may do nothing`;
  const told = `${who} (${tab.page}) ${verb} ${call.id} ${act.target}`;
  watch(world, told, run(tab, call, verb, act), races);
  return told;
}

function run(tab: Tab, call: CallSnapshot, verb: CallVerb, { agent, target }: { agent: number; target: number }) {
  const { calls } = tab.workstation;
  switch (verb) {
    case 'sendDigits':
      return calls.sendDigits(call.id, '1#');
    case 'consult':
    case 'conference':
      return calls[verb](call.id, { to: targetOf(agent, target, false) });
    case 'transfer':
      return calls.transfer(call.id, { to: targetOf(agent, target, true) });
    case 'removeParticipant': {
      const others = call.phase === 'active' ? call.others : [];
      return calls.removeParticipant(call.id, at(others, target)?.id ?? 'nobody');
    }
    default:
      return calls[verb](call.id);
  }
}

function targetOf(agent: number, target: number, groups: boolean): Target {
  if (groups && target % 6 === 5) return { skillGroup: target > 5 ? 'support' : 'rescue' };
  if (groups && target % 6 === 4) return { ivr: 'main', node: 'menu', agentLeg: target > 5 ? 'wait' : 'hangup' };
  if (target % 3 === 2) return { number: '13900000099' };
  return { agent: nameOf(agent + 1 + (target % 2)) };
}

function farDoes(world: World, { leg: n, does }: Extract<Plain, { act: 'far' }>): string {
  const { fake } = world.switch;
  const leg = at(world.switch.farLegs(), n);
  if (leg === undefined) return 'nobody is out there';
  const end = (reason: End['reason'], by: End['by'] = 'peer'): void => fake.end(leg.leg, { reason, by });
  const dialled = !leg.incoming && !leg.answered;
  if (does === 'hangup' || does === 'lost') {
    if (does === 'lost') end('networkLost', 'system');
    else end(dialled ? 'rejected' : 'remoteHangup');
    return `${leg.leg} hangs up (${does})`;
  }
  if (!dialled) {
    if (does === 'media' && leg.answered) fake.emit({ type: 'media', leg: leg.leg });
    return `${leg.leg} goes on`;
  }
  if (does === 'ringing') fake.emit({ type: 'ringing', leg: leg.leg });
  if (does === 'early' || does === 'media') fake.emit({ type: 'media', leg: leg.leg });
  if (does === 'busy') end('busy', BY_PEER.by);
  if (does === 'reject') end('rejected', BY_PEER.by);
  if (does === 'answer') {
    fake.emit({ type: 'answered', leg: leg.leg });
    fake.emit({ type: 'media', leg: leg.leg });
  }
  return `${leg.leg}: ${does}`;
}

async function moveTab(world: World, { agent, tab: n, does }: Extract<Act, { act: 'tab' }>): Promise<string> {
  const who = personOf(agent);
  const tabs = world.tabsOf(who);
  const tab = at(tabs, n);
  if (does === 'open' || tab === undefined) {
    if (tabs.length < 2) return `${who} opens ${world.open(who).page}`;
    return `${who} has two pages`;
  }
  if (does === 'drop') tab.drop();
  if (does === 'close' || does === 'reload') await tab.close();
  if (does === 'crash') {
    await tab.crash();
    // Nothing is sent any more, which the switch notices before the lease does.
    const leg = world.switch.pageLegs().find(({ to }) => 'page' in to && to.page === tab.page);
    if (leg) world.switch.fake.emit({ type: 'mediaLost', leg: leg.leg });
  }
  if (does === 'reload') world.open(who);
  return `${who}: ${does} ${tab.page}`;
}

function harmPageLeg(world: World, { leg: n, does }: Extract<Act, { act: 'pageLeg' }>): string {
  const leg = at(world.switch.pageLegs(), n);
  if (leg === undefined) return 'no page leg';
  if (does === 'mediaLost') world.switch.fake.emit({ type: 'mediaLost', leg: leg.leg });
  else world.switch.fake.end(leg.leg, { reason: 'networkLost', by: 'system' });
  return `page leg ${leg.leg}: ${does}`;
}

function setPhone(world: World, who: Id, on: boolean): string {
  const [tab] = world.tabsOf(who).filter((one) => one.isReady());
  if (tab === undefined || !tab.workstation.agent.actions().setPhone.allowed) return `${who} keeps the phone`;
  const number = PHONES[who] ?? '';
  watch(
    world,
    `${who} phone`,
    tab.workstation.agent.setPhone(on ? { mode: 'mobile', number } : { mode: 'page' }),
    true,
  );
  return `${who} takes calls ${on ? 'on the phone' : 'in the page'}`;
}

function setStatus(world: World, who: Id, idle: boolean): string {
  const [tab] = world.tabsOf(who).filter((one) => one.isReady());
  if (tab === undefined) return `${who} is away`;
  watch(world, `${who} status`, tab.workstation.agent.setStatus(idle ? 'idle' : 'not-ready'), true);
  return `${who} is ${idle ? 'idle' : 'not ready'}`;
}

/** Past the page, straight at the centre: what the table forbids must be refused, for that reason. */
async function tryIllegal(world: World, act: Extract<Act, { act: 'illegal' }>): Promise<string> {
  const who = personOf(act.agent);
  const state = world.truth.get(who);
  const seat = world.seat(who);
  const call = at(world.calls(who), act.call);
  if (state === undefined || seat === null || call === undefined) return `${who} breaks no rule`;
  const { agent, sessions, capabilities } = state;
  const verdicts = callActions({ call, sessions, agent, capabilities });
  const verb = at(
    CALL_VERBS.filter((one) => !verdicts[one].allowed),
    act.verb,
  );
  if (verb === undefined) return `${who} may do everything`;
  const params = { sessionId: call.id, ...extra(verb, act.agent) } as Params<Method>;
  const before = JSON.stringify(world.truth.get(who)?.sessions);
  const orders = world.switch.fake.orders.length;
  let accepted = true;
  world.centre.request(seat, `call.${verb}` as Method, params).catch(() => (accepted = false));
  await world.rest();
  if (accepted) world.faults.push(`${who} ${verb} ${call.id}: accepted though it is illegal`);
  if (JSON.stringify(world.truth.get(who)?.sessions) !== before)
    world.faults.push(`${verb}: refused, yet it did something`);
  if (world.switch.fake.orders.length !== orders) world.faults.push(`${verb}: refused, yet it ordered something`);
  return `${who} tries ${verb} ${call.id}`;
}

function extra(verb: CallVerb, agent: number): object {
  if (verb === 'sendDigits') return { digits: '1' };
  if (verb === 'removeParticipant') return { participant: 'nobody' };
  return verb === 'consult' || verb === 'transfer' || verb === 'conference' ? { to: { agent: nameOf(agent + 1) } } : {};
}
