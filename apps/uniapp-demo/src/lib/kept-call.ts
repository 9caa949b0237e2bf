/** What the device keeps of the call of now, for a page that is loaded again in the middle of it. */
export interface KeptCall {
  sessionId: string;
  direction: 'in' | 'out';
  number: string;
  /** When the conversation began, milliseconds. */
  since: number;
  muted: boolean;
}

const KEY = 'callstation-call';

/** Keeps it in the place of the one before; null: nobody speaks any more. */
export function keepCall(kept: KeptCall | null): void {
  uni.setStorageSync(KEY, kept ?? '');
}

/** What was kept last, or null. */
export function keptCall(): KeptCall | null {
  const { sessionId, direction, number, since, muted } = (uni.getStorageSync(KEY) || {}) as Partial<KeptCall>;
  if (!sessionId || typeof number !== 'string' || typeof since !== 'number') return null;
  return { sessionId, direction: direction === 'in' ? 'in' : 'out', number, since, muted: muted === true };
}
