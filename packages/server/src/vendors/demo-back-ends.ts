import { CallstationError } from '@callstation/core/protocol';
import type { FastifyInstance } from 'fastify';
import { readJson } from './read-json.ts';
import type { Vendor, VendorParts, VendorRoutes } from './vendors.types.ts';

/**
 * `POST /dev/vendors/:vendor {agent}`: stands for the back end of a product that signs in for its agent and tells its page how.
 * Demo mode only, where everybody may be anybody.
 */
export function demoBackEnds(
  app: FastifyInstance,
  { tenants, agentOf, baseUrl }: Pick<VendorParts, 'tenants' | 'agentOf' | 'baseUrl'>,
  vendors: Readonly<Record<Vendor, VendorRoutes>>,
): void {
  app.post<{ Params: { vendor: string } }>('/dev/vendors/:vendor', async (request) => {
    const { vendor } = request.params;
    const { agent } = readJson(request.body) ?? {};
    const [tenant] = tenants;
    if (tenant === undefined || !isVendor(vendors, vendor))
      throw new CallstationError('notFound', `There are ${Object.keys(vendors).join(', ')}.`);
    if (typeof agent !== 'string' || agentOf(tenant.id, agent) === null)
      throw new CallstationError('notFound', 'No such demo agent.');
    return vendors[vendor].backEnd(tenant, agent, baseUrl(request));
  });
}

function isVendor(vendors: Readonly<Record<Vendor, VendorRoutes>>, name: string): name is Vendor {
  return Object.hasOwn(vendors, name);
}
