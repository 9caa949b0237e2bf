import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const found = (path: string, pattern: RegExp): string[] => [
  ...new Set([...read(path).matchAll(pattern)].map(([, id = '']) => id)),
];

it('the pages of the demo offer the agents that the centre has', () => {
  const agents = found('packages/server/src/config/demo-tenant.ts', /\{ id: '(\w+)', name:/g);
  expect(agents.length).toBeGreaterThan(2);
  expect(found('apps/demo-kit/src/agents.ts', /\{ id: '(\w+)', name:/g)).toEqual(agents);
  expect(found('apps/landing/index.html', /agent=(\w+)/g)).toEqual(agents);
});
