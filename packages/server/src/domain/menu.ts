import type { Id } from '@callstation/core/model';
import { openAt } from '../routing/working-hours.ts';
import { giveBack, menuHangup, menuToGroup, menuToNumber } from './menu-exit.ts';
import { isMenuSound } from './menu-sound.ts';
import { liveAgents } from './people.ts';
import { all, see, set, stay, tell } from './step.ts';
import type { Menu, MenuGraph, MenuNode, Move } from './types.ts';

/** Whoever goes round and round longer than this is no person who wants something. */
const MOST_VISITS = 100;
/** A sound that has not come to its end by then never will. Milliseconds. */
const LONGEST_SOUND_MS = 11 * 60_000;

/** The customer, who is on the line, goes to that node. `waiter`: the agent who stays until somebody has them. */
export function beginMenu(graph: MenuGraph, node: Id, waiter: Id | null): Move {
  return see((c) => {
    const start = { visits: 0, plays: 0, playing: null, tries: 0, deadline: null, guest: null };
    return all(set({ menu: { graph, node, waiter, home: c.terms, ...start } }), go(node));
  });
}

/** The customer presses a key; also while a prompt is still being played. */
export function menuDigit(digit: string): Move {
  return atNode((node) => {
    if (node.kind !== 'keys') return stay;
    const choice = Object.hasOwn(node.choices, digit) ? node.choices[digit] : undefined;
    return choice === undefined ? again(node, true) : all(note(digit, choice.label), go(choice.go));
  });
}

/** A sound has come to its end, or could not be played. */
export function menuPlayed(id: Id): Move {
  return see((c) => (isMenuSound(c, id) ? said : stay));
}

/** No key was pressed in time, or a sound did not end. */
export const menuDue: Move = see(({ menu }, at) => {
  if (menu === null || menu.deadline === null || menu.deadline > at) return stay;
  return menu.playing === null ? atNode((node) => (node.kind === 'keys' ? again(node, false) : stay)) : said;
});

/** The number that was called for the customer is not to be had. */
export const menuFailed: Move = all(
  change({ guest: null }),
  atNode((node) => (node.kind === 'number' ? go(node.otherwise) : stay)),
);

function atNode(decide: (node: MenuNode, menu: Menu) => Move): Move {
  return see(({ menu }) => {
    const node = menu?.graph.nodes[menu.node];
    return menu === null || node === undefined ? stay : decide(node, menu);
  });
}

function change(to: Partial<Menu>): Move {
  return see(({ menu }) => (menu === null ? stay : set({ menu: { ...menu, ...to } })));
}

/** Nowhere to go is the end. */
function go(id: Id | null): Move {
  return see(({ menu }) => {
    if (menu === null) return stay;
    const node = id === null ? undefined : menu.graph.nodes[id];
    if (node === undefined || menu.visits >= MOST_VISITS) return menuHangup;
    const arrived = { node: node.id, visits: menu.visits + 1, playing: null, tries: 0, deadline: null };
    return all(change(arrived), enter(node));
  });
}

function enter(node: MenuNode): Move {
  switch (node.kind) {
    case 'play':
    case 'keys':
      return say('prompt');
    case 'hours':
      return see((_c, at) => go(openAt(at, node.hours) ? node.open : node.closed));
    case 'group':
      return menuToGroup(node.terms);
    case 'number':
      return menuToNumber(node);
    case 'hangup':
      return node.prompt === null ? menuHangup : say('prompt');
    case 'back':
      return see(({ menu }) => (menu?.waiter == null ? go(node.otherwise) : giveBack));
  }
}

function say(playing: 'prompt' | 'wrongKey'): Move {
  return see(({ menu }, at) =>
    menu === null ? stay : change({ playing, plays: menu.plays + 1, deadline: at + LONGEST_SOUND_MS }),
  );
}

const said: Move = atNode((node, { playing }) => {
  if (playing === 'wrongKey') return say('prompt');
  if (node.kind === 'play') return go(node.next);
  if (node.kind === 'hangup') return menuHangup;
  if (node.kind === 'keys') return see((_c, at) => change({ playing: null, deadline: at + node.timeoutMs }));
  return stay;
});

function again(node: Extract<MenuNode, { kind: 'keys' }>, wrongKey: boolean): Move {
  return see(({ menu }) => {
    if (menu === null) return stay;
    if (menu.tries >= node.retries) return go(node.otherwise);
    return all(change({ tries: menu.tries + 1 }), say(wrongKey && node.wrongKey !== null ? 'wrongKey' : 'prompt'));
  });
}

/** What was pressed, for the agent who gets the customer, the one who waits for them, and the record. */
function note(key: string, label: string): Move {
  return see((c) => {
    const ivrPath = [...(c.context.ivrPath ?? []), { key, label }].slice(-MOST_VISITS);
    return all(
      set({ context: { ...c.context, ivrPath } }),
      ...liveAgents(c).map((agent) => tell(agent, { type: 'context', context: { ivrPath } })),
    );
  });
}
