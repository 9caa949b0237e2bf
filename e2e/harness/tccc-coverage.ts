import { readFileSync } from 'node:fs';

/** Events with their fields, and those that no centre tells, as COVERAGE.md has them. */
export function documentedEvents(): [(readonly [event: string, fields: string[]])[], string[]] {
  const text = readFileSync(new URL('../../packages/compat-tccc/COVERAGE.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('## Events'), text.indexOf('## Answers'));
  const rows = [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gmu)].map(
    ([, event = '', fields = '']) => [event, fields === 'none' ? [] : fields.replaceAll('*', '').split(', ')] as const,
  );
  const [, unfed = ''] = /^Not told by any centre yet: (.*)$/mu.exec(text) ?? [];
  return [rows, [...unfed.matchAll(/`([^`]+)`/gu)].map(([, event = '']) => event)];
}
