import { readFileSync, writeFileSync } from 'node:fs';
import { CLOSE_CODES, ERRORS } from '@callstation/core/protocol';
import { expect, it } from 'vitest';

const file = new URL('errors.md', import.meta.url);

function render(): string {
  const errors = Object.entries(ERRORS).map(
    ([code, { retryable, message }]) => `| \`${code}\` | ${retryable ? 'yes' : 'no'} | ${message} |`,
  );
  const closes = Object.entries(CLOSE_CODES).map(
    ([name, { code, then, error }]) => `| ${code} | ${name} | ${then} | \`${error}\` |`,
  );
  return `# Errors

Every error is a \`CallstationError\` with a stable \`code\`, a plain \`message\` that says what to do, \`retryable\`, and the
\`cause\`. On the wire it is \`{code, message, retryable, data?}\`: in \`error.data\` of JSON-RPC, in \`error\` of HTTP.

| code | retryable | message |
|---|---|---|
${errors.join('\n')}

## Close codes of the control socket

| code | name | the page then | error |
|---|---|---|---|
${closes.join('\n')}

This page is generated from the code: \`UPDATE_DOCS=1 npx vitest run --project workspace docs\`.
`;
}

it('errors.md says what the code says', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8')).toBe(render());
});
