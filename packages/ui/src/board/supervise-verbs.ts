import type { SupervisorActionMap } from '@callstation/core';
import type { BoardAgent, CallSnapshot } from '@callstation/core/model';
import { html, nothing, type TemplateResult } from 'lit';

import type { AgentIntent } from '../base/intents.ts';
import { verdictButton, type VerdictButton } from '../base/verdict-button.ts';
import { group, intercept, stop, supervised, whisper } from '../icons/icons.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

interface Supervising {
  readonly agent: BoardAgent;
  /** The supervisor's part in that agent's call. */
  readonly mine: CallSnapshot | undefined;
  readonly verdicts: SupervisorActionMap;
  ask(intent: AgentIntent): void;
}

/** Listening to a colleague, and from there all else. */
export function superviseVerbs(words: SeatWords, { agent, mine, verdicts, ask }: Supervising): TemplateResult {
  const { ui, core } = words;
  const { agentVerbs } = core;
  const mode = mine?.supervises?.mode;
  const id = mine?.id ?? '';
  const label = fill(ui.superviseName, { name: agent.name });
  const switches = (verb: 'listen' | 'whisper' | 'barge'): Pick<VerdictButton, 'verdict' | 'pressed' | 'look'> => ({
    verdict: verdicts[verb],
    pressed: mode === verb,
    look: mode === verb ? 'on' : undefined,
  });
  const listen = {
    scope: 'agent',
    verb: 'listen',
    agent: agent.id,
    session: mine?.id ?? agent.session?.id ?? '',
  } as const;
  return html`<div class="verbs" part="supervise" role="group" aria-label=${label}>
    ${verdictButton(words, { ...switches('listen'), part: 'listen', label: ui.shortListen, title: agentVerbs.listen, icon: supervised(), press: () => ask(listen) })}
    ${
      mine === undefined
        ? nothing
        : html`${verdictButton(words, { ...switches('whisper'), part: 'whisper', label: agentVerbs.whisper, icon: whisper(), press: () => ask({ scope: 'agent', verb: 'whisper', id }) })}
          ${verdictButton(words, { ...switches('barge'), part: 'barge', label: ui.shortBarge, title: agentVerbs.barge, icon: group(), press: () => ask({ scope: 'agent', verb: 'barge', id }) })}
          ${verdictButton(words, { part: 'intercept', label: ui.shortIntercept, title: agentVerbs.intercept, icon: intercept(), verdict: verdicts.intercept, press: () => ask({ scope: 'agent', verb: 'intercept', id }) })}
          ${verdictButton(words, { part: 'stop', label: ui.shortStop, title: agentVerbs.stop, icon: stop(), verdict: verdicts.stop, press: () => ask({ scope: 'agent', verb: 'stop', id }) })}`
    }
  </div>`;
}
