import {
  AGENT_VERBS,
  BLOCK_REASONS,
  CALL_AXES,
  CALL_VERBS,
  CHAT_VERBS,
  END_REASONS,
  MISS_REASONS,
  STATUS_RULES,
} from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { expect, it } from 'vitest';

// The words may not import the model, so that they can be used alone; here the two are held together.
it.each([
  ['blockReasons', BLOCK_REASONS],
  ['endReasons', END_REASONS],
  ['missReasons', MISS_REASONS],
  ['callVerbs', CALL_VERBS],
  ['chatVerbs', CHAT_VERBS],
  ['agentVerbs', AGENT_VERBS],
  ['agentStatuses', STATUS_RULES.map(({ status }) => status)],
  ['callPhases', CALL_AXES.find(({ name }) => name === 'phase')?.states ?? []],
] as const)('there are words for all %s of the model, and no others', (group, keys) => {
  expect(Object.keys(words('en')[group]).toSorted()).toEqual([...new Set<string>(keys)].toSorted());
});
