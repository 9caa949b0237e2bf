import type { CallSnapshot, PageFacts, Party } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { FocusKeeper } from '../base/focus-keeper.ts';
import { peerName } from '../base/names.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { identityStyles } from '../styles/identity.ts';
import { panelStyles } from '../styles/panel.ts';
import { fill } from '../words/fill.ts';
import type { UiWords } from '../words/index.ts';
import { callCardStyles } from './call-card.styles.ts';
import { CallElement } from './call-element.ts';
import { noticeText, stateText } from './call-texts.ts';
import { callTime } from './call-time.ts';
import { CONTROL_PARTS } from './exported-parts.ts';
import { identity, phaseText, recordingDot } from './identity.ts';
import { participants, secondParty } from './sides.ts';

/** Where a live call is heard, when that is not simply here; null when it is, or when there is no sound yet. */
function placeText(call: CallSnapshot, page: PageFacts | undefined, ui: UiWords): string | null {
  if (!('leg' in call)) return null;
  const { state, at } = call.leg;
  if (state === 'lost' || state === 'reconnecting') return ui.soundLost;
  if (at === null || ('page' in at && at.page === page?.pageId)) return null;
  return 'page' in at ? ui.soundElsewhere : fill(ui.soundAtPhone, { phone: at.phone });
}

/**
 * One call: who, what state, since when, who else is in it, what should be known, and its controls. What is in its slot
 * stands below them.
 *
 * @element cs-call-card
 */
export class CsCallCard extends CallElement {
  static override properties: PropertyDeclarations = { controls: {} };
  static override styles: CSSResultGroup = [
    CallElement.styles,
    buttonStyles,
    avatarStyles,
    identityStyles,
    panelStyles,
    callCardStyles,
  ];

  /** Which controls to show, by verb: `hold mute transfer hangup`. Without it, all. */
  declare controls: string | null;

  constructor() {
    super();
    this.controls = null;
    new FocusKeeper(this, '.card');
  }

  protected override render(): TemplateResult {
    const { call, words } = this;
    if (!call) {
      return html`<div class="card surface empty" part="empty"><slot name="empty">${words.ui.noCall}</slot></div>`;
    }
    const name = peerName(call, words.ui);
    return html`<article
      class="card surface"
      part="card"
      tabindex="-1"
      aria-label=${fill(words.ui.callWith, { name })}
      data-phase=${call.phase}
      data-hold=${call.phase === 'active' && call.consult.state === 'none' ? call.hold : 'none'}
    >
      <header part="header">
        <div class="identity" part="identity">${identity(call, words)}</div>
        <div class="state">
          ${phaseText(stateText(call, words))}
          <span class="state-line"
            >${recordingDot(call, words)} ${callTime(call, this.clockOffset, this.language)}</span
          >
        </div>
      </header>
      ${this.#renderNotices(call)} ${this.#renderParties(call)}
      <cs-call-controls
        exportparts=${CONTROL_PARTS}
        .snapshot=${this.snapshot}
        .callId=${call.id}
        .controls=${this.controls}
      ></cs-call-controls>
      <slot></slot>
    </article>`;
  }

  #renderNotices(call: CallSnapshot): TemplateResult {
    const { words } = this;
    const notice = noticeText(call, words);
    const remark = call.phase === 'ended' ? undefined : call.context.remark;
    return html`${notice ? html`<p class="notice" part="notice">${notice}</p>` : nothing}
    ${remark ? html`<p class="remark" part="remark">${remark}</p>` : nothing} ${this.#renderWhoHears(call)}
    ${this.#renderPlace(call)}`;
  }

  /** What the customer hears of a supervisor must never be a guess. */
  #renderWhoHears(call: CallSnapshot): TemplateResult | typeof nothing {
    if (call.phase !== 'active' || !call.supervises) return nothing;
    const { core, ui } = this.words;
    const text = call.mute === 'on' ? ui.nobodyHears : core.supervision[call.supervises.mode];
    return html`<p class="info" part="who-hears" data-mode=${call.supervises.mode}>${text}</p>`;
  }

  #renderPlace(call: CallSnapshot): TemplateResult | typeof nothing {
    const place = placeText(call, this.seen?.page, this.words.ui);
    if (place === null) return nothing;
    const verdict = this.actions.takeMedia;
    const offered = verdict.allowed || verdict.reason === 'pending';
    return html`<div class="place" part="sound-place">
      <span>${place}</span>${offered ? this.plainButton('takeMedia') : nothing}
    </div>`;
  }

  #renderParties(call: CallSnapshot): TemplateResult | typeof nothing {
    if (call.phase !== 'active') return nothing;
    return html`${secondParty(call, this.words)}
    ${participants(call, this.words, (party, id) => this.#removeButton(call, party, id))}`;
  }

  #removeButton({ id }: CallSnapshot, party: Party, describedBy: string): TemplateResult {
    const press = (): void => void this.ask({ scope: 'call', verb: 'removeParticipant', id, participant: party.id });
    return this.verbButton('removeParticipant', { press, describedBy, label: this.words.ui.remove, look: 'plain' });
  }
}
