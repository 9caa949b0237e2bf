import { afterEach, expect, it } from 'vitest';
import { demoTenant } from '../config/demo-tenant.ts';
import { startVendors, type VendorRig } from './testing/vendor-rig.ts';

let rig: VendorRig;
afterEach(() => rig.stop());
const ask = async (vendor: string, body: unknown = { agent: 'alice' }) =>
  rig.app.inject({ method: 'POST', url: `/dev/vendors/${vendor}`, payload: JSON.stringify(body) });
const seat = async (vendor: string, body: unknown): Promise<{ token?: string }> =>
  (await rig.app.inject({ method: 'POST', url: `/vendors/${vendor}/seat`, payload: JSON.stringify(body) })).json();

it('answers as each vendor’s back end would, with what its page then signs in with', async () => {
  rig = await startVendors({ demo: true, tenants: [demoTenant] });
  const { SdkURL } = (await ask('tccc')).json<{ SdkURL: string }>();
  const { pathname, search } = new URL(SdkURL);
  expect((await rig.app.inject(pathname + search)).body).toMatch(/^globalThis\.callstationTccc = .*"userId":"alice"/u);
  const udesk = (await ask('udesk')).json<object>();
  expect(await seat('udesk', { ...udesk, agentId: 'alice' })).toHaveProperty('token');
  expect(await seat('ccsdk', (await ask('ccsdk')).json())).toHaveProperty('token');
});

it('knows no other vendor and no other agent', async () => {
  rig = await startVendors({ demo: true, tenants: [demoTenant] });
  for (const answer of [await ask('constructor'), await ask('tccc', { agent: 'mallory' }), await ask('tccc', 'x')])
    expect(answer.statusCode).toBe(404);
});

it('is not there outside the demo', async () => {
  rig = await startVendors();
  expect((await ask('tccc', { agent: 'shop-anna' })).statusCode).toBe(404);
});
