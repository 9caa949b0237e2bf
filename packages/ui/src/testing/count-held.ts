import type { Workstation } from '@callstation/core';

/** What is held of the page and the workstation, by kind. */
export interface Held {
  /** On window, document, devices and whatever else outlives an element. */
  listeners: number;
  timers: number;
  observers: number;
  connections: number;
  audioContexts: number;
  tracks: number;
  /** In the document, or playing something. */
  audioElements: number;
  /** Subscriptions, event listeners and feeds of the workstation. */
  subscriptions: number;
}

/** Counts from now on what is taken and not given back. */
export interface HeldCounter {
  now(): Held;
  stop(): void;
}

/** Something that is called; typed by who knows what it is. */
type Call = (this: unknown, ...args: unknown[]) => unknown;
/** Puts another function in the place of one; a spy would keep every element it was called with. */
type Put = <Of extends object>(of: Of, name: keyof Of & string, make: (original: Call) => Call) => void;

/** Begins to count. What was held before does not count. */
export function countHeld(workstation: Workstation): HeldCounter {
  const undo: (() => void)[] = [];
  const put: Put = (of, name, make) => {
    const own = Object.getOwnPropertyDescriptor(of, name);
    const value = make(Reflect.get(of, name) as Call);
    Object.defineProperty(of, name, { configurable: true, writable: true, value });
    undo.push(() => (own ? Object.defineProperty(of, name, own) : Reflect.deleteProperty(of, name)));
  };
  const listeners = countListeners(put);
  const timers = countTimers(put);
  const made = countMade(put);
  const subscriptions = countSubscriptions(put, workstation);
  return {
    now: () => ({ ...made(), listeners: listeners(), timers: timers(), subscriptions: subscriptions() }),
    stop: () => {
      for (const each of undo.splice(0).reverse()) each();
    },
  };
}

/** An element goes with its listeners. */
const outlives = (target: EventTarget): boolean =>
  !(target instanceof Node && target !== document) && !(target instanceof AudioNode);

function countListeners(put: Put): () => number {
  const held = new Map<EventTarget, Set<string>>();
  const ids = new WeakMap<object, number>();
  let id = 0;
  const keyOf = ([type, fn, options]: unknown[]): string => {
    if (typeof fn === 'function' && !ids.has(fn)) ids.set(fn, ++id);
    const capture = typeof options === 'object' && options !== null ? Reflect.get(options, 'capture') : options;
    return `${String(type)} ${typeof fn === 'function' ? ids.get(fn) : ''} ${String(capture === true)}`;
  };
  // A bare call is one on the window.
  const targetOf = (it: unknown): EventTarget => (it as EventTarget | undefined) ?? window;
  put(
    EventTarget.prototype,
    'addEventListener',
    (original) =>
      function (...args) {
        const target = targetOf(this);
        if (outlives(target)) held.set(target, (held.get(target) ?? new Set()).add(keyOf(args)));
        return original.apply(target, args);
      },
  );
  put(
    EventTarget.prototype,
    'removeEventListener',
    (original) =>
      function (...args) {
        const target = targetOf(this);
        held.get(target)?.delete(keyOf(args));
        return original.apply(target, args);
      },
  );
  return () => [...held.values()].reduce((sum, { size }) => sum + size, 0);
}

function countTimers(put: Put): () => number {
  const held = new Set<unknown>();
  const adding =
    (repeats: boolean) =>
    (original: Call): Call =>
    (fn, ms) => {
      const run = (): void => {
        if (!repeats) held.delete(id);
        (fn as () => void)();
      };
      const id = original.call(window, run, ms);
      held.add(id);
      return id;
    };
  const clearing =
    (original: Call): Call =>
    (id) => {
      held.delete(id);
      return original.call(window, id);
    };
  put(window, 'setTimeout', adding(false));
  put(window, 'setInterval', adding(true));
  put(window, 'clearTimeout', clearing);
  put(window, 'clearInterval', clearing);
  return () => held.size;
}

function countMade(put: Put): () => Omit<Held, 'listeners' | 'timers' | 'subscriptions'> {
  const observers = new Set<unknown>();
  const observing = (change: (observer: unknown) => unknown) => (original: Call) =>
    function (this: unknown, ...args: unknown[]) {
      change(this);
      return original.apply(this, args);
    };
  put(
    ResizeObserver.prototype,
    'observe',
    observing((one) => observers.add(one)),
  );
  put(
    ResizeObserver.prototype,
    'disconnect',
    observing((one) => observers.delete(one)),
  );
  const connections = made(put, 'RTCPeerConnection');
  const contexts = made(put, 'AudioContext');
  const sounds = made(put, 'Audio');
  const tracks: MediaStreamTrack[] = [];
  put(navigator.mediaDevices, 'getUserMedia', (original) => async (wanted) => {
    const stream = (await original.call(navigator.mediaDevices, wanted)) as MediaStream;
    tracks.push(...stream.getTracks());
    return stream;
  });
  return () => ({
    observers: observers.size,
    connections: connections.filter(({ connectionState }) => connectionState !== 'closed').length,
    audioContexts: contexts.filter(({ state }) => state !== 'closed').length,
    tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
    audioElements:
      document.getElementsByTagName('audio').length + sounds.filter(({ srcObject }) => srcObject !== null).length,
  });
}

interface Makers {
  RTCPeerConnection: RTCPeerConnection;
  AudioContext: AudioContext;
  Audio: HTMLAudioElement;
}

/** All that a constructor of the window has made. */
function made<Name extends keyof Makers>(put: Put, name: Name): Makers[Name][] {
  const all: Makers[Name][] = [];
  put(
    window as Window & Record<keyof Makers, unknown>,
    name,
    (original) =>
      function (...args) {
        const one = Reflect.construct(original, args) as Makers[Name];
        all.push(one);
        return one;
      },
  );
  return all;
}

function countSubscriptions(put: Put, workstation: Workstation): () => number {
  let held = 0;
  const counting =
    (original: Call): Call =>
    (...args) => {
      const stop = original(...args) as () => void;
      let over = false;
      held++;
      return () => {
        if (!over) held--;
        over = true;
        stop();
      };
    };
  put(workstation, 'subscribe', counting);
  put(workstation, 'on', counting);
  put(workstation, 'levels', counting);
  put(workstation.board, 'watch', counting);
  return () => held;
}
