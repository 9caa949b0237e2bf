import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEMO_VENDORS } from '../packages/server/src/config/demo-tenant.ts';
import { CCSDK_ERRORS } from '../packages/server/src/vendors/ccsdk/ccsdk-errors.ts';
import { startVendors } from '../packages/server/src/vendors/testing/vendor-rig.ts';
import { TCCC_ERRORS } from '../packages/server/src/vendors/tccc/tccc-error.ts';

const text = readFileSync(new URL('vendors.md', import.meta.url), 'utf8');
const rows = (first: RegExp): string[][] =>
  [...text.matchAll(/^\| `([^`]+)` \| (.+) \|$/gmu)]
    .map(([, a = '', b = '']) => [a, b])
    .filter(([a = '']) => first.test(a));

it('the options in docs/vendors.md are those an app has', () => {
  const wanted = Object.entries(DEMO_VENDORS).flatMap(([vendor, of]) =>
    Object.keys(of).map((key) => `${vendor}.${key}`),
  );
  expect(rows(/^(?:tccc|udesk|ccsdk)\./u).map(([option]) => option)).toEqual(wanted);
});

it('the refusals of TCCC in docs/vendors.md are those there are', () => {
  expect(rows(/^[A-Z]\w+(?:\.\w+)?$/u)).toEqual(Object.entries(TCCC_ERRORS));
});

it('the refusals of cc-sdk in docs/vendors.md are those there are', () => {
  expect(new Map(rows(/^-\d+$/u).map(([a = '', b = '']) => [a, b]))).toEqual(new Map(Object.entries(CCSDK_ERRORS)));
});

it('the paths in docs/vendors.md are served', async () => {
  const rig = await startVendors();
  const paths = rows(/^(?:GET|POST) \//u).map(([path = '']) => path.split(' '));
  expect(paths.length).toBeGreaterThan(7);
  for (const [method = '', url = ''] of paths)
    expect([method, url, rig.app.hasRoute({ method: method as 'GET', url })]).toEqual([method, url, true]);
  await rig.stop();
});
