import type { ActiveCall, Consult, Party } from '@callstation/core/model';
import { html, nothing, type TemplateResult } from 'lit';

import { avatar } from '../base/avatar.ts';
import { partyName, peerName, targetName } from '../base/names.ts';
import type { SeatWords, UiWords } from '../words/index.ts';

type UnderWay = Exclude<Consult, { state: 'none' }>;

/** One party of a call: who, and how they are in it; `here` when the agent talks to them now. */
interface Side {
  readonly name: string;
  readonly state: string;
  readonly here: boolean;
  readonly id?: string;
  readonly more?: TemplateResult | typeof nothing;
}

const side = ({ name, state, here, id, more }: Side): TemplateResult =>
  html`<li class="side" part="side" data-here=${String(here)}>
    ${avatar(name)}
    <span class="who"
      ><strong class="name" id=${id ?? nothing}>${name}</strong
      ><span class="detail quiet"><span>${state}</span></span></span
    >
    ${more ?? nothing}
  </li>`;

/** How the customer and who is brought in are in the call. */
function statesOf(
  { hold }: ActiveCall,
  { mode, state, to }: UnderWay,
  ui: UiWords,
): { customer: string; second: string } {
  if ('ivr' in to) return { customer: ui.choosesInMenu, second: ui.speaksToCustomer };
  const called = state === 'dialing' ? ui.beingCalled : ui.beingConnected;
  if (mode === 'conference') return { customer: ui.talksWithYou, second: called };
  if (state === 'dialing') return { customer: ui.waits, second: called };
  if (state === 'completing') return { customer: called, second: called };
  return hold === 'none'
    ? { customer: ui.talksWithYou, second: ui.waits }
    : { customer: ui.waits, second: ui.talksWithYou };
}

/** While somebody is asked, called in, or given the call: who is on which side. */
export function secondParty(call: ActiveCall, { ui, core }: SeatWords): TemplateResult | typeof nothing {
  const { consult } = call;
  if (consult.state === 'none') return nothing;
  const title = { consult: ui.consulting, transfer: ui.transferring, conference: ui.adding }[consult.mode];
  const states = statesOf(call, consult, ui);
  const second = targetName(consult.to, consult.party, ui);
  return html`<section class="sides-panel" part="second-party" aria-label=${title || core.callVerbs.consult}>
    <ul class="sides">
      ${side({ name: peerName(call, ui), state: states.customer, here: states.customer === ui.talksWithYou })}
      ${side({ name: second, state: states.second, here: states.second === ui.talksWithYou })}
    </ul>
  </section>`;
}

/** Who is in a call of three or more; `remove` makes the button that sends one of them away. */
export function participants(
  call: ActiveCall,
  { ui }: SeatWords,
  remove: (party: Party, describedBy: string) => TemplateResult,
): TemplateResult | typeof nothing {
  if (call.others.length === 0) return nothing;
  const states = { ringing: ui.beingCalled, joined: ui.inTheCall, held: ui.held };
  const peer = call.hold === 'none' ? call.peer.state : 'held';
  return html`<section class="sides-panel" part="participants" aria-label=${ui.participants}>
    <ul class="sides">
      ${side({ name: peerName(call, ui), state: states[peer], here: peer === 'joined' })}
      ${call.others.map((party) => {
        const supervises = party.role === 'supervisor';
        const id = `party-${party.id}`;
        return side({
          id,
          name: partyName(party, ui),
          state: supervises ? ui.supervisor : states[party.state],
          here: party.state === 'joined',
          more: supervises || call.role === 'supervisor' ? nothing : remove(party, id),
        });
      })}
    </ul>
  </section>`;
}
