import { ALIASES, DEVICES, DOCUMENTED_ERRORS, ENUMS, EVENTS, MEMBERS } from './surface.ts';

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const says = ({ differs }: { differs?: string }): string => (differs === undefined ? 'yes' : `differs: ${differs}`);
const numbers = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** COVERAGE.md, from the tables that the tests go through. */
export function coverage(): string {
  const members = MEMBERS.map((one) => row(`${one.static ? 'static ' : ''}\`${one.name}\``, one.source, says(one)));
  const devices = DEVICES.map(({ name, source }) =>
    row(`\`getDeviceManager().${name}\``, source, 'by platform: see the [README](README.md#what-each-platform-can-do)'),
  );
  return `# What of the vendor's uni-app SDK is there

Written by \`packages/uniapp/src/surface.test.ts\`, which goes through these tables; \`UPDATE_DOCS=1\` writes it anew. Nothing that is
documented is absent. *Published*: not in the documents, but in the vendor's published package or headers. *In use*: found in apps.

Not a target: the classes of Android, iOS and the web (\`@callstation/compat-tccc\` is for the web), and sign-in by SIP.

## Members

Each takes the vendor's callback \`(code, message)\`, or null, and gives a promise without one. Nothing but \`on\` throws.

${row('member', 'source', 'there')}
${row('---', '---', '---')}
${members.join('\n')}
${devices.join('\n')}

## Events

${row('event', 'called with', 'there')}
${row('---', '---', '---')}
${EVENTS.map((one) => row(`\`${one.name}\``, one.args, says(one))).join('\n')}

## Enums

Number by name, and name by number.

${row('enum', 'values')}
${row('---', '---')}
${Object.entries(ENUMS)
  .map(([name, values]) => row(`\`${name}\``, numbers(values)))
  .join('\n')}
${row('`TcccErrorCode`', `${numbers(DOCUMENTED_ERRORS)}, and the other codes of the vendor's headers`)}

## Two names

${row('name', 'the same as')}
${row('---', '---')}
${ALIASES.map(([name, same]) => row(`\`${name}\``, `\`${same}\``)).join('\n')}
${row('`unMute()`', '`unmute()`')}
${row("`call('10001')`, `call('sip:10001@host')`", "`call({ to: '10001' })`")}
${row('`login({ sdkAppId })`', '`login({ sdkAppID })`')}
${row('`sessionID` of `onNewSession`', '`sessionId`')}
`;
}
