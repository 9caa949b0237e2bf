import { readFileSync, writeFileSync } from 'node:fs';
import { type Axis, type AxisName, CALL_AXES, type RowInfo } from '@callstation/core/model';
import { expect, it } from 'vitest';

const file = new URL('call-states.md', import.meta.url);

const DRAWN: readonly (readonly [AxisName, string, string])[] = [
  ['phase', 'Phase', 'The course of a call. Inbound calls begin in `offered`, outgoing ones in `dialing`.'],
  [
    'leg',
    'Leg',
    'The media connection of the agent, as the switch reports it. All phases between offer and end have it.',
  ],
  ['hold', 'Hold', 'Of the customer, while active. `swap` moves the same way.'],
  ['mute', 'Mute', 'While dialing, alerting and active. Silencing may be asked for while an un-mute is on its way.'],
  ['camera', 'Camera off', 'The same for the camera.'],
  ['consult', 'Consult', 'A second party, while active. Blind transfer and direct three-way are modes of it.'],
  ['recording', 'Recording', 'While active. The verbs are handed on; the switch says what it does.'],
  ['others', 'Others', 'Who else is in the conversation, while active.'],
];

/** Where each axis starts. */
const START: Partial<Record<AxisName, readonly string[]>> = {
  phase: ['offered', 'dialing'],
  leg: ['none', 'connecting'],
  hold: ['none'],
  mute: ['off'],
  camera: ['off'],
  consult: ['none'],
  recording: ['off'],
  others: ['alone'],
};

/** Mermaid takes no colon, blank or dash in a state's name. */
const nameOf = (state: string): string => state.replace(/[^a-zA-Z0-9]+/g, '_');
const labelOf = ({ on, when }: RowInfo): string => on.replaceAll(':', ' ') + (when ? ` [${when}]` : '');

function diagram({ name, states, rows }: Axis): string {
  const edges = new Map<string, string[]>();
  for (const row of rows.filter(({ from, to }) => from !== to)) {
    const edge = `${nameOf(row.from)} --> ${nameOf(row.to)}`;
    edges.set(edge, [...(edges.get(edge) ?? []), labelOf(row)]);
  }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.filter((state) => nameOf(state) !== state).map((state) => `  state "${state}" as ${nameOf(state)}`),
    ...(START[name] ?? []).map((state) => `  [*] --> ${nameOf(state)}`),
    ...[...edges].map(([edge, labels]) => `  ${edge} : ${labels.join('<br>')}`),
    ...(name === 'phase' ? ['  ended --> [*] : command complete<br>deadline'] : []),
    '```',
  ].join('\n');
}

function table(rows: readonly RowInfo[]): string {
  return [
    '| from | on | to | what is done |',
    '|---|---|---|---|',
    ...rows.map((row) => {
      const done = [
        ...(row.orders ? ['hand on the command'] : []),
        ...(row.dropsLeg ? ['drop the leg'] : []),
        ...row.announce.map((event) => `\`${event}\``),
      ];
      return `| ${row.from} | ${labelOf(row)} | ${row.to === row.from ? '(stays)' : row.to} | ${done.join(', ') || '-'} |`;
    }),
  ].join('\n');
}

function render(): string {
  const sections = DRAWN.map(([name, title, text]) => {
    const axis = CALL_AXES.find((candidate) => candidate.name === name);
    if (!axis) throw new Error(`no axis ${name}`);
    return `## ${title}\n\n${text}\n\n${diagram(axis)}\n\n${table(axis.rows)}\n`;
  });
  const rest = CALL_AXES.filter(({ name }) => !DRAWN.some(([drawn]) => drawn === name)).flatMap(({ rows }) => rows);
  return `# States of a call

A call is a phase and, beside it, independent parts: leg, hold, mute, camera, consult, recording, others. Each part has
its own table; \`reduceCall(call, event)\` of \`@callstation/core/model\` takes the one row that applies and gives the next
snapshot and what to do. Commands come from the agent; everything else is a fact from the switch or the PBX. A verb that
has to wait for the switch goes through a state in between and comes back from it when \`failed\` arrives. An event without
a row changes nothing.

${sections.join('\n')}
## Without a state

Verbs that are only handed on, and facts that any phase may learn.

${table(rest)}

This page is generated from the tables: \`UPDATE_DOCS=1 npx vitest run --project workspace docs\`.
`;
}

it('call-states.md says what the tables say', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8'), 'run: UPDATE_DOCS=1 npx vitest run --project workspace docs').toBe(render());
});
