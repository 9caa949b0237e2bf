import type { Id } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { claimDesk } from './desk.ts';
import { tellFacts } from './facts.ts';
import { wantsLeg } from './members.ts';
import { deskOf, isBegun, isSeated } from './people.ts';
import { NOWHERE, isEqual, isSameWatch } from './placed.ts';
import { type Plan, planOf } from './plan.ts';
import { keepTape } from './taping.ts';
import { all, order, see, set, stay } from './step.ts';
import type { BegunSound, Conversation, Move } from './types.ts';

/**
 * Makes the switch do what the plan says and it was not told yet, then tells the agents what has come true. The order
 * keeps every word from the wrong ears: sounds stop and microphones close first, rooms change, then ears open.
 */
export const arrange: Move = all(
  see((c) => all(...Object.keys(c.desks).map(claim))),
  see((c) => {
    const plan = planOf(c);
    return all(
      stopSounds(c, plan),
      ...moves(c, plan).map((asked) => order(...asked)),
      remember(plan),
      startSounds(c, plan),
      keepTape,
      tellFacts,
    );
  }),
);

/** The claim on the agent's leg follows what they do: a call on hold leaves it to their other one. */
function claim(agent: Id): Move {
  return see((c) => {
    if (!isBegun(c.sessions[agent])) return stay;
    const wanted = wantsLeg(c, agent);
    if (deskOf(c, agent).state === 'shared') return wanted ? claimDesk(agent, true) : stay;
    return isSeated(c, agent) && !wanted ? claimDesk(agent, false) : stay;
  });
}

function stopSounds(c: Conversation, { sounds }: Plan): Move {
  const over = Object.entries(c.sounds).filter(([id]) => sounds[id] === undefined);
  const kept = Object.fromEntries(Object.entries(c.sounds).filter(([id]) => sounds[id] !== undefined));
  return over.length === 0 ? all() : all(set({ sounds: kept }), ...over.map(([, { play }]) => order('stopPlay', play)));
}

function startSounds(c: Conversation, { sounds }: Plan): Move {
  // The switch does what has the same name once, so a sound that comes again needs another one.
  const fresh = Object.entries(sounds)
    .filter(([id]) => c.sounds[id] === undefined)
    .map(([id, sound], n): [Id, BegunSound] => [id, { ...sound, play: `${id}-${c.soundCount + n + 1}` }]);
  if (fresh.length === 0) return all();
  return all(
    see((now) =>
      set({
        sounds: { ...now.sounds, ...Object.fromEntries(fresh) },
        soundCount: c.soundCount + fresh.length,
      }),
    ),
    ...fresh.map(([, { play, to, source, once }]) => order('play', play, to, source, once !== true)),
  );
}

function moves(c: Conversation, { legs }: Plan): SwitchOrder[] {
  const changes = [...new Set([...Object.keys(c.placed), ...Object.keys(legs)])].map((leg) => ({
    leg,
    was: c.placed[leg]?.want ?? NOWHERE,
    next: legs[leg] ?? NOWHERE,
  }));
  return [
    ...changes.filter(({ was, next }) => next.gated && !was.gated).map(({ leg }): SwitchOrder => ['gate', leg, true]),
    ...changes
      .filter(({ was, next }) => next.held && !was.held)
      .map(({ leg }): SwitchOrder => ['hold', leg, 'default']),
    ...changes
      .filter(({ was, next }) => next.room === null && was.room !== null)
      .map(({ leg }): SwitchOrder => ['leave', leg]),
    ...changes.flatMap(({ leg, was, next }): SwitchOrder[] =>
      next.room !== null && next.supervises === null && (next.room !== was.room || was.supervises !== null)
        ? [['join', next.room, leg]]
        : [],
    ),
    // When those they are with are where they belong. Who goes elsewhere leaves their supervisors behind, so again.
    ...changes.flatMap(({ leg, was, next }): SwitchOrder[] =>
      next.supervises !== null && (next.room !== was.room || !isSameWatch(next.supervises, was.supervises))
        ? [['supervise', leg, next.supervises.target, next.supervises.mode]]
        : [],
    ),
    ...changes.filter(({ was, next }) => was.held && !next.held).map(({ leg }): SwitchOrder => ['unhold', leg]),
    ...changes.filter(({ was, next }) => was.gated && !next.gated).map(({ leg }): SwitchOrder => ['gate', leg, false]),
  ];
}

/** What was just ordered. A leg that is to be nowhere, and is, needs no entry. */
function remember({ legs }: Plan): Move {
  return (c) => {
    const ids = [...new Set([...Object.keys(c.placed), ...Object.keys(legs)])];
    let changed = false;
    const placed = Object.fromEntries(
      ids.flatMap((leg) => {
        const before = c.placed[leg];
        const want = legs[leg] ?? NOWHERE;
        if (before !== undefined && isEqual(before.want, want)) return [[leg, before]];
        changed = true;
        return [[leg, { ...before, want, is: before?.is ?? NOWHERE }]];
      }),
    );
    return [changed ? { ...c, placed } : c, []];
  };
}
