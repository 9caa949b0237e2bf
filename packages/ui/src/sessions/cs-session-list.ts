import type { CallSnapshot, SessionSnapshot } from '@callstation/core/model';
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { avatar } from '../base/avatar.ts';
import { CsElement } from '../base/cs-element.ts';
import { partyName } from '../base/names.ts';
import { SelectEvent } from '../base/select-event.ts';
import { timeSince } from '../base/time-since.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { stateText } from '../call/call-texts.ts';
import { callTime } from '../call/call-time.ts';
import { identity } from '../call/identity.ts';
import { chat } from '../icons/icons.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { identityStyles } from '../styles/identity.ts';
import type { SeatWords } from '../words/index.ts';
import { sessionListStyles } from './session-list.styles.ts';

const isCall = (session: SessionSnapshot): session is CallSnapshot => session.kind !== 'im';

/** The state of a session in a word or two. */
function stateOf(session: SessionSnapshot, words: SeatWords): string {
  if (isCall(session)) return stateText(session, words);
  if (session.phase === 'ended') return words.core.endReasons[session.end.reason];
  return session.phase === 'offered' ? words.ui.incoming : words.core.callPhases.active;
}

/**
 * Every call and chat there is, oldest first. A press chooses one, which is said by `cs-select`; nothing is done to it.
 *
 * @element cs-session-list
 * @fires cs-select With the `id` of the session that was chosen.
 */
export class CsSessionList extends CsElement {
  static override properties: PropertyDeclarations = { callId: { attribute: 'call-id' } };
  static override styles: CSSResultGroup = [
    CsElement.styles,
    buttonStyles,
    avatarStyles,
    identityStyles,
    sessionListStyles,
  ];

  /** The session that is marked; without it the call that matters now. */
  declare callId: string | null;

  constructor() {
    super();
    this.callId = null;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { sessions = [], currentCallId } = this.seen ?? {};
    if (sessions.length === 0) return html`<p class="empty" part="empty">${words.ui.noSessions}</p>`;
    const marked = this.callId ?? currentCallId;
    return html`<ul part="list" aria-label=${words.ui.sessions}>
      ${repeat(
        sessions,
        ({ engagementId }) => engagementId,
        (session) => html`<li class="entry" part="entry">${this.#row(session, session.id === marked)}</li>`,
      )}
    </ul>`;
  }

  #row(session: SessionSnapshot, pressed: boolean): TemplateResult {
    const { words, language, clockOffset } = this;
    const name = partyName(session.peer, words.ui);
    const state = stateOf(session, words);
    const time = isCall(session)
      ? callTime(session, clockOffset, language)
      : timeSince(session.createdAt, clockOffset, language);
    return verdictButton(words, {
      part: 'select',
      label: `${name}, ${state}`,
      look: 'plain',
      selfNamed: true,
      pressed,
      verdict: { allowed: true },
      press: () => this.dispatchEvent(new SelectEvent(session.id)),
      content: html`${isCall(session) ? identity(session, words) : chatIdentity(name, words)}
        <span class="ends"><span class="phase quiet" part="phase">${state}</span>${time}</span>`,
    });
  }
}

const chatIdentity = (name: string, { ui }: SeatWords): TemplateResult =>
  html`${avatar(name)}
    <div class="who">
      <strong class="name" part="name"><bdi>${name}</bdi></strong>
      <span class="detail quiet" part="detail">${chat()}<span>${ui.chat}</span></span>
    </div>`;
