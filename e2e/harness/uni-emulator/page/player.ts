import { anythingBut } from './anything.ts';

/** What the phone plays, or played: an audio player of the platform. */
export interface Played {
  path: string;
  loop: boolean;
  state: 'playing' | 'stopped';
}

type Listener = (event: object) => void;

/** One player of `plus.audio`, as uni-app uses it. Notes in `played` what it began to play. */
export function createPlayer(played: Played[]): object {
  const listeners = new Map<string, Set<Listener>>();
  let style = { src: '', loop: false };
  let now: Played | null = null;
  const emit = (name: string): void => listeners.get(name)?.forEach((fn) => fn({}));
  const play = (): void => {
    now = { path: player.src || style.src, loop: style.loop, state: 'playing' };
    played.push(now);
    setTimeout(() => emit('play'));
  };
  const stop = (): void => {
    if (now?.state !== 'playing') return;
    now.state = 'stopped';
    setTimeout(() => emit('stop'));
  };
  const player = {
    src: '',
    volume: 1,
    startTime: 0,
    ...{ play, resume: play, stop, close: stop },
    pause: stop,
    isPaused: () => now?.state !== 'playing',
    setStyles: (more: object) => void (style = { ...style, ...more }),
    addEventListener: (name: string, fn: Listener) => listeners.set(name, (listeners.get(name) ?? new Set()).add(fn)),
    ...{ getDuration: () => 1, getPosition: () => 0, getBuffered: () => 1 },
  };
  return anythingBut(player);
}
