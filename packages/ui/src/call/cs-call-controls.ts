import type { CallSnapshot, CallVerb } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { FocusKeeper } from '../base/focus-keeper.ts';
import { Panel } from '../base/panel.ts';
import { buttonStyles } from '../styles/button.ts';
import { panelStyles } from '../styles/panel.ts';
import { CallElement, type PlainVerb } from './call-element.ts';
import { callControlsStyles } from './call-controls.styles.ts';
import { shortLabel } from './short-labels.ts';
import { controlsOf, type Control } from './controls-of.ts';
import type { BringIn } from './cs-transfer-panel.ts';

type Opening = BringIn | 'sendDigits';
const OPENING: ReadonlySet<CallVerb> = new Set<Opening>(['transfer', 'consult', 'conference', 'sendDigits']);
const opens = (verb: CallVerb): verb is Opening => OPENING.has(verb);
const isPlain = (verb: CallVerb): verb is PlainVerb => !OPENING.has(verb) && verb !== 'removeParticipant';

/** What is one switch in the eyes of a page: filtering by either verb keeps both. */
const PAIRS: Readonly<Partial<Record<CallVerb, CallVerb>>> = {
  resume: 'hold',
  unmute: 'mute',
  unmuteVideo: 'muteVideo',
  pauseRecording: 'startRecording',
  resumeRecording: 'startRecording',
};
const nameOf = (verb: CallVerb): CallVerb => PAIRS[verb] ?? verb;

/** Whom a transfer may go to; null: to all. */
function targetsOf(controls: string | null): string[] | null {
  const named = [...(controls ?? '').matchAll(/\btransfer:(\w+)/gu)].map(([, target = '']) => target);
  return named.length > 0 ? named : null;
}

/**
 * The buttons of a call: those that make sense in the state it is in. Whom to bring in, and digits, are chosen in a panel over
 * the page.
 *
 * @element cs-call-controls
 */
export class CsCallControls extends CallElement {
  static override properties: PropertyDeclarations = {
    controls: {},
    compact: { type: Boolean, reflect: true },
  };
  static override styles: CSSResultGroup = [CallElement.styles, buttonStyles, panelStyles, callControlsStyles];

  /**
   * Which verbs to show, by name: `hold mute transfer hangup`. Without it, all. `transfer:agent`, `:skillGroup`, `:number` and
   * `:ivr` let transfer to those alone.
   */
  declare controls: string | null;

  /** Whether they stay in one row, as icons alone where there is no room for more. */
  declare compact: boolean;

  readonly #panel = new Panel<Opening>(this);

  constructor() {
    super();
    this.controls = null;
    this.compact = false;
    new FocusKeeper(this, '.controls');
  }

  protected override willUpdate(): void {
    const { open } = this.#panel;
    if (open !== null && !this.#shown().some(({ verb }) => verb === open)) this.#panel.close({ focus: false });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call, words } = this;
    if (!call) return nothing;
    return html`<div class="controls" part="controls" role="group" tabindex="-1" aria-label=${words.ui.controls}>
        ${repeat(
          this.#shown(),
          ({ verb }) => nameOf(verb),
          (control) => this.#button(call, control),
        )}
      </div>
      ${this.#renderPanel(call)}`;
  }

  #shown(): Control[] {
    const { call, controls } = this;
    if (!call) return [];
    const all = controlsOf(call, this.seen?.sessions ?? []);
    if (controls === null) return all;
    const wanted = controls.split(/[\s,:]+/u);
    return all.filter(({ verb }) => wanted.includes(verb) || wanted.includes(nameOf(verb)));
  }

  #button(call: CallSnapshot, { verb, look }: Control): TemplateResult | typeof nothing {
    const { words } = this;
    const label = { label: shortLabel(verb, words), title: words.core.callVerbs[verb] };
    if (opens(verb)) {
      const open = this.#panel.open === verb;
      const press = (event: Event): void => this.#panel.toggle(verb, event);
      return this.verbButton(verb, { ...label, press, look: open ? 'on' : undefined, opens: { id: 'panel', open } });
    }
    if (!isPlain(verb)) return nothing;
    const supervises = verb === 'hangup' && call.role === 'supervisor';
    return this.plainButton(verb, {
      ...label,
      look,
      ...(verb === 'answer' ? { shortcut: this.answerKey } : {}),
      ...(supervises ? { label: words.core.agentVerbs.stop } : {}),
    });
  }

  #renderPanel({ id }: CallSnapshot): TemplateResult | typeof nothing {
    const { open } = this.#panel;
    if (open === null) return nothing;
    const { core } = this.words;
    const done = (): void => this.#panel.close();
    return html`<div
      popover="manual"
      id="panel"
      part="panel"
      role="dialog"
      aria-label=${core.callVerbs[open]}
      @cs-done=${done}
    >
      ${
        open === 'sendDigits'
          ? html`<cs-dial-pad exportparts="key, sent" .snapshot=${this.snapshot} .callId=${id}></cs-dial-pad>`
          : html`<cs-transfer-panel
              exportparts="field, submit, choice, refresh"
              .snapshot=${this.snapshot}
              .callId=${id}
              .verb=${open}
              .targets=${open === 'transfer' ? targetsOf(this.controls) : null}
            ></cs-transfer-panel>`
      }
    </div>`;
  }
}
