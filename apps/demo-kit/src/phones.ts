import type { AgentPhone } from '@callstation/core/model';

/** Where calls can be taken. */
export const PHONES: readonly { mode: AgentPhone['mode']; label: string }[] = [
  { mode: 'page', label: 'This page' },
  { mode: 'mobile', label: 'Mobile' },
  { mode: 'phone', label: 'Desk phone' },
];
