import type { Id } from '@callstation/core/model';
import { showNumber } from '../domain/number-plan.ts';
import type { MenuGraph, MenuNode } from '../domain/types.ts';
import type { IvrConfig, IvrNode, IvrPrompt } from '../routing/ivr.ts';
import { promptFile } from '../sound/prompts.ts';
import type { AppConfig, CentreLimits } from './app-config.ts';
import { promptPath } from './queue-terms.ts';
import { termsOf } from './terms.ts';

const KEY_TIMEOUT_MS = 5000;
const RETRIES = 2;

/** An IVR of an app with everything its nodes name looked up, as a conversation runs it. */
export function menuGraph(app: AppConfig, ivr: IvrConfig, limits: CentreLimits): MenuGraph {
  const nodes = ivr.nodes.map((node): [Id, MenuNode] => [node.id, menuNode(app, node, limits)]);
  return { id: ivr.id, nodes: Object.fromEntries(nodes) };
}

function menuNode(app: AppConfig, node: IvrNode, limits: CentreLimits): MenuNode {
  const { id } = node;
  switch (node.kind) {
    case 'play':
      return { id, kind: 'play', prompt: fileOf(node.prompt, 'one-moment'), next: node.next };
    case 'keys': {
      const { choices, otherwise, timeoutMs = KEY_TIMEOUT_MS, retries = RETRIES } = node;
      const wrongKey = node.wrongKey === undefined ? null : fileOf(node.wrongKey);
      return { id, kind: 'keys', prompt: fileOf(node.prompt), wrongKey, choices, timeoutMs, retries, otherwise };
    }
    case 'hours':
      return { id, kind: 'hours', hours: node.hours, open: node.open, closed: node.closed };
    case 'group': {
      const group = app.skillGroups.find((one) => one.id === node.skillGroup);
      // Only a configuration that nobody checked gets here without one.
      if (group === undefined) return { id, kind: 'hangup', prompt: null };
      return { id, kind: 'group', terms: termsOf(app, group, limits) };
    }
    case 'number': {
      const number = showNumber(node.number, app.defaultCountry);
      const from = app.callerNumber === undefined ? {} : { callerNumber: app.callerNumber };
      return { id, kind: 'number', to: { trunk: app.trunk, number, ...from }, otherwise: node.otherwise ?? null };
    }
    case 'hangup':
      return { id, kind: 'hangup', prompt: node.prompt === undefined ? null : fileOf(node.prompt) };
    case 'back':
      return { id, kind: 'back', otherwise: node.otherwise ?? null };
  }
}

function fileOf(prompt: IvrPrompt | undefined, usual: string = 'press-a-number'): string {
  return prompt === undefined ? promptFile(usual) : promptPath(prompt);
}
