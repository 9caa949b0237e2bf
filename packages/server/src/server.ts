import type { AddressInfo } from 'node:net';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { checkSecrets, ConfigError, iceServersFor, type ServerConfig } from './config/index.ts';
import { attachSockets, createControl } from './control/index.ts';
import { createCentre } from './engine/create-centre.ts';
import { createApp, createTokens } from './http/index.ts';
import { createNodeLogger, nodeClock, nodeRandom } from './ports/node-ports.ts';
import { createSimulator, devRoutes } from './simulator/index.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { createEmbeddedSwitch } from './switch/embedded/embedded-switch.ts';

/** What a server runs on; the machine's own by default. */
export interface ServerPorts {
  clock: Clock;
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
  const { clock = nodeClock, random = nodeRandom, logger = createNodeLogger(config.demo ? 'warn' : 'info') } = ports;
  const { publicIp, rtpPorts, basePath, origins } = config;
  const tokens = createTokens(config.tenants, clock);
  const store = createMemoryStore();
  const entry = config.tenants[0]?.skillGroups[0]?.numbers[0];
  const simulator = createSimulator({ clock, random, logger, ...(entry ? { numbers: { entry } } : {}) });
  const phone = createEmbeddedSwitch({
    clock,
    random,
    logger,
    trunks: [simulator],
    sipPath: `${basePath}/sip`,
    media: { ...(publicIp ? { publicIp } : {}), ...(rtpPorts ? { rtpPorts } : {}) },
  });
  const centre = createCentre({ switch: phone, clock, random, logger, store, apps: config.tenants });
  const control = createControl({
    centre,
    clock,
    random,
    logger,
    verify: (token) => tokens.verify(token),
    openSip: async ({ page }) => {
      const account = await phone.openPage(page);
      return { ...account, iceServers: [...account.iceServers, ...iceServersFor(page, config, clock)] };
    },
    closeSip: ({ page }) => phone.closePage(page),
  });
  const sockets = attachSockets(control, { logger, ...(origins ? { origins } : {}) });
  let ready = false;
  let app: Awaited<ReturnType<typeof createApp>> | null = null;
  let stopping: Promise<void> | null = null;

  async function start(): Promise<{ url: string }> {
    app = await createApp({
      config,
      tokens,
      logger,
      upgrades: { '/seat': sockets.upgrade, '/sip': (...upgrade) => phone.upgrade(...upgrade) },
      devRoutes: devRoutes(simulator),
      isReady: () => ready,
    });
    await centre.start();
    await app.listen({ host: config.host, port: config.port });
    ready = true;
    const { port } = app.server.address() as AddressInfo;
    return { url: urlOf(config, port) };
  }

  async function drain(ms: number): Promise<void> {
    const until = clock.now() + ms;
    while (control.debug().calls > 0 && clock.now() < until)
      await new Promise<void>((resolve) => clock.after(DRAIN_STEP, resolve));
  }

  async function end(drainMs: number): Promise<void> {
    ready = false;
    await drain(drainMs);
    control.stop();
    simulator.stop();
    await centre.stop().catch((cause: unknown) => logger.error('the centre did not stop well', { cause }));
    sockets.stop();
    await app?.close();
    await store.close();
  }
  return {
    start: () =>
      start().catch(async (cause: unknown) => {
        await (stopping ??= end(0));
        throw explain(cause, config);
      }),
    stop: ({ drainMs = 0 } = {}) => (stopping ??= end(drainMs)),
  };
}

/** Where a person on this machine finds it. */
function urlOf({ host, tls, basePath }: ServerConfig, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}${basePath}`;
}

function explain(cause: unknown, { host, port }: ServerConfig): unknown {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  const other = port < 65_535 ? port + 1 : port - 1;
  if (code === 'EADDRINUSE')
    return new ConfigError(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${other} npm start`);
  if (code === 'EACCES')
    return new ConfigError(`Port ${port} needs more rights. Choose one above 1023: PORT=8787 npm start`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new ConfigError(`This machine has no address ${host}.`);
  return cause;
}
