import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { CHOICES } from './choices.ts';
import { CODES, HANGUP, NOT_LOGGED_IN } from './codes.ts';
import { settingsOf } from './options.ts';
import { CALL_STATUSES, EVENTS, MEMBERS, NOT_A_TARGET, OPTIONS, type EventRow } from './testing/table.ts';

const file = new URL('../COVERAGE.md', import.meta.url);
const code = (text: string | number): string => `\`${text}\``;
const verdict = (differs?: string): string => `${differs === undefined ? 'same' : 'differs'} | ${differs ?? ''} |`;
const list = (values: EventRow['payload']): string =>
  Object.entries(values)
    .map(([name, value]) => (typeof value === 'number' ? `${code(value)} ${name}` : `${code(name)} (${value})`))
    .join(', ');

function render(): string {
  return `# What is covered of the vendor's document

The \`<cc-sdk>\` element of itniotech and its script. Every row is held by a test that reads the same table. Nothing that is
documented is absent.

## Members

| member | of | | |
|---|---|---|---|
${MEMBERS.map(({ name, of, differs }) => `| ${code(name)} | ${code(of)} | ${verdict(differs)}`).join('\n')}

## Options of \`register\`

| option | default | | |
|---|---|---|---|
${Object.entries(OPTIONS)
  .map(([name, value]) => `| ${code(name)} | ${code(value)} | ${verdict()}`)
  .join('\n')}

Also taken, with a warning under \`strict: true\`: a credential without \`Bearer \`, \`phone\` as a number, \`lang: 'zh'\`, and listening to
\`seatStatus\` for \`onSeatStatus\`.

## Events

\`event.detail\` is a list of one: \`detail[0]\` is what is told. Its fields can be read from the list, too.

| event | \`detail[0]\` | | |
|---|---|---|---|
${EVENTS.map(({ name, payload, differs }) => `| ${code(name)} | ${list(payload)} | ${verdict(differs)}`).join('\n')}

\`callStatus\`: ${list(CALL_STATUSES)}. A number that calls in is told as \`calledNumber\`, since the document does not say what is: the option
\`inboundNumber\`.

The document leaves some open. These are the defaults of the option \`callstation\`:

\`\`\`json
${JSON.stringify(CHOICES, null, 2)}
\`\`\`

## Codes

\`hangupCall\`: ${code(HANGUP.done)} done, ${code(HANGUP.failed)} failed. \`onHttp\`: ${code(NOT_LOGGED_IN)} not signed in; the document
has no others, and these are of the vendor's back end:

| Callstation | \`code\` |
|---|---|
${Object.entries(CODES)
  .map(([name, to]) => `| ${code(name)} | ${code(to)} |`)
  .join('\n')}

## Not a target

${NOT_A_TARGET.map(([what, why]) => `- ${what}: ${why}`).join('\n')}

This page is generated from the tests' table: \`UPDATE_DOCS=1 npx vitest run --project core compat-ccsdk\`.
`;
}

it('COVERAGE.md says what the tests hold', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8'), 'run: UPDATE_DOCS=1 npx vitest run --project core compat-ccsdk').toBe(render());
});

it('the defaults are those of the table', () => {
  expect(settingsOf({})).toMatchObject({ token: '', shows: 'all', notes: true, information: true, lang: 'en' });
  expect(settingsOf({ noWorkMode: true, callstation: { noWorkShows: 'incoming' } })).toMatchObject({
    shows: 'incoming',
  });
  expect(settingsOf({ noWorkMode: 'yes', isRemark: 0, isInformation: null, lang: 7 } as never)).toEqual(settingsOf({}));
});
