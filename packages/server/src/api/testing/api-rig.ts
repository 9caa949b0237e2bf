import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createFakeLogger, createFakeRandom, type FakeClock } from '@callstation/testkit';
import type { FastifyInstance, FastifyPluginAsync, InjectOptions } from 'fastify';
import type { TenantConfig } from '../../config/server-config.ts';
import type { AdministeredCentre, Identity } from '../../engine/centre.ts';
import { refuseBadApps } from '../../config/config-file.ts';
import { createCentre } from '../../engine/create-centre.ts';
import { createFakeSwitch, type FakeSwitch } from '../../engine/testing/fake-switch.ts';
import { createApp } from '../../http/create-app.ts';
import { createTokens, type Tokens } from '../../http/tokens.ts';
import { createRecordingKeeper } from '../../recordings/keeper.ts';
import { createRecordingFolder } from '../../recordings/recording-folder.ts';
import { createSoundFolder, type SoundFolder } from '../../sound/sound-folder.ts';
import { createKeeper, type Keeper } from '../../store/keeper.ts';
import { createAppSettings, type AppSettings } from '../app-settings.ts';
import { readDocument } from '../documents.ts';
import type { PostRequest } from '../../outgoing/post.ts';
import { createWebhooks, type Webhooks } from '../../webhooks/create-webhooks.ts';
import { createApi, type ApiOptions } from '../create-api.ts';

/** An app of the tests: `shop` has the number 4000, `rival` 5000, and everything there is called `rival-…`. */
export const tenantOf = (id: 'shop' | 'rival'): TenantConfig => ({
  id,
  secret: `${id}-secret-0123456789-abcdefghijkl`,
  apiKey: `${id}-api-key-0123456789-abcdefghijk`,
  defaultCountry: 'CN',
  trunk: 'simulator',
  breakReasons: [{ id: 'lunch', name: 'Lunch' }],
  skillGroups: [
    {
      ...{ id: `${id}-support`, name: 'Support', members: '*', ringTimeoutMs: 20_000, wrapUpMs: 0 },
      ...{ strategy: 'longest-idle', numbers: [id === 'shop' ? '4000' : '5000'] },
    },
  ],
  agents: [{ id: `${id}-anna`, name: 'Anna', role: 'agent', phone: '20002' }],
  ivrs: [
    {
      ...{ id: `${id}-menu`, name: 'Menu', numbers: [id === 'shop' ? '4009' : '5009'], entry: 'end' },
      nodes: [{ id: 'end', name: 'End', kind: 'group', skillGroup: `${id}-support` }],
    },
  ],
});

/** What a request is answered. */
export interface Answer {
  status: number;
  body: unknown;
  headers: Record<string, unknown>;
}

/** A server's HTTP side with a store in memory, and two apps: `shop` and `rival`. */
export interface ApiRig {
  app: FastifyInstance;
  keeper: Keeper;
  webhooks: Webhooks;
  /** What was posted to webhooks; all of it is taken. */
  posts: PostRequest[];
  tokens: Tokens;
  clock: FakeClock;
  logger: ReturnType<typeof createFakeLogger>;
  tenants: TenantConfig[];
  sounds: SoundFolder;
  /** Where the sound of recordings is. */
  folder: string;
  centre: AdministeredCentre;
  phone: FakeSwitch;
  settings: AppSettings;
  /** All that is served, as `GET /v1/keys`. */
  served: string[];
  /** Asks with a key; default that of the configuration of `shop`. */
  ask(method: NonNullable<InjectOptions['method']>, path: string, more?: Asked): Promise<Answer>;
  token(identity: Partial<Identity>): Promise<string>;
  stop(): Promise<void>;
}

interface Asked {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Makes an {@link ApiRig}. Every answer is checked against its schema. */
export async function apiRig(
  options: Pick<ApiOptions, 'limits'> & { basePath?: string; file?: string; tenants?: TenantConfig[] } = {},
): Promise<ApiRig> {
  const { basePath = '', file, tenants = (['shop', 'rival'] as const).map(tenantOf), ...rest } = options;
  const [clock, logger, random] = [createFakeClock(), createFakeLogger(), createFakeRandom()];
  const tokens = createTokens(tenants, clock);
  const posts: PostRequest[] = [];
  const keeper = createKeeper({
    target: file === undefined ? { kind: 'memory' } : { kind: 'file', path: file },
    clock,
    logger,
  });
  const webhooks = createWebhooks({
    ...{ clock, wall: clock, random, logger, keeper, apps: tenants, allowPrivate: false },
    post: async (request) => {
      posts.push(request);
      return { status: 204, retryAfter: null, body: Buffer.alloc(0), whole: true };
    },
  });
  await keeper.start((store) => webhooks.load(store));
  webhooks.start();
  const folder = mkdtempSync(join(tmpdir(), 'api-recordings-'));
  const recordings = createRecordingKeeper({
    ...{ clock, random, logger, books: keeper, apps: tenants.map(({ id }) => id) },
    folder: createRecordingFolder(folder),
  });
  const sounds = createSoundFolder(join(folder, 'sounds'));
  await sounds.prepare();
  const phone = createFakeSwitch({ clock, autoPages: true });
  const centre = createCentre({
    ...{ clock, random, logger },
    switch: phone,
    journal: webhooks.journal,
    apps: tenants,
    memory: () => keeper.store,
  });
  const settings = createAppSettings({
    ...{ clock, logger, tenants, read: readDocument },
    settings: () => keeper.store.settings,
    refuse: (all) => refuseBadApps('This configuration', all),
    changed: (of) => centre.admin.reconfigure(of),
  });
  await settings.start();
  await centre.start();
  const folders = { recordings, sounds };
  const parts = {
    clock,
    wall: clock,
    random,
    logger,
    tenants,
    tokens,
    keeper,
    ...folders,
    settings,
    webhooks,
    centre: centre.admin,
  };
  const served: string[] = [];
  const api: FastifyPluginAsync = async (inner) => {
    inner.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') served.push(`${one} ${url}`);
    });
    await inner.register(createApi({ ...parts, basePath, checkResponses: true, ...rest }));
  };
  // Not within a scope of its own, so that it sees what others register, too.
  Object.assign(api, { [Symbol.for('skip-override')]: true });
  const app = await createApp({
    config: { demo: false, host: 'localhost', basePath, serve: [], trustProxy: false, tenants },
    ...{ tokens, logger, upgrades: {}, isReady: () => true, isStoreWell: () => true },
    api,
  });
  const config = `shop-api-key-0123456789-abcdefghijk`;
  return {
    ...{
      app,
      keeper,
      webhooks,
      posts,
      tokens,
      clock,
      logger,
      tenants,
      centre,
      phone,
      settings,
      sounds,
      folder,
      served,
    },
    async ask(method, path, { key = config, body, headers = {} } = {}) {
      const answer = await app.inject({
        method,
        url: basePath + path,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { ...{ payload: typeof body === 'string' ? body : JSON.stringify(body) } }),
      });
      const isJson = String(answer.headers['content-type']).includes('json');
      return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers };
    },
    token: async (identity) =>
      (await tokens.mint({ app: 'shop', agent: 'sam', name: 'Sam', role: 'supervisor', rights: [], ...identity }, 600))
        .token,
    async stop() {
      await app.close();
      await centre.stop();
      await webhooks.stop();
      await keeper.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The fields that a refusal names. */
export function fieldsOf({ body }: Answer): string[] {
  const { error } = body as { error: { data?: { issues?: { field: string }[] } } };
  return (error.data?.issues ?? []).map(({ field }) => field);
}
