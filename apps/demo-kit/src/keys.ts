/** A telephone's keys. */
export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
/** How keys are called that a screen reader would not say. */
export const KEY_NAMES: Readonly<Record<string, string>> = { '*': 'Star', '#': 'Hash' };

/** Whether what is typed there is text, and not meant for the call. */
export const isForText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null;
