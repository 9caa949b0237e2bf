import type { AgentPhone, Verdict } from '@callstation/core/model';
import { html, type TemplateResult } from 'lit';

import { verdictButton } from '../base/verdict-button.ts';
import { desk, mobile, phone as phoneIcon } from '../icons/icons.ts';
import type { SeatWords } from '../words/index.ts';

interface PhoneMode {
  readonly phone: AgentPhone;
  readonly verdict: Verdict;
  /** The number in the field; empty for the one that the centre knows. */
  readonly number: string;
  write(number: string): void;
  choose(phone: AgentPhone): void;
}

/** Where calls are taken: in a page, at the mobile, or at a desk phone. */
export function phoneMode(words: SeatWords, { phone, verdict, number, write, choose }: PhoneMode): TemplateResult {
  const { ui } = words;
  const modes = [
    { mode: 'page', label: ui.atPage, icon: desk() },
    { mode: 'mobile', label: ui.atMobile, icon: mobile() },
    { mode: 'phone', label: ui.atPhone, icon: phoneIcon() },
  ] as const;
  const own = number.trim();
  return html`<div class="section" part="phones">
    <h3>${ui.takeCallsAt}</h3>
    <div class="segments" role="group" aria-label=${ui.takeCallsAt}>
      ${modes.map(({ mode, label, icon }) =>
        verdictButton(words, {
          part: 'setPhone',
          label,
          icon,
          verdict,
          pressed: phone.mode === mode,
          look: phone.mode === mode ? 'on' : undefined,
          press: () => choose(mode === 'page' || own === '' ? { mode } : { mode, number: own }),
        }),
      )}
    </div>
    <div class="field">
      <label for="other-phone">${ui.otherPhone}</label>
      <input
        id="other-phone"
        part="field"
        type="tel"
        autocomplete="off"
        placeholder=${phone.number ?? ''}
        .value=${number}
        @input=${({ target }: Event) => write((target as HTMLInputElement).value)}
      />
    </div>
  </div>`;
}
