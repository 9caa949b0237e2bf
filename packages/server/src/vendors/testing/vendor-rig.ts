import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createFakeLogger, type FakeClock } from '@callstation/testkit';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { defaultConfig } from '../../config/default-config.ts';
import type { ServerConfig, TenantConfig } from '../../config/server-config.ts';
import { demoTenant } from '../../config/demo-tenant.ts';
import { createApp } from '../../http/create-app.ts';
import { createTokens, type Tokens } from '../../http/tokens.ts';
import { nodeRandom } from '../../config/node-ports.ts';
import { createVendors } from '../create-vendors.ts';

/** Two apps with an agent each and secrets of their own; `shop` and `branch` belong to one account. */
export const vendorTenant = (id: 'shop' | 'branch' | 'rival', sdkAppId: number): TenantConfig => {
  const account = id === 'rival' ? 'rival' : 'shop';
  return {
    ...demoTenant,
    id,
    secret: `${id}-secret-0123456789-abcdefghijkl`,
    agents: [{ id: `${id}-anna`, name: 'Anna', role: 'agent' }],
    vendors: {
      tccc: { sdkAppId, secretId: `${account}-secret-id`, secretKey: `${account}-tccc-key-0123456789-abcdefgh` },
      udesk: { appId: `${id}-udesk`, secret: `${id}-udesk-key-0123456789-abcdefg` },
      ccsdk: { apiKey: `${id}-key-01`, secret: `${id}-ccsdk-key-0123456789-abcdefg` },
    },
  };
};

/** The vendors' routes on a server's HTTP side. */
export interface VendorRig {
  app: FastifyInstance;
  clock: FakeClock;
  /** The time of day; a step of it leaves {@link VendorRig.clock} behind. */
  wall: { now(): number; step(ms: number): void };
  tokens: Tokens;
  logger: ReturnType<typeof createFakeLogger>;
  tenants: TenantConfig[];
  /** Where the scripts are. */
  folder: string;
  /** Asks as the official client does. */
  login(body: unknown, more?: Partial<Tc3Signing>): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

/** How a request is signed. */
export interface Tc3Signing {
  secretId: string;
  secretKey: string;
  host: string;
  signedHost: string;
  service: string;
  /** Seconds. */
  timestamp: number;
  action: string;
  version: string;
  /** Sent instead of what was signed. */
  sent: string;
  headers: Record<string, string>;
}

/** Headers with a TC3 signature, made with no code of ours. */
export function tc3Headers(text: string, signing: Omit<Tc3Signing, 'sent' | 'headers'>): Record<string, string> {
  const { secretId, secretKey, host, signedHost, service, timestamp, action, version } = signing;
  const hash = (data: string): string => createHash('sha256').update(data).digest('hex');
  const mac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${signedHost}\n\ncontent-type;host\n${hash(text)}`;
  const key = mac(mac(mac(`TC3${secretKey}`, date), service), 'tc3_request');
  const signature = mac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`).toString('hex');
  const credential = `Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
  return {
    ...{ 'x-tc-action': action, 'x-tc-version': version, 'x-tc-timestamp': String(timestamp) },
    ...{ host, 'content-type': 'application/json', authorization: `TC3-HMAC-SHA256 ${credential}` },
  };
}

/** Starts a {@link VendorRig}; `scripts: false`: no script is installed. */
export async function startVendors(
  given: Partial<ServerConfig> = {},
  { scripts = true }: { scripts?: boolean } = {},
): Promise<VendorRig> {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-vendors-'));
  if (scripts)
    for (const vendor of ['tccc', 'udesk', 'ccsdk'])
      writeFileSync(join(folder, `callstation-${vendor}.global.js`), `/* ${vendor} */\n//# sourceMappingURL=x.map\n`);
  const [clock, logger] = [createFakeClock(), createFakeLogger()];
  const wall = steppedFrom(clock);
  const own = [vendorTenant('shop', 1001), vendorTenant('branch', 1002), vendorTenant('rival', 2001)];
  const tenants = [...(given.tenants ?? own)];
  const config = { ...defaultConfig({ scripts: [folder], ...given, tenants }) };
  const tokens = createTokens(tenants, wall);
  const current = (id: string): TenantConfig => tenants.find((one) => one.id === id) ?? demoTenant;
  const vendors = createVendors({ clock, wall, random: nodeRandom, config, tokens, current });
  const app = await createApp({
    ...{ config, tokens, logger, vendors, upgrades: {} },
    ...{ isReady: () => true, isStoreWell: () => true },
  });
  const rig = { app, clock, wall, tokens, logger, tenants, folder };
  return {
    ...rig,
    login: (body, more) => login(rig, body, more),
    stop: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function steppedFrom(clock: FakeClock): VendorRig['wall'] {
  let ahead = 0;
  return { now: () => clock.now() + ahead, step: (ms) => void (ahead += ms) };
}

async function login({ app, wall }: Pick<VendorRig, 'app' | 'wall'>, body: unknown, more: Partial<Tc3Signing> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { sent = text, headers = {}, ...said } = more;
  const signing = {
    ...{ secretId: 'shop-secret-id', secretKey: 'shop-tccc-key-0123456789-abcdefgh', service: 'seat' },
    ...{ host: 'seat.example', signedHost: said.host ?? 'seat.example', timestamp: Math.floor(wall.now() / 1000) },
    ...{ action: 'CreateSDKLoginToken', version: '2020-02-10', ...said },
  };
  const request: InjectOptions = { method: 'POST', url: '/', payload: sent };
  const answer = await app.inject({ ...request, headers: { ...tc3Headers(text, signing), ...headers } });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}
