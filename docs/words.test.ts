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
import { ERRORS } from '@callstation/core/protocol';
import { words } from '@callstation/core/words';
import { expect, it } from 'vitest';

// The words may import neither model nor protocol, so that they can be used alone; here they are held together.
it.each([
  ['blockReasons', BLOCK_REASONS],
  ['endReasons', END_REASONS],
  ['errors', Object.keys(ERRORS)],
  ['missReasons', MISS_REASONS],
  ['callVerbs', CALL_VERBS],
  ['chatVerbs', CHAT_VERBS],
  ['agentVerbs', AGENT_VERBS],
  ['agentStatuses', STATUS_RULES.map(({ status }) => status)],
  ['callPhases', CALL_AXES.find(({ name }) => name === 'phase')?.states ?? []],
] as const)('there are words for all %s, and no others', (group, keys) => {
  expect(Object.keys(words('en')[group]).toSorted()).toEqual([...new Set<string>(keys)].toSorted());
});
