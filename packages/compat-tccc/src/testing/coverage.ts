import { ALIASES, ANSWERS, EVENTS, MEMBERS, OPTIONS, SOURCES, UNFED } from './surface.ts';

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const says = ({ differs }: { differs?: string }): string => (differs === undefined ? 'yes' : `differs: ${differs}`);

/** COVERAGE.md, from the tables that the tests go through. */
export function coverage(): string {
  const events = EVENTS.map((one) => {
    const name = one.kind === undefined ? one.event : `${one.event} (${one.kind})`;
    const fields = Object.entries(one.fields).map(([field, type]) => `${field}${type.endsWith('!') ? '*' : ''}`);
    return row(`\`${name}\``, fields.join(', ') || 'none', one.source, says(one));
  });
  return `# What of the vendor's surface is there

Written by \`packages/compat-tccc/src/surface.test.ts\`, which goes through these tables; \`UPDATE_DOCS=1\` writes it anew. Nothing that
is documented for the web is absent. *In use*: not in the documents, but pages were found that call it.

Not a target: the classes of Android, iOS and uni-app (\`@callstation/uniapp\` is for those), and browsers before those of
[the elements](../../docs/ui.md).

## Members

${row('member', 'source', 'there')}
${row('---', '---', '---')}
${MEMBERS.map((one) => row(`\`${one.path}\``, one.source, says(one))).join('\n')}

## Events

Every field stands in the payload itself and once more under \`data\`; \`events.X === 'X'\`. \`*\`: always there.

${row('event', 'fields', 'source', 'there')}
${row('---', '---', '---', '---')}
${events.join('\n')}

## Answers

Under \`data\`, and beside it. Those of other methods are empty.

${row('method', 'fields')}
${row('---', '---')}
${Object.entries(ANSWERS)
  .map(([method, fields]) => row(`\`${method}\``, fields.join(', ')))
  .join('\n')}

## Options

All that are documented are taken. These differ:

${OPTIONS.map(([option, differs]) => `- \`${option}\` ${differs}.`).join('\n')}

## Where fields come from

${row('field', 'source')}
${row('---', '---')}
${SOURCES.map(([field, source]) => row(field, source)).join('\n')}

Not told by any centre yet: ${UNFED.map(([what, why]) => `\`${what}\`, for ${why}`).join('; ')}.

## Lenient names

Taken for what they mean; with \`strict: true\` the console says so, once each.

${row('written', 'means')}
${row('---', '---')}
${ALIASES.map(([alias, real]) => row(`\`${alias}\``, `\`${real}\``)).join('\n')}

A status in another case (\`NotReady\`), and the names of \`Agent.online()\` and \`Agent.offline()\` given to \`Agent.setStatus\`, are taken too.
`;
}
