import type { BoardSession, CallSnapshot, Id, SupervisorTarget, SupervisorVerb } from '@callstation/core/model';
import { CallstationError, type Method, type Params } from '@callstation/core/protocol';
import type { Act, Plain } from './acts.ts';
import type { Tab } from './tab.ts';
import { watch } from './watch.ts';
import { AGENTS, PEOPLE, SUPERVISORS, type World } from './world.ts';

type Supervise = Extract<Plain, { act: 'supervise' }>;

/** A supervisor does something about a colleague: as their page offers it, else past the page, which must be refused. */
export function supervise(world: World, act: Supervise, races: boolean): string {
  const who = SUPERVISORS[act.who % SUPERVISORS.length] ?? 'sam';
  if (world.tabsOf(who).length === 0) return `${who} comes with ${world.open(who).page}`;
  const tab = world.tabsOf(who).find((one) => one.isReady());
  if (tab === undefined) return `${who} is away`;
  const mine = world.calls(who).find(({ role, phase }) => role === 'supervisor' && phase !== 'ended');
  // Most of what is done to a call is about the one they are with, and most of those who are not with one yet go to one.
  const plain = act.call % 4 === 0;
  const talking = plain || mine !== undefined ? undefined : talker(world, who, act.agent);
  const does = talking !== undefined && !NAMES_COLLEAGUE.includes(act.does) ? 'listen' : act.does;
  const of = talking ?? (mine !== undefined && !plain ? (mine.peer.agentId ?? '') : (PEOPLE[act.agent] ?? 'alice'));
  const target = targetOf(world, of, does === 'listen' ? (of === mine?.peer.agentId ? mine.id : act.call) : 0);
  // Who goes to one begins there as they meant to be with them.
  const mode = does === 'listen' && isMode(act.does) ? act.does : undefined;
  const told = `${who} (${tab.page}) ${does} ${mode ?? ''} ${of} ${target.session?.id ?? ''}`;
  const verdict = tab.workstation.supervisor.actions(target)[does];
  if (!verdict.allowed) {
    // Some verbs name no colleague at the centre: there they are about whom the supervisor is with.
    const isOther = mine !== undefined && of !== mine.peer.agentId && !NAMES_COLLEAGUE.includes(does);
    if (!isOther) refuse(world, who, does, { of, session: target.session?.id ?? mine?.id ?? 'c1' }, told, races);
    return `${told}: not offered, ${verdict.reason}`;
  }
  const at = { session: target.session?.id ?? '', mine: mine?.id ?? '', ...(mode === undefined ? {} : { mode }) };
  const work = run(tab, { ...act, does }, of, at);
  if (isMode(does))
    // An answer that was lost says nothing of what was done.
    work.then(() => world.asked.set(who, mode ?? does)).catch(() => world.asked.delete(who));
  // Who signs themselves out is told so instead.
  const excuse = does === 'logoutAgent' && of === who;
  watch(world, told, does === 'listen' ? unlessGone(world, of, at.session, work) : work, races || excuse, [
    'supervise',
  ]);
  return told;
}

/** A call that its agent has left when the centre comes to it, as by a transfer on its way, is not found: so be it. */
function unlessGone(world: World, of: Id, session: Id, work: Promise<unknown>): Promise<unknown> {
  const isThere = (): boolean => world.calls(of).some(({ id, phase }) => id === session && phase === 'active');
  return work.catch((thrown: unknown) => {
    if (CallstationError.from(thrown).code !== 'notFound' || isThere()) throw thrown;
  });
}

/** A colleague in a call. */
function talker(world: World, who: Id, pick: number): Id | undefined {
  const others = PEOPLE.filter((other) => other !== who && world.calls(other).some(({ phase }) => phase === 'active'));
  return others[pick % Math.max(others.length, 1)];
}

/** What the board shows of that colleague; the session is one of theirs. */
function targetOf(world: World, of: Id, pick: number | Id): SupervisorTarget {
  const status = world.truth.get(of)?.agent.status ?? 'offline';
  const live = world.calls(of).filter(({ phase }) => phase !== 'ended');
  const call = typeof pick === 'string' ? live.find(({ id }) => id === pick) : live[pick % Math.max(live.length, 1)];
  return { id: of, status, ...(call === undefined ? {} : { session: shown(call) }) };
}

function shown({ id, kind, role, direction, phase, createdAt }: CallSnapshot): BoardSession {
  return { id, kind, role, direction, phase, held: false, since: createdAt, mayListen: true };
}

type Mode = NonNullable<CallSnapshot['supervises']>['mode'];

const isMode = (verb: SupervisorVerb): verb is Mode => verb === 'listen' || verb === 'whisper' || verb === 'barge';

interface At {
  session: Id;
  mine: Id;
  mode?: Mode;
}

function run({ workstation }: Tab, { does, call }: Supervise, of: Id, { session, mine, ...how }: At): Promise<unknown> {
  const { supervisor } = workstation;
  switch (does) {
    case 'listen':
      return supervisor.listen({ agent: of, session, ...how });
    case 'setAgentStatus':
      return supervisor.setStatus(of, call % 2 === 0 ? 'idle' : 'not-ready');
    case 'logoutAgent':
      return supervisor.logout(of);
    default:
      return supervisor[does](mine);
  }
}

const NAMES_COLLEAGUE: readonly SupervisorVerb[] = ['listen', 'setAgentStatus', 'logoutAgent'];

/** What is not offered is not done either. */
function refuse(
  world: World,
  who: Id,
  verb: SupervisorVerb,
  at: { of: Id; session: Id },
  told: string,
  races: boolean,
) {
  const seat = world.seat(who);
  if (seat === null || races) return;
  const [method, params] = requestOf(verb, at);
  const done = (): void => void world.faults.push(`${told}: done though it is not offered`);
  world.centre.request(seat, method, params).then(done, () => undefined);
}

function requestOf(verb: SupervisorVerb, { of, session }: { of: Id; session: Id }): [Method, Params<Method>] {
  if (verb === 'listen') return ['supervisor.listen', { agent: of, session }];
  if (verb === 'setAgentStatus') return ['supervisor.setStatus', { agent: of, status: { status: 'idle' } }];
  if (verb === 'logoutAgent') return ['supervisor.logout', { agent: of }];
  return [`supervisor.${verb}`, { sessionId: session }];
}

/** A newer token takes the rights away, or gives them back. */
export function changeRights(world: World, { who: n, has }: Extract<Act, { act: 'rights' }>): string {
  const who = PEOPLE[AGENTS.length + n] ?? 'sam';
  if (has) world.rights.delete(who);
  else world.rights.set(who, ['dial', 'dialExternal']);
  const seat = world.seat(who);
  if (seat !== null) world.centre.identify(seat);
  return `${who} may ${has ? '' : 'not '}supervise${seat === null ? ', when they come' : ''}`;
}
