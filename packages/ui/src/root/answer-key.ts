import { callAction, type CallSnapshot } from '@callstation/core/model';
import type { WorkstationSnapshot } from '@callstation/core';

const MODIFIERS = ['Alt', 'Control', 'Meta', 'Shift'] as const;

/** Whether a key was pressed that is named like `F8`, `a` or `Ctrl+Shift+a`. */
export function isKey(event: KeyboardEvent, name: string): boolean {
  const parts = name.split('+').map((part) => (part.toLowerCase() === 'ctrl' ? 'Control' : part));
  const key = parts.at(-1);
  if (!key || key.toLowerCase() !== event.key.toLowerCase()) return false;
  return MODIFIERS.every((modifier) => parts.includes(modifier) === event.getModifierState(modifier));
}

/** Whether what is typed goes into a field. A key like F8 types nothing. */
export function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (/^F\d+$/u.test(event.key)) return false;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, select, textarea');
}

/** The call that one key answers: the one that rings longest of those that can be answered. */
export function answerable(snapshot: WorkstationSnapshot | null): CallSnapshot | null {
  const { agent } = snapshot ?? {};
  if (!snapshot || !agent) return null;
  const { sessions, capabilities, page } = snapshot;
  for (const call of sessions) {
    if (call.kind === 'im' || call.phase !== 'offered') continue;
    if (callAction({ call, sessions, agent, capabilities, page }, 'answer').allowed) return call;
  }
  return null;
}
