import type { CallActionMap } from '@callstation/core';
import { callActions, CALL_VERBS, type CallSnapshot, type CallVerb, type PageFacts } from '@callstation/core/model';
import type { PropertyDeclarations, TemplateResult } from 'lit';

import { CsElement } from '../base/cs-element.ts';
import { verdictButton, type VerdictButton } from '../base/verdict-button.ts';
import { VERB_ICONS } from '../icons/verb-icons.ts';

const NOT_YET = { allowed: false, reason: 'notConnected' } as const;
const NONE = Object.fromEntries(CALL_VERBS.map((verb) => [verb, NOT_YET])) as unknown as CallActionMap;

/** Verbs that carry nothing but the call they are about. */
export type PlainVerb = Exclude<CallVerb, 'sendDigits' | 'transfer' | 'consult' | 'conference' | 'removeParticipant'>;

/** An element about one call: that of `call-id`, else the one that matters now. */
export abstract class CallElement extends CsElement {
  static override properties: PropertyDeclarations = { callId: { attribute: 'call-id' } };

  /** The session to show; without it the current call, else the one whose after-call work runs. */
  declare callId: string | null;

  constructor() {
    super();
    this.callId = null;
  }

  protected get call(): CallSnapshot | null {
    const { sessions = [], currentCallId = null } = this.seen ?? {};
    const wanted = this.callId ?? currentCallId;
    const isCall = (session: (typeof sessions)[number]): session is CallSnapshot => session.kind !== 'im';
    const calls = sessions.filter(isCall);
    const found = calls.find(({ id }) => id === wanted);
    return found ?? (this.callId === null ? (calls.at(-1) ?? null) : null);
  }

  /** Which verbs are legal for that call, and why not the others. */
  protected get actions(): CallActionMap {
    const { agent, sessions, capabilities, page } = this.seen ?? {};
    const { call } = this;
    if (!call || !agent || !sessions || !capabilities || !page) return NONE;
    return callActions({ call, agent, sessions, capabilities, page });
  }

  /** A button of a verb: its words, its icon, its verdict; by default it asks for just that. */
  protected verbButton(verb: CallVerb, more: Partial<VerdictButton> = {}): TemplateResult {
    const { words, call } = this;
    const verdict = this.actions[verb];
    const busy = !verdict.allowed && verdict.reason === 'pending' && isOnItsWay(verb, call, this.seen?.page);
    const label = words.core.callVerbs[verb];
    return verdictButton(words, { part: verb, label, icon: VERB_ICONS[verb](), verdict, busy, ...more });
  }

  /** As {@link verbButton}, for a verb that needs nothing but a press. */
  protected plainButton(verb: PlainVerb, more: Partial<VerdictButton> = {}): TemplateResult {
    const { call } = this;
    const press = (): void => void (call && this.ask({ scope: 'call', verb, id: call.id }));
    return this.verbButton(verb, { press, ...more });
  }
}

/** Its own command is on its way; or the switch is at it, and no other command of the call explains the wait. */
function isOnItsWay(verb: CallVerb, call: CallSnapshot | null, page: PageFacts | undefined): boolean {
  const commands = Object.values(page?.pending ?? {}).filter(({ sessionId }) => sessionId === call?.id);
  return commands.length === 0 || commands.some(({ method }) => method === `call.${verb}`);
}
