import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { createAppSettings, type AppSettings } from './api/app-settings.ts';
import { createApi } from './api/create-api.ts';
import { readDocument } from './api/documents.ts';
import { checkSecrets, ConfigError, iceServersFor, refuseBadApps, type ServerConfig } from './config/index.ts';
import type { Control } from './control/control.ts';
import { attachSockets, createControl } from './control/index.ts';
import type { AdministeredCentre } from './engine/centre.ts';
import { createCentre } from './engine/create-centre.ts';
import { createApp, createRenewal, createTokens } from './http/index.ts';
import type { Tokens } from './http/tokens.ts';
import { createNodeLogger, nodeClock, nodeRandom, nodeWall } from './config/node-ports.ts';
import { allowsPrivate, checkTargets } from './config/webhook-schema.ts';
import { createHttpLookUp } from './lookup/http-look-up.ts';
import { createPost } from './outgoing/post.ts';
import { createSimulator, devRoutes } from './simulator/index.ts';
import { createPlaces } from './places/create-places.ts';
import { adminFolder, placesFile } from './sound/asset.ts';
import { createSounds } from './sound/create-sounds.ts';
import { createRecordings } from './recordings/create-recordings.ts';
import { keepCommands } from './store/keep-commands.ts';
import { createKeeper, type Keeper } from './store/keeper.ts';
import { createRetention } from './store/retention.ts';
import { StoreUnavailable } from './store/open-store.ts';
import { createEmbeddedSwitch, type EmbeddedSwitch } from './switch/embedded/embedded-switch.ts';
import { createVendors } from './vendors/create-vendors.ts';
import { createWebhooks } from './webhooks/create-webhooks.ts';

