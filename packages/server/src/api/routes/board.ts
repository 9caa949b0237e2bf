import { RIGHTS } from '@callstation/core/model';
import * as v from 'valibot';
import type { ApiParts } from '../api.types.ts';
import { route, type Route } from '../route.ts';
import { instant, whole } from '../schema-parts.ts';

const text = v.string();
const Session = v.strictObject({
  ...{ id: text, kind: text, role: text, phase: text, held: v.boolean(), since: v.number() },
  direction: v.picklist(['in', 'out']),
  skillGroup: v.exactOptional(v.strictObject({ id: text, name: text })),
  peer: v.exactOptional(
    v.strictObject({
      role: text,
      ...{ number: v.exactOptional(text), masked: v.exactOptional(v.boolean()) },
      ...{ name: v.exactOptional(text), agentId: v.exactOptional(text) },
    }),
  ),
  mayListen: v.boolean(),
});
const Agent = v.strictObject({
  ...{ id: text, name: text, status: text, reason: v.exactOptional(text), since: v.number(), reach: text },
  skillGroups: v.array(text),
  session: v.exactOptional(Session),
});
const Queue = v.strictObject({
  ...{ id: text, name: text, waiting: whole, longestSince: v.nullable(v.number()) },
  serviceLevel: v.strictObject({ withinMs: whole, offered: whole, answered: whole }),
});

/** The live board, once. */
export function boardRoutes({ centre }: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/board', tag: 'Board', needs: { role: 'read', right: 'board', scoped: true } },
      summary: 'Who does what, and who waits, now',
      description:
        'What supervisors watch live. A token sees what it supervises; whole numbers need the right `supervise`, a key has it. What the app ' +
        'keeps from its agents (`numberMask`) has stars for every token, and none for a key.',
      response: v.strictObject({ at: instant, agents: v.array(Agent), queues: v.array(Queue) }),
      handler: async ({ app, kind, supervises, rights }) => {
        const board = centre.board(app, {
          ...{ rights: rights === '*' ? [...RIGHTS] : [...rights] },
          supervises: supervises === '*' ? '*' : [...supervises],
          page: kind === 'agent',
        });
        return { ...board, at: Math.round(board.at) };
      },
    }),
  ];
}
