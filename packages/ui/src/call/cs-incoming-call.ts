import type { OfferedCall, SessionSnapshot } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { CsElement } from '../base/cs-element.ts';
import { peerName } from '../base/names.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { identityStyles } from '../styles/identity.ts';
import { fill } from '../words/fill.ts';
import { timeLeft } from './call-time.ts';
import { noticeText } from './call-texts.ts';
import { identity } from './identity.ts';
import { incomingCallStyles } from './incoming-call.styles.ts';

const isOffered = (session: SessionSnapshot): session is OfferedCall =>
  session.kind !== 'im' && session.phase === 'offered';

/**
 * The calls that ring, each with who it is and how long it still rings, over a corner of the page. Takes no room and no
 * focus. With `inline` it stands where it is put.
 *
 * @element cs-incoming-call
 */
export class CsIncomingCall extends CsElement {
  static override properties: PropertyDeclarations = {
    inline: { type: Boolean, reflect: true },
  };
  static override styles: CSSResultGroup = [CsElement.styles, avatarStyles, identityStyles, incomingCallStyles];

  /** Whether it stands in the flow of the page, instead of over its corner. */
  declare inline: boolean;

  constructor() {
    super();
    this.inline = false;
  }

  protected override render(): unknown {
    return repeat(
      (this.seen?.sessions ?? []).filter(isOffered),
      ({ engagementId }) => engagementId,
      (call) => this.#renderCall(call),
    );
  }

  #renderCall(call: OfferedCall): TemplateResult {
    const { words, language } = this;
    const { ui, core } = words;
    const name = peerName(call, ui);
    const notice = noticeText(call, words);
    const path = call.context.ivrPath?.map(({ label }) => label).join(' › ');
    const key = this.answerKey;
    return html`<article class="call" part="call" aria-label=${fill(ui.incomingFrom, { name })}>
      <header part="header">
        <span class="phase" part="phase">${core.callPhases.offered}</span>
        ${call.deadline === null ? nothing : timeLeft(call.deadline, this.clockOffset, language)}
      </header>
      <div class="identity" part="identity">${identity(call, words)}</div>
      ${path ? html`<p class="quiet" part="path">${path}</p>` : nothing}
      ${call.context.remark ? html`<p part="remark">${call.context.remark}</p>` : nothing}
      ${notice ? html`<p class="notice" part="notice">${notice}</p>` : nothing}
      <cs-call-controls
        exportparts="button, icon, label, controls, answer, reject"
        .snapshot=${this.snapshot}
        .callId=${call.id}
      ></cs-call-controls>
      ${key ? html`<p class="hint quiet" part="hint">${fill(ui.answerBy, { key })}</p>` : nothing}
    </article>`;
  }
}
