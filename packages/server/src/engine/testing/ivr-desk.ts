import type { Id } from '@callstation/core/model';
import type { IvrNode } from '../../routing/ivr.ts';
import { demoApp, type AppConfig } from '../app-config.ts';
import type { TestSeat } from './bench.ts';
import { createEars, GUEST, type Ears } from './ears.ts';

/** One node of every kind. */
export const NODES: IvrNode[] = [
  {
    ...{ id: 'menu', name: 'Menu', kind: 'keys', otherwise: 'bye', timeoutMs: 4000, retries: 1 },
    ...{ prompt: { file: '/p/menu.wav' }, wrongKey: { file: '/p/wrong.wav' } },
    choices: {
      '1': { label: 'Support', go: 'support' },
      '2': { label: 'Night desk', go: 'number' },
      '3': { label: 'News', go: 'news' },
      '4': { label: 'Hours', go: 'hours' },
      '5': { label: 'Bye', go: 'bye' },
      '9': { label: 'Again', go: 'menu' },
    },
  },
  { id: 'support', name: 'Support', kind: 'group', skillGroup: 'support' },
  { id: 'number', name: 'Night desk', kind: 'number', number: GUEST, otherwise: 'news' },
  { id: 'news', name: 'News', kind: 'play', prompt: { file: '/p/news.wav' }, next: 'back' },
  { id: 'back', name: 'Back', kind: 'back', otherwise: 'bye' },
  {
    ...{ id: 'hours', name: 'Hours', kind: 'hours', open: 'support', closed: 'bye' },
    // The fake clock begins in an hour that is open.
    hours: { timeZone: 'UTC', weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] },
  },
  { id: 'bye', name: 'Bye', kind: 'hangup', prompt: { file: '/p/bye.wav' } },
];
/** The demo with those nodes, at 4009. */
export const apps: AppConfig[] = [
  { ...demoApp, ivrs: [{ id: 'main', name: 'Main', numbers: ['4009'], entry: 'menu', nodes: NODES }] },
];

/** Ears at a menu. */
export type At = Ears & { id: Id; press(key: string): Promise<void>; playOut(): Promise<void> };

/** The customer's fingers, and the end of what they hear. */
export function hands(ears: Ears): Pick<At, 'press' | 'playOut'> {
  return {
    async press(key) {
      ears.bench.phone.press(ears.far().leg, key);
      await ears.bench.rest();
    },
    async playOut() {
      ears.bench.phone.playedOut();
      await ears.bench.rest();
    },
  };
}

/** Alice has sent her customer to the menu. */
export async function sent(agentLeg: 'hangup' | 'wait', node?: Id): Promise<At> {
  const ears = await createEars({ apps });
  const id = await ears.serve(ears.alice);
  const to = { ivr: 'main', agentLeg, ...(node === undefined ? {} : { node }) };
  await ears.alice.request('call.transfer', { sessionId: id, to });
  await ears.bench.rest();
  return { ...ears, ...hands(ears), id };
}

/** Takes the call. */
export async function answer(seat: TestSeat, { bench, id }: At): Promise<void> {
  await seat.request('call.answer', { sessionId: id });
  await bench.rest();
}
