import type { Id } from '@callstation/core/model';
import type { IvrConfig, IvrNode, IvrPrompt } from './ivr.ts';
import { hoursProblem } from './working-hours.ts';

/** What an IVR is checked against. */
export interface IvrSurroundings {
  skillGroups: readonly Id[];
  /** Why that prompt cannot be played; `null`: it can. */
  promptProblem(prompt: IvrPrompt): string | null;
}

/** All that is wrong with an IVR, one message each, with the remedy; empty when a customer always gets somewhere. */
export function ivrProblems(ivr: IvrConfig, around: IvrSurroundings): string[] {
  const doubles = ivr.nodes.filter(({ id }, i) => ivr.nodes.findIndex((one) => one.id === id) !== i);
  if (doubles.length > 0) return doubles.map(({ id }) => `node ${id} stands twice; give one of them another id`);
  const nodes = new Map(ivr.nodes.map((node) => [node.id, node]));
  if (!nodes.has(ivr.entry)) return [`entry names ${ivr.entry}, which is no node; name one of ${list(nodes)}`];
  const problems = ivr.nodes.flatMap((node) => nodeProblems(node, nodes, around));
  return problems.length > 0 ? problems : [...unreachable(ivr, nodes), ...loops(ivr, nodes)];
}

type Nodes = ReadonlyMap<Id, IvrNode>;

const list = (nodes: Nodes): string => [...nodes.keys()].join(', ');

function nodeProblems(node: IvrNode, nodes: Nodes, { skillGroups, promptProblem }: IvrSurroundings): string[] {
  const problems = [
    ...waysOf(node)
      .filter(([, to]) => !nodes.has(to))
      .map(([way, to]) => `${way} names ${to}, which is no node; name one of ${list(nodes)}`),
    ...promptsOf(node).flatMap((prompt) => promptProblem(prompt) ?? []),
  ];
  if (node.kind === 'group' && !skillGroups.includes(node.skillGroup))
    problems.push(`there is no skill group ${node.skillGroup}; name one of ${skillGroups.join(', ')}`);
  if (node.kind === 'keys') problems.push(...keyProblems(node));
  const hours = node.kind === 'hours' ? hoursProblem(node.hours) : null;
  if (hours !== null) problems.push(hours);
  return problems.map((problem) => `node ${node.id}: ${problem}`);
}

function keyProblems({ choices }: Extract<IvrNode, { kind: 'keys' }>): string[] {
  const keys = Object.keys(choices);
  if (keys.length === 0) return ['has no key; give choices, as "1": {"label": "Sales", "go": "sales"}'];
  return keys
    .filter((key) => !/^[0-9*#A-D]$/u.test(key))
    .map((key) => `${JSON.stringify(key)} is no key; a choice is one of 0-9 * # A-D`);
}

/** Where a node leads, and what that way is called. */
function waysOf(node: IvrNode): [string, Id][] {
  return [...byItself(node), ...(node.kind === 'keys' ? choicesOf(node) : [])];
}

function choicesOf({ choices }: Extract<IvrNode, { kind: 'keys' }>): [string, Id][] {
  return Object.entries(choices).map(([key, { go }]) => [`key ${key}`, go]);
}

/** Ways that need no key. */
function byItself(node: IvrNode): [string, Id][] {
  switch (node.kind) {
    case 'play':
      return [['next', node.next]];
    case 'hours':
      return [
        ['open', node.open],
        ['closed', node.closed],
      ];
    case 'keys':
    case 'number':
    case 'back':
      return node.otherwise === undefined ? [] : [['otherwise', node.otherwise]];
    case 'group':
    case 'hangup':
      return [];
  }
}

/** All that a node says. */
function promptsOf(node: IvrNode): IvrPrompt[] {
  const said = 'prompt' in node && node.prompt !== undefined ? [node.prompt] : [];
  return node.kind === 'keys' && node.wrongKey !== undefined ? [...said, node.wrongKey] : said;
}

/** What no way leads to is a slip of whoever wrote it, though an agent could send a customer there. */
function unreachable({ entry }: IvrConfig, nodes: Nodes): string[] {
  const seen = new Set<Id>();
  const line = [entry];
  for (let id = line.pop(); id !== undefined; id = line.pop()) {
    const node = nodes.get(id);
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    line.push(...waysOf(node).map(([, to]) => to));
  }
  return [...nodes.keys()]
    .filter((id) => !seen.has(id))
    .map((id) => `node ${id}: nothing leads here from ${entry}; lead a key to it, or take it out`);
}

/** Who presses nothing must get to an end. */
function loops({ nodes: all }: IvrConfig, nodes: Nodes): string[] {
  const done = new Set<Id>();
  const found: string[] = [];
  const walk = (id: Id, path: readonly Id[]): void => {
    const at = path.indexOf(id);
    if (at >= 0) {
      const round = [...path.slice(at), id].join(' > ');
      found.push(
        `node ${id}: goes round for ever without a key (${round}); let one of them end in a hangup or a group`,
      );
      return;
    }
    const node = nodes.get(id);
    if (node === undefined || done.has(id)) return;
    for (const [, to] of byItself(node)) walk(to, [...path, id]);
    done.add(id);
  };
  for (const { id } of all) walk(id, []);
  return found;
}
