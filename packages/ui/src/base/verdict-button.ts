import type { Verdict } from '@callstation/core/model';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import type { SeatWords } from '../words/index.ts';

/** A button of a verb. */
export interface VerdictButton {
  /** Its name among the parts, beside `button`. */
  readonly part: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  /** What it shows instead of icon and label; the label is then its name alone. */
  readonly content?: unknown;
  /** What it shows is its name too; the label is its title. */
  readonly selfNamed?: boolean;
  /** Whether it may be pressed, and if not, why: the reason becomes its description. */
  readonly verdict: Verdict;
  /** Its command is on its way. */
  readonly busy?: boolean;
  readonly look?: 'primary' | 'positive' | 'negative' | 'on' | 'plain' | undefined;
  /** For what switches something on and off, without changing its label. */
  readonly pressed?: boolean;
  /** The id of what says more about it. */
  readonly describedBy?: string;
  /** Whether it opens something of that id, and whether that is open. */
  readonly opens?: { readonly id: string; readonly open: boolean };
  /** A longer text for its title, where the label is short. */
  readonly title?: string;
  /** A key that presses it, as `aria-keyshortcuts` has it. */
  readonly shortcut?: string | undefined;
  /** Whether it sends the form around it, instead of `press`. */
  readonly submits?: boolean;
  readonly press?: (event: Event) => void;
}

/** Blocked, it keeps the focus and can be read, which a `disabled` one cannot. */
export function verdictButton(words: SeatWords, button: VerdictButton): TemplateResult {
  const { verdict, label, shortcut, opens } = button;
  const why = verdict.allowed ? undefined : words.core.blockReasons[verdict.reason];
  const press = (event: Event): void => {
    if (!verdict.allowed) event.preventDefault();
    else button.press?.(event);
  };
  return html`<button
    type=${button.submits ? 'submit' : 'button'}
    class="button ${button.look ?? ''}"
    part="button ${button.part}"
    title=${why ?? (shortcut ? `${label} (${shortcut})` : (button.title ?? label))}
    aria-label=${button.content === undefined || button.selfNamed ? nothing : label}
    aria-disabled=${String(!verdict.allowed)}
    aria-busy=${button.busy ? 'true' : nothing}
    aria-pressed=${button.pressed === undefined ? nothing : String(button.pressed)}
    aria-describedby=${button.describedBy ?? nothing}
    aria-expanded=${opens ? String(opens.open) : nothing}
    aria-controls=${opens?.open ? opens.id : nothing}
    aria-keyshortcuts=${shortcut?.replace('Ctrl', 'Control') ?? nothing}
    @click=${press}
  >
    ${button.content ?? labelled(button)}
  </button>`;
}

/** Another label is another thing, not one that has moved: centred, it begins elsewhere. */
const labelled = ({ icon, label }: VerdictButton): TemplateResult =>
  html`${icon ?? nothing}${keyed(label, html`<span class="label" part="label">${label}</span>`)}`;
