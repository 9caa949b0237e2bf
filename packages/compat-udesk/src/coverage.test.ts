import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { CHOICES } from './choices.ts';
import { CODES, NOT_FOUND } from './failure.ts';
import {
  ALIASES,
  CONSTANT,
  ENUMS,
  EVENT_ROWS,
  METHODS,
  NOT_A_TARGET,
  OPTIONS,
  PLAIN_MEMBERS,
} from './testing/table.ts';

const file = new URL('../COVERAGE.md', import.meta.url);
const code = (text: string): string => `\`${text}\``;
const row = (name: string, differs?: string): string =>
  `| ${code(name)} | ${differs === undefined ? 'same' : 'differs'} | ${differs ?? ''} |`;
const table = (of: string, rows: string[]): string => [`| ${of} | | |`, '|---|---|---|', ...rows].join('\n');

function render(): string {
  const failures = [
    ...Object.entries(CODES),
    ...Object.entries(NOT_FOUND).map(([sought, to]) => [`notFound (${sought})`, to]),
  ];
  return `# What is covered of the vendor's document

Version 2.1.0 of the CCPaaS front-end SDK. Every row is held by a test that reads the same table: each name is there, answers in
the four-field envelope, and has its fields with their types. Nothing that is documented is absent.

## Members

${table('member', [...PLAIN_MEMBERS.map((name) => row(name)), ...METHODS.map(({ name, differs }) => row(name, differs))])}

Also taken, with a warning under \`strict: true\`: ${ALIASES.map(([alias, name]) => `${code(alias)} for ${code(name)}`).join(', ')}; \`CallID\`
and \`callId\` for \`CallId\`; \`HangupAsync\` with an object or nothing; numbers for ids; \`AgentPhone\` where an agent is asked or brought
in; \`event.udesk-cc-paas\` for every event.

## Options

${table(
  'option',
  OPTIONS.map((name) => row(name)),
)}

## Events

${table(
  'event',
  EVENT_ROWS.map(({ name, differs }) => row(name, differs)),
)}

Fields of these that are the same in every scenario:

${Object.entries(CONSTANT)
  .map(([path, why]) => `- ${code(path)}: ${why}`)
  .join('\n')}

Event data has more than is documented: \`CallId\` beside \`CallID\`; \`CallerInfo\` and \`CalledInfo\` in the eight call events; \`Number\` beside
\`TelNumber\`.

## Values

${Object.entries(ENUMS)
  .map(([name, values]) => `- ${name}: ${values.map((value) => code(value || '""')).join(', ')}`)
  .join('\n')}

The document leaves some open. These are the defaults of the option \`callstation\`:

\`\`\`json
${JSON.stringify(CHOICES, null, 2)}
\`\`\`

## Codes of failures

The document lists none for the front end; these are of the vendor's back end.

| Callstation | \`Code\` |
|---|---|
${failures.map(([name, to]) => `| ${code(name ?? '')} | ${code(to ?? '')} |`).join('\n')}

## Not a target

${NOT_A_TARGET.map(([what, why]) => `- ${what}: ${why}`).join('\n')}

This page is generated from the tests' table: \`UPDATE_DOCS=1 npx vitest run --project core compat-udesk\`.
`;
}

it('COVERAGE.md says what the tests hold', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8'), 'run: UPDATE_DOCS=1 npx vitest run --project core compat-udesk').toBe(render());
});
