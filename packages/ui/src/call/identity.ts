import type { CallSnapshot } from '@callstation/core/model';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { avatar } from '../base/avatar.ts';
import { peerName } from '../base/names.ts';
import { incoming, outgoing, supervised } from '../icons/icons.ts';
import type { SeatWords } from '../words/index.ts';
import { detailText } from './call-texts.ts';

/** Who is at the other end: their initials, their name, and what more is known. */
export function identity(call: CallSnapshot, words: SeatWords): TemplateResult {
  const name = peerName(call, words.ui);
  const direction = call.role === 'supervisor' ? supervised : call.direction === 'in' ? incoming : outgoing;
  return html`${avatar(name)}
    <div class="who">
      <strong class="name" part="name" dir="auto">${name}</strong>
      <span class="detail quiet" part="detail">${direction()}<span dir="auto">${detailText(call, words)}</span></span>
    </div>`;
}

/** The state in a word or two. Another one is another thing: aligned to the end, it begins elsewhere. */
export const phaseText = (text: string): unknown =>
  keyed(text, html`<span class="phase quiet" part="phase">${text}</span>`);

/** A dot while a call is recorded; hollow while that is paused. */
export function recordingDot(call: CallSnapshot, { core }: SeatWords): TemplateResult | typeof nothing {
  if (call.phase !== 'active' || call.recording === 'off') return nothing;
  return html`<span class="recording" part="recording" data-recording=${call.recording}
    >${core.recordings[call.recording]}</span
  >`;
}
