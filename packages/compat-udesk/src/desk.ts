import type { Workstation } from '@callstation/core';

import type { Settings } from './options.ts';

/** What commands and events are made of: the seat, and how the page wants to be told. */
export interface Desk {
  readonly seat: Workstation;
  readonly settings: Settings;
  /** Told of what works here but is not documented. */
  warn(text: string): void;
}
