import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ivrProblems } from '../routing/ivr-check.ts';
import type { IvrNode } from '../routing/ivr.ts';
import { promptProblem } from '../sound/prompts.ts';
import { DEFAULT_LIMITS, demoApp } from './app-config.ts';
import { menuGraph } from './menu-graph.ts';

const graphOf = (...nodes: IvrNode[]) =>
  menuGraph(demoApp, { id: 'i', name: 'I', entry: 'n', nodes }, DEFAULT_LIMITS).nodes['n'];

it('finds nothing wrong with the menu of the demo', () => {
  const around = { skillGroups: demoApp.skillGroups.map(({ id }) => id), promptProblem };
  expect(demoApp.ivrs?.flatMap((ivr) => ivrProblems(ivr, around))).toEqual([]);
});

it('fills in what a node leaves out, with something to be heard', () => {
  const node = graphOf({ id: 'n', name: 'N', kind: 'keys', choices: {}, otherwise: 'n' });
  expect(node).toMatchObject({ timeoutMs: 5000, retries: 2, wrongKey: null });
  for (const one of [node, graphOf({ id: 'n', name: 'N', kind: 'play', next: 'n' })])
    expect(one !== undefined && 'prompt' in one && existsSync(one.prompt ?? '')).toBe(true);
});

it('reads a number in the country of the app, and shows its own', () => {
  expect(graphOf({ id: 'n', name: 'N', kind: 'number', number: '13800138000' })).toMatchObject({
    to: { trunk: 'simulator', number: '+8613800138000', callerNumber: demoApp.callerNumber },
    otherwise: null,
  });
});

it('ends where a group is missing that nobody checked', () => {
  const node = graphOf({ id: 'n', name: 'N', kind: 'group', skillGroup: 'gone' });
  expect(node).toEqual({ id: 'n', kind: 'hangup', prompt: null });
});
