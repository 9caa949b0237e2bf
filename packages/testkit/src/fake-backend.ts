import type { PageFacts, State, Update } from '@callstation/core/model';
import type { Backend } from '@callstation/core/ports';
import { CallstationError, type Method, type Params, type Result } from '@callstation/core/protocol';

import { createFakeMedia, type FakeMedia } from './fake-media.ts';
import { fakeState } from './fake-states.ts';

/** One request that reached the backend. */
export interface SeenRequest {
  method: Method;
  params: unknown;
  commandId: string | undefined;
}

/** A backend that says what it is told to. */
export interface FakeBackend extends Backend {
  readonly media: FakeMedia;
  readonly requests: readonly SeenRequest[];
  readonly connected: boolean;
  /** What the page told at connect. */
  readonly page: PageFacts | null;
  /** Tells the workstation something. */
  emit(...updates: Update[]): void;
  /** Answers a method from now on; what it throws is the refusal. Default: null. */
  handle<M extends Method>(method: M, fn: (params: Params<M>) => Result<M> | Promise<Result<M>>): void;
}

/** Options of {@link createFakeBackend}. */
export interface FakeBackendOptions {
  /** The first state; default an idle agent without sessions. */
  state?: State;
  /** Makes `connect` reject. */
  refuse?: CallstationError;
}

/**
 * Makes a backend for tests of what stands on a workstation.
 *
 * @example
 * const backend = createFakeBackend();
 * const workstation = createWorkstation({ backend });
 * await workstation.connect();
 * backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
 */
export function createFakeBackend(options: FakeBackendOptions = {}): FakeBackend {
  const media = createFakeMedia();
  const requests: SeenRequest[] = [];
  const handlers = new Map<Method, (params: never) => unknown>();
  const answered = new Map<string, Promise<unknown>>();
  let sink: ((update: Update) => void) | null = null;
  let page: PageFacts | null = null;

  const perform = async (method: Method, params: unknown, commandId: string | undefined): Promise<unknown> => {
    requests.push({ method, params, commandId });
    await Promise.resolve();
    return handlers.get(method)?.(params as never) ?? null;
  };
  return {
    media,
    requests,
    get connected() {
      return sink !== null;
    },
    get page() {
      return page;
    },
    async connect(to, facts) {
      page = facts;
      await Promise.resolve();
      if (options.refuse) throw options.refuse;
      sink = to;
      sink({ type: 'reset', state: options.state ?? fakeState() });
    },
    request<M extends Method>(method: M, params: Params<M>, commandId?: string): Promise<Result<M>> {
      if (!sink) return Promise.reject(new CallstationError('notReady'));
      const known = commandId === undefined ? undefined : answered.get(commandId);
      const answer = known ?? perform(method, params, commandId);
      if (commandId !== undefined) answered.set(commandId, answer);
      // Handlers are typed by `handle`; the map that keeps them is not.
      return answer as Promise<Result<M>>;
    },
    devices: {
      list: () => media.devices(),
      select: (choice) => media.select(choice),
      async setVolume(volume) {
        await media.setVolume(volume);
        sink?.({ type: 'page', page: { volume: media.volume } });
      },
      unlock: () => media.unlock(),
      ring: (on) => media.ring(on),
    },
    levels: (sessionId, fn) => media.levels(sessionId, fn),
    async close() {
      sink = null;
      media.close();
    },
    emit(...updates) {
      for (const update of updates) sink?.(update);
    },
    handle(method, fn) {
      handlers.set(method, fn);
    },
  };
}
