import type { Workstation } from '@callstation/core';

import type { Queries, Query, QueryEvent } from '../base/query-event.ts';

type Answers = { readonly [Name in keyof Queries]: (workstation: Workstation, query: Query) => Promise<Queries[Name]> };

const ANSWERS: Answers = {
  agents: ({ directory }) => directory.agents(),
  skillGroups: ({ directory }) => directory.skillGroups(),
  numbers: ({ directory }) => directory.numbers(),
  ivrs: ({ directory }) => directory.ivrs(),
  dispositions: ({ directory }, { skillGroup }) => directory.dispositions(skillGroup ? { skillGroup } : {}),
  breakReasons: ({ directory }) => directory.breakReasons(),
  devices: ({ devices }) => devices.list(),
};

/** Answers an element's question from the centre's directory, or from the page's devices. */
export function answerQuery(workstation: Workstation, event: QueryEvent): void {
  event.respondWith(ANSWERS[event.query.name](workstation, event.query));
}
