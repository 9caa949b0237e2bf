import {
  createWorkstation,
  plainPorts,
  type Backend,
  type Workstation,
  type WorkstationPorts,
} from '@callstation/core';

import type { HostLogin, MediaHost } from './hosts/media-host.ts';
import { platformHost } from './hosts/platform-host.ts';
import { createLevelLogger, type LogConsole } from './ports/level-logger.ts';

/** Options of {@link createUniWorkstation}. */
export interface UniWorkstationOptions extends Omit<HostLogin, 'token'> {
  /** Fetches a token for this agent from your back end. */
  token: () => string | Promise<string>;
  /** Where sound is. Default: what fits the platform. */
  host?: MediaHost;
  /** Hears warnings and failures. Default: the console. */
  log?: LogConsole;
}

/**
 * A workstation of core on this platform, for the composables of `@callstation/uniapp/vue`, or for `setup({ workstation })`.
 *
 * @example
 * const workstation = createUniWorkstation({ url: 'wss://desk.example.com/seat', token: fetchToken });
 * createSSRApp(App).use(createWorkstationPlugin(workstation));
 */
export function createUniWorkstation({ url, token, host = platformHost(), log }: UniWorkstationOptions): Workstation {
  const ports = { ...plainPorts, logger: createLevelLogger(log) };
  return hostWorkstation(host, { url, token: async () => token() }, ports);
}

/** Where the sound of a workstation is that was made here. */
export const HOSTS = new WeakMap<Workstation, MediaHost>();

/** Asked for before the microphone is needed. */
const TALKING: readonly string[] = ['call.dial', 'call.answer', 'call.takeMedia', 'supervisor.listen'];

/** A workstation whose host is asked for its permission before sound is needed. */
export function hostWorkstation(host: MediaHost, login: HostLogin, ports: WorkstationPorts): Workstation {
  const inner = host.open(login, ports);
  // Member by member: one of a class has nothing to spread.
  const backend: Backend = {
    connect: (sink, page) => inner.connect(sink, page),
    async request(method, params, commandId) {
      if (TALKING.includes(method)) await host.prepareMicrophone();
      return inner.request(method, params, commandId);
    },
    devices: inner.devices,
    levels: (id, fn) => inner.levels(id, fn),
    close: () => inner.close(),
  };
  const workstation = createWorkstation({ backend, ports });
  HOSTS.set(workstation, host);
  return workstation;
}
