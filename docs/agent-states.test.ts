import { readFileSync, writeFileSync } from 'node:fs';
import {
  type AgentEvent,
  type AgentSnapshot,
  type AgentStatus,
  CONNECTION_TABLE,
  isEligible,
  newAgent,
  reduceAgent,
  SIP_TABLE,
  STATUS_RULES,
} from '@callstation/core/model';
import { expect, it } from 'vitest';

const file = new URL('agent-states.md', import.meta.url);

const deadline = 1000;
/** What is fed to every agent on the walk; the deadline comes when it is due. */
const EVENTS: readonly (readonly [string, AgentEvent, number])[] = [
  ['set idle', { type: 'setStatus', status: { status: 'idle' } }, 1],
  ['set break', { type: 'setStatus', status: { status: 'break', reason: 'lunch' } }, 1],
  ['set not-ready', { type: 'setStatus', status: { status: 'not-ready' } }, 1],
  ['set wrap-up', { type: 'setStatus', status: { status: 'wrap-up' } }, 1],
  ['set offline', { type: 'setStatus', status: { status: 'offline' } }, 1],
  ['call offered or dialled', { type: 'sessionStarted', channel: 'voice' }, 1],
  ['call over', { type: 'sessionEnded', channel: 'voice' }, 1],
  ['call over with wrap-up', { type: 'sessionEnded', channel: 'voice', wrapUp: { deadline } }, 1],
  ['wrap-up ended', { type: 'wrapUpEnded' }, 1],
  ['offer missed', { type: 'offerMissed' }, 1],
  ['unreachable', { type: 'reach', reach: 'none', offlineAt: deadline }, 1],
  ['deadline', { type: 'deadline' }, deadline],
];

/** Walks every agent there can be (one call at a time) and notes which event led from which status to which. */
function walk(): Map<string, Set<string>> {
  const first = newAgent({ id: 'a', name: 'A', rights: [], skillGroups: [], at: 0 });
  const keyOf = ({ status, wanted, load, wrapUp, offlineAt, missedOffer }: AgentSnapshot): string =>
    JSON.stringify([status, wanted.status, load.voice.used, wrapUp, offlineAt, missedOffer]);
  const seen = new Map([[keyOf(first), first]]);
  const edges = new Map<string, Set<string>>();
  for (const agent of seen.values()) {
    for (const [label, event, at] of EVENTS) {
      if (event.type === 'sessionStarted' && agent.load.voice.used > 0) continue;
      if (event.type === 'sessionEnded' && agent.load.voice.used === 0) continue;
      const [next] = reduceAgent(agent, { ...event, at });
      if (!seen.has(keyOf(next))) seen.set(keyOf(next), next);
      if (next.status === agent.status) continue;
      const edge = `${agent.status} --> ${next.status}`;
      edges.set(edge, (edges.get(edge) ?? new Set()).add(label));
    }
  }
  return edges;
}

const nameOf = (text: string): string => text.replace(/[a-z]+-[a-z]+/g, (word) => word.replace('-', '_'));
const ORDER = EVENTS.map(([label]) => label);
const inOrder = (labels: Set<string>): string[] => ORDER.filter((label) => labels.has(label));

function agentDiagram(): string {
  const statuses = [...new Set<AgentStatus>(STATUS_RULES.map(({ status }) => status))];
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...statuses.filter((status) => status.includes('-')).map((status) => `  state "${status}" as ${nameOf(status)}`),
    '  [*] --> offline',
    ...[...walk()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([edge, labels]) => `  ${nameOf(edge)} : ${inOrder(labels).join('<br>')}`),
    '```',
  ].join('\n');
}

function pageDiagram(table: Readonly<Record<string, Readonly<Record<string, string>>>>, start: string): string {
  const edges = new Map<string, string[]>();
  for (const [from, row] of Object.entries(table)) {
    for (const [event, to] of Object.entries(row)) {
      edges.set(`${from} --> ${to}`, [...(edges.get(`${from} --> ${to}`) ?? []), event]);
    }
  }
  const lines = [...edges].map(([edge, events]) => `  ${edge} : ${events.join('<br>')}`);
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${start}`, ...lines, '```'].join('\n');
}

function eligibility(): string {
  const ready = [
    { type: 'reach', reach: 'page' },
    { type: 'setStatus', status: { status: 'idle' } },
  ] as const satisfies AgentEvent[];
  const cases: [string, AgentEvent[]][] = [
    ['idle and reachable', []],
    ['idle, but unreachable', [{ type: 'reach', reach: 'none' }]],
    ['in a call', [{ type: 'sessionStarted', channel: 'voice' }]],
    ['in a video call', [{ type: 'sessionStarted', channel: 'video' }]],
    ['in one of three chats', [{ type: 'sessionStarted', channel: 'chat' }]],
    ['in wrap-up', [{ type: 'wrapUpStarted', wrapUp: { deadline: null } }]],
    ['on a break', [{ type: 'setStatus', status: { status: 'break', reason: 'lunch' } }]],
    ['after a missed offer', [{ type: 'offerMissed' }]],
  ];
  const first = newAgent({ id: 'a', name: 'A', rights: [], skillGroups: [], at: 0 });
  return cases
    .map(([name, events]) => {
      const agent = [...ready, ...events].reduce((now, event) => reduceAgent(now, { ...event, at: 1 })[0], first);
      const answers = (['voice', 'video', 'chat'] as const).map((channel) =>
        isEligible(agent, channel) ? 'yes' : 'no',
      );
      return `| ${name} | ${answers.join(' | ')} |`;
    })
    .join('\n');
}

function render(): string {
  return `# States of an agent and of a page

## The shown status

Nobody sets it: it follows from what the agent wants, the calls they have and the after-call work that runs. The first
line that holds counts.

| status | when |
|---|---|
${STATUS_RULES.map(({ status, when }) => `| \`${status}\` | ${when} |`).join('\n')}

${agentDiagram()}

What an agent chooses during a call is remembered as \`wanted\` and shown when the call and its wrap-up are over. A missed
offer makes them \`not-ready\` with \`why: 'noAnswer'\` until they choose again. Who stays unreachable is signed out.

## Who gets an offer

| the agent is | voice | video | chat |
|---|---|---|---|
${eligibility()}

## The page's connection

${pageDiagram(CONNECTION_TABLE, 'closed')}

## The page's SIP account

${pageDiagram(SIP_TABLE, 'off')}

This page is generated from the tables: \`UPDATE_DOCS=1 npx vitest run --project workspace docs\`.
`;
}

it('agent-states.md says what the tables say', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8'), 'run: UPDATE_DOCS=1 npx vitest run --project workspace docs').toBe(render());
});
