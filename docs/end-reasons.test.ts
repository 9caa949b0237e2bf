import { readFileSync, writeFileSync } from 'node:fs';
import {
  BLOCK_REASONS,
  END_REASONS,
  MISS_REASONS,
  SIP_END_REASONS,
  SIP_END_REASONS_AFTER_RINGING,
  SIP_STATUS_OF_END,
} from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { expect, it } from 'vitest';

const file = new URL('end-reasons.md', import.meta.url);
const en = words('en');
const zh = words('zh');
const es = words('es');

function render(): string {
  const ends = END_REASONS.map((reason) => {
    const received = Object.entries(SIP_END_REASONS).flatMap(([status, of]) => (of === reason ? [status] : []));
    const rung = Object.entries(SIP_END_REASONS_AFTER_RINGING).flatMap(([status, of]) =>
      of === reason ? [`${status} after ringing`] : [],
    );
    const sent = SIP_STATUS_OF_END[reason] ?? '-';
    const statuses = [...received, ...rung].join(', ') || '-';
    return `| \`${reason}\` | ${en.endReasons[reason]} | ${zh.endReasons[reason]} | ${es.endReasons[reason]} | ${statuses} | ${sent} |`;
  });
  const blocks = BLOCK_REASONS.map(
    (reason) =>
      `| \`${reason}\` | ${en.blockReasons[reason]} | ${zh.blockReasons[reason]} | ${es.blockReasons[reason]} |`,
  );
  const misses = MISS_REASONS.map(
    (reason) => `| \`${reason}\` | ${en.missReasons[reason]} | ${zh.missReasons[reason]} | ${es.missReasons[reason]} |`,
  );
  return `# Why a call ended, why a verb is blocked

## End reasons

\`end.reason\` of an ended session, with the final SIP statuses that are read as it and the one that is sent for it. Other
6xx are \`rejected\`, any other status is \`systemError\`. Where none is sent, BYE, CANCEL or REFER says it.

| reason | English | Chinese | Spanish | SIP received | SIP sent |
|---|---|---|---|---|---|
${ends.join('\n')}

## Why an offer was missed

\`missed.why\` of an ended session that this agent was offered and did not get. An offer that rang out and went on to the
next agent ends with \`requeued\` (TCCC: \`autoTransfer\`).

| reason | English | Chinese | Spanish |
|---|---|---|---|
${misses.join('\n')}

## Block reasons

\`{ allowed: false, reason }\` of an action.

| reason | English | Chinese | Spanish |
|---|---|---|---|
${blocks.join('\n')}

This page is generated from the code: \`UPDATE_DOCS=1 npx vitest run --project workspace docs\`.
`;
}

it('end-reasons.md says what the code says', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8'), 'run: UPDATE_DOCS=1 npx vitest run --project workspace docs').toBe(render());
});
