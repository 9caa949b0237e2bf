import { agentActions, type Verdict } from '@callstation/core/model';
import type { AgentSnapshot, WorkstationSnapshot } from '@callstation/core';
import { html, nothing, type TemplateResult } from 'lit';

import type { AgentIntent } from '../base/intents.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { spanText } from '../base/format.ts';
import { done, moreTime } from '../icons/icons.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

const MORE_MS = 30_000;
const NOT_YET: Verdict = { allowed: false, reason: 'notConnected' };

/** Whether the agent has work to do after a call. */
export const isAfterCall = (agent: AgentSnapshot | null | undefined): boolean =>
  agent != null && (agent.wrapUp !== undefined || agent.status === 'wrap-up');

/** Until when; null for as long as it takes. */
export const afterCallDeadline = (agent: AgentSnapshot): number | null =>
  agent.wrapUp?.deadline ?? (agent.status === 'wrap-up' ? agent.deadline : null);

/** More time for the work after a call, where there is a limit, and the end of it. */
export function afterCallButtons(
  snapshot: WorkstationSnapshot | null,
  words: SeatWords,
  language: string,
  ask: (intent: AgentIntent) => void,
): TemplateResult {
  const { agent, sessions, capabilities, page } = snapshot ?? {};
  const actions =
    agent && sessions && capabilities && page ? agentActions({ agent, sessions, capabilities, page }) : undefined;
  const timed = agent != null && afterCallDeadline(agent) !== null;
  return html`${
    timed
      ? verdictButton(words, {
          part: 'extendWrapUp',
          label: fill(words.ui.moreTime, { time: spanText(MORE_MS, language, 'short') }),
          icon: moreTime(),
          verdict: actions?.extendWrapUp ?? NOT_YET,
          press: () => ask({ scope: 'agent', verb: 'extendWrapUp', ms: MORE_MS }),
        })
      : nothing
  }${verdictButton(words, {
    part: 'endWrapUp',
    label: words.ui.done,
    icon: done(),
    look: 'primary',
    verdict: actions?.endWrapUp ?? NOT_YET,
    press: () => ask({ scope: 'agent', verb: 'endWrapUp' }),
  })}`;
}