/** What a server runs on; the machine's own by default. */
export interface ServerPorts {
  clock: Clock;
  /** The time of day, by which credentials are judged and made; left out: that of `clock`, if one is given. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  logger: Logger;
}

/** A contact centre in this process. */
export interface Server {
  /** Resolves when it takes calls. Rejects {@link ConfigError} when the port is taken or a folder is missing. */
  start(): Promise<{ url: string }>;
  /**
   * Tells pages that it is going, ends every call, and leaves nothing running. With `drainMs` it first waits, so long at
   * most, for the calls that are going on to end. Once; a second call joins the first.
   */
  stop(options?: { drainMs?: number }): Promise<void>;
}

const DRAIN_STEP = 200;

/**
 * Puts the centre together: call logic, embedded switch, scripted customers, control socket, HTTP. Throws
 * {@link ConfigError} when the secrets would not do.
 *
 * @example
 * const server = createServer(defaultConfig({ demo: true, port: 0 }));
 * const { url } = await server.start();
 * await server.stop();
 */
export function createServer(config: ServerConfig, ports: Partial<ServerPorts> = {}): Server {
  checkSecrets(config);
  checkTargets(config);
  const { clock = nodeClock, wall = ports.clock ?? nodeWall } = ports;
  const { random = nodeRandom, logger = createNodeLogger(config.demo ? 'warn' : 'info') } = ports;
  const all = { clock, wall, random, logger };
  const parts = assemble(config, all);
  let stopping: Promise<void> | null = null;
  return {
    start: () =>
      start(config, parts, all).catch(async (cause: unknown) => {
        await (stopping ??= end(parts, logger));
        throw explain(cause, config);
      }),
    stop: ({ drainMs = 0 } = {}) => (stopping ??= drain(parts, clock, drainMs).then(() => end(parts, logger))),
  };
}

type Parts = ReturnType<typeof assemble>;

interface ControlParts {
  tokens: Tokens;
  keeper: Keeper;
  centre: AdministeredCentre;
  phone: EmbeddedSwitch;
  settings: AppSettings;
}

/** Makes every part and puts them together; nothing runs yet. */
function assemble(config: ServerConfig, ports: ServerPorts) {
  const { clock, wall, logger, random } = ports;
  const { tenants, publicIp, rtpPorts, basePath, origins, limits, publicUrl } = config;
  const tokens = createTokens(tenants, wall);
  const keeper = createKeeper({ target: config.store, clock, logger });
  const retention = createRetention({
    ...{ clock, logger, store: () => keeper.store, apps: tenants.map(({ id }) => id), days: config.retention },
  });
  const places = createPlaces(placesFile, logger);
  const { locate } = places;
  const webhooks = createWebhooks({
    ...{ ...ports, apps: tenants, keeper, locate, allowPrivate: allowsPrivate(config) },
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
  const post = createPost({ clock, allowPrivate: allowsPrivate(config) });
  const { lookUp } = createHttpLookUp({ ...ports, post, apps: tenants });
  const entry = tenants[0]?.skillGroups[0]?.numbers[0];
  const simulator = createSimulator({ ...ports, ...(entry ? { numbers: { entry } } : {}) });
  const recordings = createRecordings(config, ports, {
    put: (write) => webhooks.journal.put(write),
    get store() {
      return keeper.store;
    },
  });
  const sounds = createSounds(config, random);
  const phone = createEmbeddedSwitch({
    ...ports,
    trunks: [simulator],
    sipPath: `${basePath}/sip`,
    ...(recordings ? { recordings: recordings.place } : {}),
    media: { ...(publicIp ? { publicIp } : {}), ...(rtpPorts ? { rtpPorts } : {}) },
  });
  const centre = createCentre({
    ...{
      ...ports,
      switch: phone,
      journal: webhooks.journal,
      memory: () => keeper.store,
      apps: tenants,
      lookUp,
      locate,
    },
    ...(limits ? { limits } : {}),
    ...(recordings ? { recordings: recordings.keeper } : {}),
  });
  const settings = settingsOf(config, ports, { keeper, centre });
  const control = controlOf(config, ports, { tokens, keeper, centre, phone, settings });
  const sockets = attachSockets(control, { clock, logger, ...(origins ? { origins } : {}) });
  const late: { app: FastifyInstance | null; ready: boolean } = { app: null, ready: false };
  const books = { places, keeper, settings, webhooks, sounds, recordings, retention };
  return { ...books, tokens, simulator, phone, centre, control, sockets, ...late };
}

/** The pages' side: who may sign in, and what a page is given. */
function controlOf(
  config: ServerConfig,
  ports: ServerPorts,
  { tokens, keeper, centre, phone, settings }: ControlParts,
): Control {
  const { clock, wall } = ports;
  return createControl({
    ...ports,
    centre,
    verify: (token) => tokens.verify(token),
    openSip: async ({ page, identity }) => {
      const account = await phone.openPage(page, { opaque: identity.audience === 'app' });
      return { ...account, iceServers: [...account.iceServers, ...iceServersFor(page, config, wall)] };
    },
    closeSip: ({ page }) => phone.closePage(page),
    renew: createRenewal({ ...ports, tokens, current: (app) => settings.current(app) }),
    keepers: (who) => keepCommands(keeper, clock, who),
    isSingle: (app) => config.tenants.find(({ id }) => id === app)?.signIn === 'single',
  });
}

/** The apps' configuration as it is at run time. */
function settingsOf(
  { tenants }: Pick<ServerConfig, 'tenants'>,
  { clock, logger }: Pick<ServerPorts, 'clock' | 'logger'>,
  { keeper, centre }: { keeper: Keeper; centre: AdministeredCentre },
): AppSettings {
  return createAppSettings({
    ...{ clock, logger, tenants, read: readDocument },
    settings: () => keeper.store.settings,
    refuse: (all) => refuseBadApps('This configuration', all),
    changed: (app) => centre.admin.reconfigure(app),
  });
}

async function start(config: ServerConfig, parts: Parts, ports: ServerPorts): Promise<{ url: string }> {
  const { tokens, keeper, settings, webhooks, sounds, recordings, retention, simulator, phone, centre, sockets } =
    parts;
  const { logger } = ports;
  parts.app = await createApp({
    config,
    tokens,
    logger,
    // The second as Udesk's pages name it.
    upgrades: { '/seat': sockets.upgrade, '/ws': sockets.upgrade, '/sip': (...upgrade) => phone.upgrade(...upgrade) },
    devRoutes: devRoutes(simulator),
    api: createApi({
      ...ports,
      ...{ tenants: config.tenants, basePath: config.basePath, tokens, keeper, settings, webhooks },
      ...{ recordings: recordings?.keeper ?? null, sounds: sounds?.folder ?? null, centre: centre.admin },
    }),
    vendors: createVendors({ ...ports, config, tokens, current: (app) => settings.current(app) }),
    admin: adminFolder(),
    isReady: () => parts.ready,
    isStoreWell: () => keeper.health().failingSince === null,
    isDiallingWell: () => centre.dialling().alarms.length === 0,
  });
  await keeper.start((store) => webhooks.load(store));
  await parts.places.start();
  await sounds?.start();
  await settings.start();
  webhooks.start();
  await recordings?.start();
  retention.start();
  await centre.start();
  await parts.app.listen({ host: config.host, port: config.port });
  parts.ready = true;
  const { port } = parts.app.server.address() as AddressInfo;
  return { url: urlOf(config, port) };
}

/** Takes no new work from a load balancer and waits for the calls that are going on. */
async function drain(parts: Parts, clock: Clock, ms: number): Promise<void> {
  parts.ready = false;
  const until = clock.now() + ms;
  while (parts.control.debug().calls > 0 && clock.now() < until)
    await new Promise<void>((resolve) => clock.after(DRAIN_STEP, resolve));
}

async function end(
  { control, simulator, centre, sockets, app, recordings, sounds, keeper, retention, webhooks }: Parts,
  logger: Logger,
): Promise<void> {
  control.stop();
  simulator.stop();
  await centre.stop().catch((cause: unknown) => logger.error('the centre did not stop well', { cause }));
  sockets.stop();
  await app?.close();
  await recordings?.stop();
  await sounds?.stop();
  await retention.stop();
  await webhooks.stop();
  await keeper.stop();
}

/** Where a person on this machine finds it. */
function urlOf({ host, tls, basePath }: ServerConfig, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}${basePath}`;
}

function explain(cause: unknown, { host, port }: ServerConfig): unknown {
  if (cause instanceof StoreUnavailable) return new ConfigError(cause.message);
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  const other = port < 65_535 ? port + 1 : port - 1;
  if (code === 'EADDRINUSE')
    return new ConfigError(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${other} npm start`);
  if (code === 'EACCES')
    return new ConfigError(`Port ${port} needs more rights. Choose one above 1023: PORT=8787 npm start`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new ConfigError(`This machine has no address ${host}.`);
  return cause;
}
