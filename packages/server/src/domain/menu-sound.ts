import type { Id } from '@callstation/core/model';
import type { Conversation, Menu, MenuNode, Sound } from './types.ts';

/** The music that waiting and held parties hear. */
export const MUSIC = 'default';

const MARK = '-menu-';

/** What the customer in a menu hears now, by the id of the sound; `null`: nothing, a key is awaited. */
export function menuSound(c: Conversation, menu: Menu): readonly [Id, Omit<Sound, 'to'>] | null {
  const node = menu.graph.nodes[menu.node];
  if (node?.kind === 'group') return [`${c.id}-music`, { source: { music: MUSIC } }];
  if (node?.kind === 'number') return [`${c.id}${MARK}ringback`, { source: { tone: 'ringback' } }];
  const file = node === undefined ? null : fileOf(node, menu);
  return file === null ? null : [`${c.id}${MARK}${menu.plays}`, { source: { file }, once: true }];
}

function fileOf(node: MenuNode, { playing }: Menu): string | null {
  if (playing === null || !('prompt' in node)) return null;
  return playing === 'wrongKey' && node.kind === 'keys' ? node.wrongKey : node.prompt;
}

/** Whether that sound is what the customer hears of their menu now. */
export function isMenuSound(c: Conversation, id: Id): boolean {
  const now = c.menu !== null && c.menu.playing !== null ? menuSound(c, c.menu)?.[0] : undefined;
  return now !== undefined && c.sounds[now]?.play === id;
}

/** The conversation whose menu, queue or agent hears that sound; another id, or none, for other sounds. */
export function conversationOfSound(id: Id): Id | undefined {
  return id.split(/-(?:menu|queue|zip)-/u)[0];
}
