import type { SettableStatus } from '@callstation/core/model';

import type { Queries } from '../base/query-event.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

/** A status that can be chosen. */
export interface StatusChoice {
  readonly key: string;
  readonly label: string;
  readonly status: SettableStatus;
}

/** Under which key a status is among the choices. */
export const choiceKey = (status: SettableStatus): string =>
  status.status === 'break' ? `break ${status.reason}` : status.status;

/** What an agent can be set to. A centre that names reasons for a break takes no others. */
export function statusChoices(reasons: Queries['breakReasons'] | null, { ui, core }: SeatWords): StatusChoice[] {
  const pause = (reason: string, label: string): StatusChoice => {
    const status = { status: 'break', reason } as const;
    return { key: choiceKey(status), label, status };
  };
  const plain = (status: 'idle' | 'not-ready'): StatusChoice => ({
    key: status,
    label: core.agentStatuses[status],
    status: { status },
  });
  const breaks = (reasons ?? []).map(({ id, name }) => pause(id, fill(ui.breakFor, { reason: name })));
  const unnamed = reasons?.length === 0 ? [pause('break', core.agentStatuses.break)] : [];
  return [plain('idle'), ...breaks, ...unnamed, plain('not-ready')];
}

/** What a reason for a break is called. */
export const reasonName = (reasons: Queries['breakReasons'] | null, id: string): string =>
  reasons?.find((one) => one.id === id)?.name ?? id;
